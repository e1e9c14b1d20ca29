package dev.layertax.benchmarks.unionfs;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Killed anywhere in a long sequence of changes, a union has done the first so many of them. */
class RandomCrashTest {
  private static final int KILLS = Integer.getInteger("layertax.crash.kills", 12);
  private static final int CHANGES = 60;
  private static final List<String> NAMES = List.of("a", "b", "c", "a/a", "a/b", "b/a", "b/c");

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void kill_inASequenceOfChanges_leavesTheFirstOfThem(long seed) throws IOException {
    Path lower = Files.createDirectory(directory.resolve("lower"));
    for (String name : List.of("a/a", "a/b", "b/a", "c", "d/a")) {
      Files.createDirectories(lower.resolve(name).getParent());
      Files.writeString(lower.resolve(name), "lower ".repeat(100) + name);
    }
    Snapshot.age(lower);
    Scenario start = new Scenario("", root -> {}, List.of(), root -> {});
    List<Map<String, String>> states = new ArrayList<>();
    FaultyHost counting = new FaultyHost();
    try (FileSystem union =
        UnderFault.before(start, lower, directory.resolve("whole")).mountOn(counting)) {
      Random random = new Random(seed);
      for (int i = 0; i <= CHANGES; i++) {
        states.add(Snapshot.withoutTimes(Snapshot.of(union.getPath("/"))));
        change(union.getPath("/"), random);
      }
    }
    Random calls = new Random(seed);
    for (int kill = 0; kill < KILLS; kill++) {
      FaultyHost host = new FaultyHost();
      UnderFault layers = UnderFault.before(start, lower, directory.resolve("killed" + kill));
      FileSystem union = layers.mountOn(host);
      host.killAt(1 + calls.nextInt(counting.changes() / 2));
      int done = changesBeforeKill(union, host, seed);
      Map<String, String> found = Snapshot.withoutTimes(layers.tree());
      if (!found.equals(states.get(done))) {
        assertThat(Snapshot.difference(found, states.get(done + 1)))
            .as("seed %s, killed in change %s, in %s", seed, done, host.failed())
            .isEmpty();
      }
    }
  }

  private static int changesBeforeKill(FileSystem union, FaultyHost host, long seed)
      throws IOException {
    Random random = new Random(seed);
    int done = 0;
    try {
      while (done < CHANGES) {
        change(union.getPath("/"), random);
        done++;
      }
      host.killAt(1);
      union.close();
    } catch (FaultyHost.Killed dead) {
      UnderFault.abandon(union, host);
    }
    return done;
  }

  /** One change that is one system call of the union; it may be refused. */
  private static void change(Path root, Random random) throws IOException {
    Path path = root.resolve(NAMES.get(random.nextInt(NAMES.size())));
    Path other = root.resolve(NAMES.get(random.nextInt(NAMES.size())));
    int kind = random.nextInt(12);
    try {
      switch (kind) {
        case 0 -> Files.createFile(path);
        case 1, 2 -> Files.createDirectory(path);
        case 3, 4, 5 -> Files.delete(path);
        case 6, 7, 8 -> Files.move(path, other, ATOMIC_MOVE);
        case 9 -> Files.createLink(path, other);
        case 10 ->
            Files.setPosixFilePermissions(
                path,
                PosixFilePermissions.fromString(random.nextBoolean() ? "rwx--x---" : "rwx------"));
        default -> write(path, random.nextInt(9));
      }
    } catch (FileSystemException refused) {
      assertThat(refused.getFile()).isNotNull();
    }
  }

  private static void write(Path path, int position) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {1}), position);
    }
  }
}
