package dev.layertax.benchmarks.unionfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;

/** rename, rmdir, stat, readdir: items 17 to 20 of the list of overlayfs's semantics. */
class RenameRmdirStatReaddirTest extends UnionTestBase {

  @Test
  void item17_lowerDirectory_movesOnlyAsACopyOfAnEmptyOne() throws IOException {
    file(bottom, "full/f", "data");
    Files.createDirectory(bottom.resolve("empty"));
    mount();
    for (String name : new String[] {"/full", "/empty"}) {
      assertThatThrownBy(
              () -> Files.move(path(name), path("/moved"), StandardCopyOption.ATOMIC_MOVE))
          .isInstanceOf(AtomicMoveNotSupportedException.class)
          .hasMessageContaining(name);
    }
    assertThatThrownBy(() -> Files.move(path("/full"), path("/moved")))
        .isInstanceOf(DirectoryNotEmptyException.class);
    assertThat(Files.exists(path("/moved"))).isFalse();
    Files.move(path("/empty"), path("/moved"));
    assertThat(names(path("/"))).containsExactly("full", "moved");
  }

  @Test
  void item17_lowerFile_isCopiedUpAndLeavesAWhiteout() throws IOException {
    file(bottom, "f", "data");
    file(bottom, "target", "old");
    mount();
    Files.move(path("/f"), path("/target"), StandardCopyOption.ATOMIC_MOVE);
    assertThat(Files.readString(path("/target"))).isEqualTo("data");
    assertThat(isWhiteout(upper.resolve("f"))).isTrue();
    assertThat(counter("bytesCopiedUp")).isEqualTo(4);
    remount();
    assertThat(names(path("/"))).containsExactly("target");
  }

  @Test
  void item18_rmdir_looksAtTheMergedViewAndClearsWhiteouts() throws IOException {
    file(bottom, "d/f", "data");
    mount();
    Files.createFile(path("/d/new"));
    Files.delete(path("/d/new"));
    assertThatThrownBy(() -> Files.delete(path("/d")))
        .isInstanceOf(DirectoryNotEmptyException.class);
    Files.delete(path("/d/f"));
    Files.delete(path("/d"));
    assertThat(isWhiteout(upper.resolve("d"))).isTrue();
    assertThat(workIsEmpty()).isTrue();
  }

  @Test
  void item19_fileKey_isTheSameAfterCopyUp() throws IOException {
    file(bottom, "d/f", "data");
    mount();
    Object file = key(path("/d/f"));
    Object directory = key(path("/d"));
    Object inode = Files.getAttribute(path("/d/f"), "unix:ino");
    FileChannel.open(path("/d/f"), StandardOpenOption.WRITE).close();
    assertThat(key(path("/d/f"))).isEqualTo(file);
    assertThat(key(path("/d"))).isEqualTo(directory);
    assertThat(Files.getAttribute(path("/d/f"), "unix:ino")).isEqualTo(inode);
    Files.move(path("/d/f"), path("/moved"));
    assertThat(key(path("/moved"))).isEqualTo(file);
  }

  @Test
  void item19_accessTimeOfALowerFile_doesNotChangeByReading() throws IOException {
    Path lower = file(bottom, "f", "data");
    FileTime old = FileTime.fromMillis(1_000_000);
    Files.setAttribute(lower, "lastAccessTime", old);
    mount();
    Files.readString(path("/f"));
    BasicFileAttributes attributes = Files.readAttributes(path("/f"), BasicFileAttributes.class);
    assertThat(attributes.lastAccessTime()).isEqualTo(old);
    assertThat(Files.getAttribute(path("/f"), "lastAccessTime")).isEqualTo(old);
  }

  @Test
  void item19_mergedDirectory_hasOneLink() throws IOException {
    file(bottom, "d/sub/f", "data");
    mount();
    assertThat(Files.getAttribute(path("/d"), "unix:nlink")).isEqualTo(3);
    Files.createFile(path("/d/new"));
    assertThat(Files.getAttribute(path("/d"), "unix:nlink")).isEqualTo(1);
  }

  @Test
  void item19_readdir_isASnapshot() throws IOException {
    file(bottom, "d/a", "data");
    file(top, "d/b", "data");
    mount();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(path("/d"))) {
      Files.delete(path("/d/a"));
      Files.createFile(path("/d/c"));
      assertThat(stream).containsExactlyInAnyOrder(path("/d/a"), path("/d/b"));
    }
    assertThat(names(path("/d"))).containsExactly("b", "c");
  }

  @Test
  void item20_fileStore_isTheUppersUnderTypeOverlay() throws IOException {
    mount();
    assertThat(Files.getFileStore(path("/")).type()).isEqualTo("overlay");
    assertThat(Files.getFileStore(path("/")).getTotalSpace())
        .isEqualTo(Files.getFileStore(upper).getTotalSpace());
    assertThatThrownBy(() -> counter("colour"))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("bytesCopiedUp");
  }
}
