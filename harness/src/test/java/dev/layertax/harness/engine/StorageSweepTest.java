package dev.layertax.harness.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.harness.engine.StorageSweep.Fate;
import dev.layertax.harness.engine.StorageSweep.Swept;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageSweepTest {

  @TempDir Path directory;

  private Path parent;
  private StorageRegister register;

  @BeforeEach
  void places() throws IOException {
    parent = Files.createDirectory(directory.resolve("parent"));
    register = StorageRegister.in(directory.resolve("register"));
  }

  /** What a killed run leaves: marked, not locked. */
  private Path left(String name) throws IOException {
    Path root = Files.createDirectories(parent.resolve(name));
    Files.writeString(root.resolve(Storage.MARKER), Storage.MARKER_TEXT);
    Files.createDirectories(root.resolve("volumes/volume-0"));
    Files.writeString(root.resolve("volumes/volume-0/data"), "12345");
    return root;
  }

  private Swept sweepOne() throws IOException {
    List<Swept> swept = StorageSweep.sweep(register, List.of(parent));
    assertThat(swept).hasSize(1);
    return swept.get(0);
  }

  @Test
  void sweep_leftByAKill_isRemovedAndCounted() throws IOException {
    Path root = left("layertax-run-1");
    Swept swept = sweepOne();
    assertThat(swept.fate()).isEqualTo(Fate.REMOVED);
    assertThat(swept.path()).isEqualTo(root);
    assertThat(swept.bytes()).isEqualTo(5);
    assertThat(root).doesNotExist();
  }

  @Test
  void sweep_registeredElsewhere_isFoundThroughTheRegister() throws IOException {
    Path root = left("layertax-run-1");
    register.add(root);
    List<Swept> swept = StorageSweep.sweep(register, List.of());
    assertThat(swept).extracting(Swept::fate).containsExactly(Fate.REMOVED);
    assertThat(register.entries()).isEmpty();
  }

  @Test
  void sweep_inUseByThisProcess_staysAndStaysLocked() throws Exception {
    try (Storage storage = Storage.under(parent, "live", register)) {
      Path file = Files.writeString(storage.directory("volumes").resolve("data"), "mine");
      assertThat(sweepOne().fate()).isEqualTo(Fate.IN_USE);
      assertThat(file).exists();
      // A sweep that opened the marker and closed it would have given up this process's lock.
      assertThat(LockProbe.isLocked(storage.root().resolve(Storage.MARKER))).isTrue();
      assertThat(register.entries()).containsExactly(storage.root());
    }
    assertThat(StorageSweep.sweep(register, List.of(parent))).isEmpty();
  }

  @Test
  void sweep_inUseByAnotherProcess_stays() throws Exception {
    Path root = left("layertax-run-1");
    try (LockProbe other = LockProbe.holding(root.resolve(Storage.MARKER))) {
      assertThat(other.process.isAlive()).isTrue();
      assertThat(sweepOne().fate()).isEqualTo(Fate.IN_USE);
      assertThat(root.resolve("volumes/volume-0/data")).exists();
    }
    assertThat(sweepOne().fate()).isEqualTo(Fate.REMOVED);
  }

  @Test
  void sweep_unmarkedDirectoryOfOurName_staysUnmentioned() throws IOException {
    Path users = Files.createDirectory(parent.resolve("layertax-notes"));
    Files.writeString(users.resolve("thesis"), "years of work");
    assertThat(StorageSweep.sweep(register, List.of(parent))).isEmpty();
    assertThat(users.resolve("thesis")).exists();
  }

  @Test
  void sweep_registeredButUnmarked_isLeftAlone() throws IOException {
    Path users = Files.createDirectory(parent.resolve("layertax-notes"));
    Files.writeString(users.resolve(Storage.MARKER), "something else");
    register.add(users);
    assertThat(sweepOne().fate()).isEqualTo(Fate.LEFT_ALONE);
    assertThat(users).exists();
  }

  @Test
  void sweep_symbolicLinkToAMarkedDirectory_isNotFollowed() throws IOException {
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve(Storage.MARKER), Storage.MARKER_TEXT);
    Path link = Files.createSymbolicLink(parent.resolve("layertax-link"), elsewhere);
    assertThat(StorageSweep.sweep(register, List.of(parent))).isEmpty();
    register.add(link);
    assertThat(sweepOne().fate()).isEqualTo(Fate.LEFT_ALONE);
    assertThat(elsewhere.resolve(Storage.MARKER)).exists();
  }

  @Test
  void sweep_symbolicLinksInside_areRemovedAndTheirTargetsStay() throws IOException {
    Path users = Files.createDirectory(directory.resolve("users"));
    Files.writeString(users.resolve("thesis"), "years of work");
    Path root = left("layertax-run-1");
    Files.createSymbolicLink(root.resolve("volumes/directory-link"), users);
    Files.createSymbolicLink(root.resolve("volumes/file-link"), users.resolve("thesis"));
    Files.createSymbolicLink(root.resolve("volumes/dangling"), users.resolve("nothing"));
    assertThat(sweepOne().fate()).isEqualTo(Fate.REMOVED);
    assertThat(root).doesNotExist();
    assertThat(users.resolve("thesis")).hasContent("years of work");
  }

  @Test
  void sweep_markerIsALink_isLeftAlone() throws IOException {
    Path users = Files.createDirectory(parent.resolve("layertax-notes"));
    Path marker = Files.writeString(directory.resolve("marker"), Storage.MARKER_TEXT);
    Files.createSymbolicLink(users.resolve(Storage.MARKER), marker);
    register.add(users);
    assertThat(sweepOne().fate()).isEqualTo(Fate.LEFT_ALONE);
    assertThat(users).exists();
  }

  @Test
  void sweep_registeredAndGone_isTakenOutOfTheRegister() throws IOException {
    register.add(parent.resolve("layertax-gone"));
    assertThat(StorageSweep.sweep(register, List.of())).isEmpty();
    assertThat(register.entries()).isEmpty();
  }

  @Test
  void close_storage_removesItAndItsEntry() throws IOException {
    Storage storage = Storage.under(parent, "run", register);
    storage.directory("volumes", "one");
    assertThat(register.entries()).containsExactly(storage.root());
    storage.close();
    assertThat(storage.root()).doesNotExist();
    assertThat(register.entries()).isEmpty();
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void register_thatCannotBeWritten_doesNotStopTheStorage() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "in the way");
    try (Storage storage = Storage.under(parent, "run", StorageRegister.in(file.resolve("sub")))) {
      assertThat(storage.directory("volumes")).isDirectory();
    }
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void ofUser_relativeStateHome_isIgnoredAsXdgWants() throws IOException {
    Path home = Files.createDirectory(directory.resolve("home"));
    StorageRegister.ofUser(Map.of("XDG_STATE_HOME", "relative"), home).add(parent);
    assertThat(home.resolve(".local/state/layertax/storages")).isNotEmptyDirectory();
    Path state = directory.resolve("state");
    StorageRegister.ofUser(Map.of("XDG_STATE_HOME", state.toString()), home).add(parent);
    assertThat(state.resolve("layertax/storages")).isNotEmptyDirectory();
  }

  /** Another process, which locks a file until it is closed. */
  public static final class LockProbe implements AutoCloseable {
    private final Process process;

    private LockProbe(Process process) {
      this.process = process;
    }

    static LockProbe holding(Path file) throws IOException {
      LockProbe probe = new LockProbe(start(file));
      assertThat(probe.process.getInputStream().read()).isEqualTo('y');
      return probe;
    }

    static boolean isLocked(Path file) throws IOException {
      try (LockProbe probe = new LockProbe(start(file))) {
        return probe.process.getInputStream().read() == 'n';
      }
    }

    private static Process start(Path file) throws IOException {
      return new ProcessBuilder(
              System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
              "-cp",
              System.getProperty("java.class.path"),
              LockProbe.class.getName(),
              file.toString())
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start();
    }

    public static void main(String[] args) throws IOException {
      try (FileChannel channel = FileChannel.open(Path.of(args[0]), StandardOpenOption.WRITE);
          FileLock lock = channel.tryLock()) {
        System.out.print(lock == null ? 'n' : 'y');
        System.out.flush();
        System.in.read();
      }
    }

    @Override
    public void close() throws IOException {
      process.getOutputStream().close();
      process.onExit().join();
    }
  }
}
