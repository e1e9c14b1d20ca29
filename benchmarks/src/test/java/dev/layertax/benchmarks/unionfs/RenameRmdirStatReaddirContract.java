package dev.layertax.benchmarks.unionfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** rename, rmdir, stat, readdir: items 17 to 20 of the list of overlayfs's semantics. */
abstract class RenameRmdirStatReaddirContract extends OverlayContract {

  RenameRmdirStatReaddirContract(Overlay overlay) {
    super(overlay);
  }

  @ParameterizedTest
  @ValueSource(strings = {"full", "empty", "d/sub", "merged", "changed"})
  void item17_lowerOrMergedDirectory_neverMovesAtomically(String name) throws IOException {
    fillDirectories();
    for (String target : List.of("moved", "d/moved", "place", "new")) {
      assertThatThrownBy(() -> Files.move(path(name), path(target), StandardCopyOption.ATOMIC_MOVE))
          .isInstanceOf(AtomicMoveNotSupportedException.class)
          .hasMessageContaining(path(name).toString());
    }
    assertThat(Files.isDirectory(path(name))).isTrue();
    assertThat(names(root())).contains("full", "empty", "merged").doesNotContain("moved");
  }

  @ParameterizedTest
  @ValueSource(strings = {"full", "merged", "d", "changed"})
  void item17_fullLowerDirectory_doesNotMoveAsACopyEither(String name) throws IOException {
    fillDirectories();
    assertThatThrownBy(() -> Files.move(path(name), path("moved")))
        .isInstanceOf(DirectoryNotEmptyException.class)
        .hasMessage(path(name).toString());
    assertThat(Files.exists(path("moved"))).isFalse();
  }

  /** Directories of every kind; {@code place} and {@code new} are empty. */
  private void fillDirectories() throws IOException {
    file(bottom, "full/f", "data");
    file(bottom, "merged/f", "data");
    file(bottom, "changed/f", "data");
    Files.createDirectories(bottom.resolve("d/sub"));
    Files.createDirectory(bottom.resolve("empty"));
    Files.createDirectory(bottom.resolve("place"));
    mount();
    Files.createFile(path("merged/new"));
    Files.setPosixFilePermissions(path("changed"), PosixFilePermissions.fromString("rwx------"));
    Files.createDirectory(path("new"));
  }

  @Test
  void item17_emptyLowerDirectory_movesAsACopy() throws IOException {
    Files.createDirectory(bottom.resolve("empty"));
    Files.setPosixFilePermissions(
        bottom.resolve("empty"), PosixFilePermissions.fromString("rwx--x---"));
    Files.setLastModifiedTime(bottom.resolve("empty"), FileTime.fromMillis(1_000_000));
    mount();
    Object before = key(path("empty"));
    Files.move(path("empty"), path("moved"));
    assertThat(names(root())).containsExactly("moved");
    assertThat(hidesBy("empty")).isTrue();
    assertThat(Files.getPosixFilePermissions(path("moved")))
        .isEqualTo(PosixFilePermissions.fromString("rwx--x---"));
    assertThat(Files.getLastModifiedTime(path("moved"))).isEqualTo(FileTime.fromMillis(1_000_000));
    assertThat(key(path("moved"))).isNotEqualTo(before);
  }

  @Test
  void item17_directoryOfTheUpperAlone_movesWithItsContents() throws IOException {
    file(bottom, "lower", "data");
    Files.createDirectory(bottom.resolve("again"));
    Files.createDirectories(bottom.resolve("place"));
    mount();
    Files.createDirectories(path("new/sub"));
    Files.move(path("lower"), path("new/sub/f"));
    Object before = key(path("new"));
    Files.move(path("new"), path("moved"), StandardCopyOption.ATOMIC_MOVE);
    assertThat(key(path("moved"))).isEqualTo(before);
    Files.delete(path("again"));
    Files.createDirectory(path("again"));
    Files.move(path("again"), path("moved/opaque"), StandardCopyOption.ATOMIC_MOVE);
    Files.move(path("moved"), path("place"), StandardCopyOption.ATOMIC_MOVE);
    assertThat(names(root())).containsExactly("place");
    assertThat(Files.readString(path("place/sub/f"))).isEqualTo("data");
    remount();
    assertThat(names(root())).containsExactly("place");
    assertThat(names(path("place"))).containsExactly("opaque", "sub");
  }

  @Test
  void item17_lowerFile_isCopiedUpAndLeavesAWhiteout() throws IOException {
    file(bottom, "f", "data");
    file(bottom, "target", "old");
    file(bottom, "d/g", "data");
    Files.createSymbolicLink(bottom.resolve("link"), Path.of("absent"));
    mount();
    Files.move(path("f"), path("target"), StandardCopyOption.ATOMIC_MOVE);
    Files.move(path("d/g"), path("g"));
    Files.move(path("link"), path("d/link"));
    assertThat(Files.readString(path("target"))).isEqualTo("data");
    assertThat(hidesBy("f")).isTrue();
    assertThat(hidesBy("d/g")).isTrue();
    assertThat(hidesBy("link")).isTrue();
    remount();
    assertThat(names(root())).containsExactly("d", "g", "target");
    assertThat(names(path("d"))).containsExactly("link");
    assertThat(Files.isSymbolicLink(path("d/link"))).isTrue();
  }

  @Test
  void item17_fileOfTheUpperAlone_leavesNoWhiteout() throws IOException {
    file(bottom, "target", "old");
    mount();
    Files.writeString(path("f"), "new");
    Files.move(path("f"), path("target"), StandardCopyOption.ATOMIC_MOVE);
    assertThat(names(upper)).containsExactly("target");
    Files.delete(path("target"));
    assertThat(hidesBy("target")).isTrue();
  }

  @Test
  void item17_namesOfOneFile_stayBoth() throws IOException {
    overlay.requireRootsMount(TWO_INODES);
    file(bottom, "f", "data");
    mount();
    Files.createLink(path("second"), path("f"));
    Files.move(path("f"), path("second"), StandardCopyOption.ATOMIC_MOVE);
    assertThat(names(root())).containsExactly("f", "second");
  }

  @Test
  void item18_rmdir_looksAtTheMergedViewAndClearsWhiteouts() throws IOException {
    file(bottom, "d/f", "data");
    file(middle, "d/g", "data");
    mount();
    Files.createFile(path("d/new"));
    Files.delete(path("d/new"));
    assertThatThrownBy(() -> Files.delete(path("d")))
        .isInstanceOf(DirectoryNotEmptyException.class);
    Files.delete(path("d/f"));
    assertThatThrownBy(() -> Files.delete(path("d")))
        .isInstanceOf(DirectoryNotEmptyException.class);
    Files.delete(path("d/g"));
    Files.delete(path("d"));
    assertThat(hidesBy("d")).isTrue();
    assertThat(Files.exists(path("d"))).isFalse();
    Files.createDirectory(path("d"));
    assertThat(names(path("d"))).isEmpty();
    assertThat(names(upper.resolve("d"))).isEmpty();
  }

  @Test
  void item18_rmdir_countsNoWhiteoutOfALowerLayer() throws IOException {
    file(bottom, "d/f", "data");
    file(bottom, "d/g", "data");
    Files.createDirectory(middle.resolve("d"));
    KernelMount.makeDeviceWhiteout(middle.resolve("d/g"));
    mount();
    assertThatThrownBy(() -> Files.delete(path("d")))
        .isInstanceOf(DirectoryNotEmptyException.class);
    Files.delete(path("d/f"));
    Files.delete(path("d"));
    assertThat(hidesBy("d")).isTrue();
    assertThat(names(root())).isEmpty();
  }

  @Test
  void item18_directoryOfTheUpperAloneWithWhiteouts_goesWithoutATrace() throws IOException {
    file(bottom, "d/f", "data");
    mount();
    Files.delete(path("d/f"));
    Files.delete(path("d"));
    Files.createDirectory(path("d"));
    Files.createFile(path("d/f"));
    Files.delete(path("d/f"));
    assertThat(names(upper.resolve("d"))).isEmpty();
    Files.delete(path("d"));
    assertThat(hidesBy("d")).isTrue();
    remount();
    assertThat(names(root())).isEmpty();
  }

  @Test
  void item18_renameOverADirectoryOfWhiteouts_replacesIt() throws IOException {
    file(bottom, "d/f", "data");
    mount();
    Files.delete(path("d/f"));
    Files.createDirectory(path("new"));
    Files.createFile(path("new/g"));
    Files.move(path("new"), path("d"), StandardCopyOption.ATOMIC_MOVE);
    assertThat(names(path("d"))).containsExactly("g");
    remount();
    assertThat(names(path("d"))).containsExactly("g");
  }

  @Test
  void item19_fileKey_isTheSameAfterCopyUp() throws IOException {
    file(bottom, "d/f", "data");
    Files.createSymbolicLink(bottom.resolve("link"), Path.of("d"));
    mount();
    Object file = key(path("d/f"));
    Object directory = key(path("d"));
    Object link = linkKey("link");
    Object inode = Files.getAttribute(path("d/f"), "unix:ino");
    FileChannel.open(path("d/f"), StandardOpenOption.WRITE).close();
    assertThat(key(path("d/f"))).isEqualTo(file);
    assertThat(key(path("d"))).isEqualTo(directory);
    assertThat(Files.getAttribute(path("d/f"), "unix:ino")).isEqualTo(inode);
    Files.move(path("d/f"), path("moved"));
    assertThat(key(path("moved"))).isEqualTo(file);
    assertThat(Files.getAttribute(path("moved"), "unix:ino")).isEqualTo(inode);
    Files.move(path("link"), path("link2"));
    assertThat(linkKey("link2")).isEqualTo(link);
  }

  private Object linkKey(String name) throws IOException {
    return Files.readAttributes(path(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .fileKey();
  }

  @Test
  void item19_accessTimeOfALowerFile_doesNotChangeByReading() throws IOException {
    Path lower = file(bottom, "f", "data");
    FileTime old = FileTime.fromMillis(1_000_000);
    Files.setAttribute(lower, "lastAccessTime", old);
    mount();
    Files.readString(path("f"));
    BasicFileAttributes attributes = Files.readAttributes(path("f"), BasicFileAttributes.class);
    assertThat(attributes.lastAccessTime()).isEqualTo(old);
    assertThat(Files.getAttribute(path("f"), "lastAccessTime")).isEqualTo(old);
    FileChannel.open(path("f"), StandardOpenOption.WRITE).close();
    assertThat(Files.getAttribute(path("f"), "lastAccessTime")).isEqualTo(old);
  }

  @Test
  void item19_mergedDirectory_hasOneLink() throws IOException {
    file(bottom, "d/sub/f", "data");
    file(bottom, "two/sub/f", "data");
    Files.createDirectory(top.resolve("two"));
    mount();
    assertThat(Files.getAttribute(path("d"), "unix:nlink")).isEqualTo(3);
    assertThat(Files.getAttribute(path("two"), "unix:nlink")).isEqualTo(1);
    Files.createFile(path("d/new"));
    assertThat(Files.getAttribute(path("d"), "unix:nlink")).isEqualTo(1);
    Files.createDirectories(path("pure/sub"));
    assertThat(Files.getAttribute(path("pure"), "unix:nlink")).isEqualTo(3);
  }

  @Test
  void item19_readdirOfAMergedDirectory_isASnapshotPerOpen() throws IOException {
    List<String> before = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      // Longer than what one call to the kernel gives.
      before.add("a name of some length to fill the buffer of readdir " + i);
      Files.createFile((i % 2 == 0 ? bottom : top).resolve(before.get(i)));
    }
    mount();
    List<String> seen = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(root())) {
      Iterator<Path> names = stream.iterator();
      seen.add(names.next().getFileName().toString());
      for (String name : before) {
        Files.delete(path(name));
      }
      Files.createFile(path("late"));
      names.forEachRemaining(path -> seen.add(path.getFileName().toString()));
    }
    assertThat(seen).containsExactlyInAnyOrderElementsOf(before);
    assertThat(names(root())).containsExactly("late");
  }

  @Test
  void item20_fileStore_hasTheUppersSpaceUnderTypeOverlay() throws IOException {
    overlay.requireRootsMount("it is not among this process's file stores");
    file(bottom, "f", "data");
    mount();
    FileStore store = Files.getFileStore(path("f"));
    FileStore space = Files.getFileStore(upper);
    assertThat(store.type()).isEqualTo("overlay");
    assertThat(store.name()).isEqualTo("overlay");
    assertThat(store.isReadOnly()).isFalse();
    assertThat(store.getTotalSpace()).isEqualTo(space.getTotalSpace());
    assertThat(store.getBlockSize()).isEqualTo(space.getBlockSize());
    assertThat(store.supportsFileAttributeView("posix")).isTrue();
    assertThat(store.supportsFileAttributeView("user")).isTrue();
  }
}
