package dev.layertax.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class WantOfSpaceTest {

  /** As a Docker Engine 20.10 on a small disk said it. */
  private static final String OF_ENGINE =
      "cannot build image: Error processing tar file(exit status 1): write /opt/java/lib/modules:"
          + " no space left on device";

  @Test
  void isNamedIn_systemsAndEnginesWords_isSeen() {
    assertThat(WantOfSpace.isNamedIn(OF_ENGINE)).isTrue();
    assertThat(WantOfSpace.isNamedIn("a: No space left on device")).isTrue();
    assertThat(WantOfSpace.isNamedIn("a: Disk quota exceeded")).isTrue();
    assertThat(
            WantOfSpace.isNamedIn(
                "SQLiteException: [SQLITE_FULL] Insertion failed because database is full (database"
                    + " or disk is full)"))
        .isTrue();
    assertThat(WantOfSpace.isNamedIn("no such device")).isFalse();
  }

  @Test
  void reason_ofAnEnginesFullDisk_saysWhatToDoWithoutAClassName() {
    assertThat(VisitFailedException.of("images", new IOException(OF_ENGINE)))
        .hasMessageStartingWith("the storage of images is full, free some")
        .hasMessageContaining("for docker an engine with more: cannot build image")
        .hasMessageNotContaining("IOException");
    assertThat(VisitFailedException.of("tmpfs", new FileSystemException("a", null, "broken")))
        .hasMessageContaining("FileSystemException: a: broken");
  }
}
