package dev.layertax.benchmarks.unionfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * One process owns an upper directory while it is mounted, by a lock that ends with the process.
 */
class OwnershipTest extends UnionTestBase {
  private Process other;

  @AfterEach
  void endOther() throws InterruptedException {
    if (other != null) {
      other.destroyForcibly().waitFor();
    }
  }

  private String mountElsewhere(Path otherWork) throws IOException {
    other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                UpperOwner.class.getName(),
                bottom.toString(),
                upper.toString(),
                otherWork.toString())
            .redirectErrorStream(true)
            .start();
    BufferedReader output = other.inputReader();
    return output.readLine();
  }

  private void assertRefused(Path withWork) {
    assertThatThrownBy(() -> UnionFileSystem.mount(List.of(bottom), upper, withWork))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining(upper.toString())
        .hasMessageContaining("another process");
  }

  @Test
  void mount_upperOfAnotherProcess_isRefusedUntilThatIsKilled() throws Exception {
    Path ownWork = Files.createDirectory(directory.resolve("own-work"));
    assertThat(mountElsewhere(work)).isEqualTo("mounted");
    assertRefused(work);
    assertRefused(ownWork);
    assertRefused(work);

    other.destroyForcibly().waitFor();

    UnionFileSystem.mount(List.of(bottom), upper, ownWork).close();
    fs = UnionFileSystem.mount(List.of(bottom), upper, work);
    Files.writeString(path("/f"), "data");
  }

  @Test
  void mount_upperOfThisProcess_isRefusedToAnother() throws IOException {
    Path otherWork = Files.createDirectory(directory.resolve("other-work"));
    mount();
    assertThat(mountElsewhere(otherWork)).contains(upper.toString()).contains("another process");
    assertThat(mountElsewhere(work)).contains("another process");
    Files.writeString(path("/f"), "data");
  }

  @Test
  void mount_workUsedBeforeAndNowForAnotherUpper_keepsThatOnesLock() throws IOException {
    Path ownWork = Files.createDirectory(directory.resolve("own-work"));
    Path second = Files.createDirectory(directory.resolve("second"));
    UnionFileSystem.mount(List.of(bottom), upper, ownWork).close();
    try (FileSystem now = UnionFileSystem.mount(List.of(bottom), second, ownWork)) {
      mount();
      assertThat(now.isOpen()).isTrue();
      fs.close();
      assertThat(mountElsewhere(ownWork)).contains("another process");
    }
  }

  @Test
  void work_whileMounted_isNobodyElses() throws IOException {
    mount();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(work.resolve("work"))))
        .isEqualTo("rwx------");
  }

  @Test
  void mount_upperWithoutUserAttributes_saysWhatWouldDoAndTakesNothing() throws IOException {
    try (KernelMount bare = KernelMount.ramfs(directory.resolve("ramfs"))) {
      Path bareUpper = Files.createDirectory(bare.path().resolve("upper"));
      Path bareWork = Files.createDirectory(bare.path().resolve("work"));
      for (int attempt = 0; attempt < 2; attempt++) {
        assertThatThrownBy(() -> UnionFileSystem.mount(List.of(bottom), bareUpper, bareWork))
            .isInstanceOf(FileSystemException.class)
            .hasMessageContaining(bareUpper.toString())
            .hasMessageContaining("user extended attributes")
            .hasMessageContaining("ext4");
      }
      assertThat(bareWork).isEmptyDirectory();
      assertThat(bareUpper).isEmptyDirectory();
    }
  }
}
