package dev.layertax.benchmarks.unionfs;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where one call of a change fails for want of space, the change is made all the same, or there is
 * an error and nothing of it.
 */
class DiskFullTest extends ScenarioTestBase {
  /** Of a file system as small as that. */
  private static final int BLOCK = 1024;

  @ParameterizedTest
  @MethodSource("scenarios")
  void failure_ofAnyCall_isAnErrorThatLeavesNoTraceOrNone(Scenario scenario) throws IOException {
    Map<String, String> before = before(scenario).tree();
    UnderFault done = before(scenario);
    try (FileSystem union = done.mount()) {
      scenario.change().on(union.getPath("/"));
    }
    Map<String, String> after = done.tree();
    boolean failed = true;
    for (int call = 1; failed; call++) {
      FaultyHost host = new FaultyHost();
      UnderFault layers = before(scenario);
      try (FileSystem union = layers.mountOn(host)) {
        host.failAt(call);
        boolean refused = isRefused(scenario, union);
        failed = host.failed() != null;
        host.failAt(0);
        if (failed) {
          check(scenario, layers, host, union, refused ? before : after);
        }
        if (refused) {
          scenario.change().on(union.getPath("/"));
        }
        assertThat(Snapshot.of(union.getPath("/")).keySet()).isEqualTo(after.keySet());
      }
      assertThat(layers.work.resolve("work")).doesNotExist();
    }
  }

  /** Runs out of blocks, with so many left. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 4, 8})
  void diskFull_blocksLeft_isAnErrorThatLeavesNoTraceOrNone(int left) throws IOException {
    try (KernelMount small = KernelMount.ext4(directory.resolve("small"), 1)) {
      Path filler = small.path().resolve("filler");
      int refused = 0;
      for (Scenario scenario : scenarios()) {
        refused +=
            checkOn(
                small,
                scenario,
                () -> {
                  try (FileChannel channel = FileChannel.open(filler, CREATE, WRITE)) {
                    fill(channel);
                    channel.truncate(Math.max(0, channel.size() - (long) left * BLOCK));
                  }
                },
                () -> Files.delete(filler));
      }
      assertThat(refused).isPositive();
    }
  }

  /** Runs out of inodes, with so many left. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void diskFull_inodesLeft_isAnErrorThatLeavesNoTraceOrNone(int left) throws IOException {
    try (KernelMount small = KernelMount.ext4(directory.resolve("small"), 1)) {
      Path hoard = Files.createDirectory(small.path().resolve("hoard"));
      int refused = 0;
      for (Scenario scenario : scenarios()) {
        refused +=
            checkOn(
                small,
                scenario,
                () -> {
                  int files = exhaust(hoard);
                  for (int i = 0; i < left; i++) {
                    Files.delete(hoard.resolve("" + (files - i - 1)));
                  }
                },
                () -> {
                  for (String name : UnionTestBase.names(hoard)) {
                    Files.delete(hoard.resolve(name));
                  }
                });
      }
      assertThat(refused).isPositive();
    }
  }

  private interface Step {
    void run() throws IOException;
  }

  /** Returns 1 where the change was refused, else 0. */
  private int checkOn(KernelMount small, Scenario scenario, Step fill, Step free)
      throws IOException {
    Map<String, String> before = before(scenario).tree();
    UnderFault done = before(scenario);
    try (FileSystem union = done.mount()) {
      scenario.change().on(union.getPath("/"));
    }
    Map<String, String> after = done.tree();
    Path place = small.path().resolve("layers");
    UnderFault layers = UnderFault.before(scenario, lower, place);
    boolean refused;
    try (FileSystem union = layers.mount()) {
      fill.run();
      refused = isRefused(scenario, union);
      Map<String, String> live = Snapshot.of(union.getPath("/"));
      assertThat(
              Snapshot.difference(
                  scenario.withoutTimes(live), scenario.withoutTimes(refused ? before : after)))
          .as("%s, refused: %s", scenario, refused)
          .isEmpty();
      assertThat(layers.leftovers()).as("%s, refused: %s", scenario, refused).isEmpty();
      free.run();
      if (refused) {
        scenario.change().on(union.getPath("/"));
      }
    }
    assertThat(Snapshot.difference(layers.tree(), after)).as("%s", scenario).isEmpty();
    WorkDirectory.wipe(place);
    return refused ? 1 : 0;
  }

  /** To the last block: a write for which there is not all the room may be refused as a whole. */
  private static void fill(FileChannel channel) throws IOException {
    for (int length = 64 * 1024; length >= BLOCK; length /= 2) {
      ByteBuffer buffer = ByteBuffer.allocate(length);
      try {
        while (channel.write(buffer.clear(), channel.size()) > 0) {
          assertThat(channel.size()).isPositive();
        }
      } catch (IOException full) {
        assertThat(full).hasMessage("No space left on device");
      }
    }
  }

  private static int exhaust(Path directory) throws IOException {
    for (int i = 0; ; i++) {
      try {
        Files.createFile(directory.resolve("" + i));
      } catch (FileSystemException full) {
        assertThat(full.getReason()).isEqualTo("No space left on device");
        return i;
      }
    }
  }

  private static boolean isRefused(Scenario scenario, FileSystem union) throws IOException {
    try {
      scenario.change().on(union.getPath("/"));
      return false;
    } catch (FileSystemException e) {
      assertThat(e.getReason()).isEqualTo("No space left on device");
      assertThat(e.getFile().substring(1)).isIn(scenario.paths());
      return true;
    }
  }

  private static void check(
      Scenario scenario,
      UnderFault layers,
      FaultyHost host,
      FileSystem union,
      Map<String, String> expected)
      throws IOException {
    Map<String, String> live = Snapshot.of(union.getPath("/"));
    Map<String, String> found = layers.withoutLateTime(live, host.failed());
    assertThat(Snapshot.difference(scenario.withoutTimes(found), scenario.withoutTimes(expected)))
        .as("failed in %s", host.failed())
        .isEmpty();
    // What could not be cleaned up is when the work directory is used next.
    assertThat(((UnionFileSystem) union).work().next()).doesNotExist();
    assertThat(layers.leftovers()).as("failed in %s", host.failed()).isEmpty();
    Map<String, String> fresh = freshTree(layers);
    // Its root is of another layer.
    fresh.put("/", live.get("/"));
    assertThat(Snapshot.difference(fresh, live)).as("failed in %s", host.failed()).isEmpty();
  }

  /** As a mount shows it that knows nothing of what the one under test has seen. */
  private static Map<String, String> freshTree(UnderFault layers) throws IOException {
    Path scratch = Files.createTempDirectory(layers.work.getParent(), "fresh");
    Path upper = Files.createDirectory(scratch.resolve("upper"));
    try (FileSystem union =
        UnionFileSystem.mount(
            List.of(layers.upper, layers.lower),
            upper,
            Files.createDirectory(scratch.resolve("work")))) {
      return Snapshot.of(union.getPath("/"));
    }
  }
}
