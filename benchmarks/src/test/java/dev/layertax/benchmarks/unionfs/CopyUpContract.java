package dev.layertax.benchmarks.unionfs;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessMode;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is copied up when: items 6 to 8 and 13 of the list of overlayfs's semantics. */
abstract class CopyUpContract extends OverlayContract {
  private static final FileTime OLD =
      FileTime.from(Instant.ofEpochSecond(1_000_000_000, 123_456_789));

  CopyUpContract(Overlay overlay) {
    super(overlay);
  }

  @ParameterizedTest
  @ValueSource(strings = {"write", "read and write", "append"})
  void item6_openForWrite_copiesUpThoughNothingIsWritten(String how) throws IOException {
    file(bottom, "f", "bottom");
    mount();
    OpenOption[] options =
        switch (how) {
          case "write" -> new OpenOption[] {WRITE};
          case "append" -> new OpenOption[] {APPEND};
          default -> new OpenOption[] {READ, WRITE};
        };
    FileChannel.open(path("f"), options).close();
    assertThat(Files.readString(upper.resolve("f"))).isEqualTo("bottom");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "open for reading",
        "access",
        "stat",
        "read",
        "map",
        "readlink",
        "read attribute",
        "remove absent attribute",
        "copy",
        "flush",
        "lock",
        "list"
      })
  void item6_whatOnlyReads_copiesNothingUp(String what) throws IOException {
    mark(file(bottom, "d/f", "bottom"), "note", "x");
    Files.createSymbolicLink(bottom.resolve("d/link"), Path.of("f"));
    mount();
    read(what, path("d/f"));
    assertThat(names(upper)).isSubsetOf("copy");
  }

  private void read(String what, Path file) throws IOException {
    switch (what) {
      case "open for reading" -> FileChannel.open(file, READ).close();
      case "access" -> {
        file.getFileSystem().provider().checkAccess(file, AccessMode.READ, AccessMode.WRITE);
        assertThat(Files.isWritable(file)).isTrue();
      }
      case "stat" -> assertThat(Files.readAttributes(file, "unix:*")).containsEntry("size", 6L);
      case "read" -> assertThat(Files.readString(file)).isEqualTo("bottom");
      case "map" -> map(file);
      case "readlink" -> assertThat(Files.readSymbolicLink(path("d/link"))).isEqualTo(target("f"));
      case "read attribute" -> {
        assertThat(xattrs(file).list()).containsExactly("note");
        assertThat(Files.getAttribute(file, "user:note")).isEqualTo(new byte[] {'x'});
      }
      case "remove absent attribute" ->
          assertThatThrownBy(() -> xattrs(file).delete("absent"))
              .isInstanceOf(FileSystemException.class)
              .hasMessageContaining("No data available");
      case "copy" -> Files.copy(file, path("copy"));
      case "flush" -> {
        try (FileChannel channel = FileChannel.open(file, READ)) {
          channel.force(true);
        }
      }
      case "lock" -> {
        try (FileChannel channel = FileChannel.open(file, READ);
            FileLock lock = channel.lock(0, 1, true)) {
          assertThat(lock.isShared()).isTrue();
        }
      }
      case "list" -> assertThat(names(path("d"))).containsExactly("f", "link");
      default -> throw new IllegalArgumentException(what);
    }
  }

  private static void map(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, READ)) {
      assertThat(channel.map(FileChannel.MapMode.READ_ONLY, 0, 6).get(0)).isEqualTo((byte) 'b');
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mode", "owner", "group", "times", "attribute", "link", "rename"})
  void item7_change_copiesTheWholeFileEvenToTheSameValue(String what) throws IOException {
    byte[] bytes = new byte[300_000];
    new Random(7).nextBytes(bytes);
    mark(Files.write(bottom.resolve("f"), bytes), "note", "x");
    mount();
    PosixFileAttributes before = Files.readAttributes(path("f"), PosixFileAttributes.class);
    PosixFileAttributeView view =
        Files.getFileAttributeView(path("f"), PosixFileAttributeView.class);
    switch (what) {
      case "mode" -> Files.setPosixFilePermissions(path("f"), before.permissions());
      case "owner" -> Files.setOwner(path("f"), before.owner());
      case "group" -> view.setGroup(before.group());
      case "times" -> view.setTimes(before.lastModifiedTime(), before.lastAccessTime(), null);
      case "attribute" -> mark(path("f"), "note", "x");
      case "link" -> Files.createLink(path("second"), path("f"));
      default -> Files.move(path("f"), path("second"));
    }
    String now = what.equals("rename") ? "second" : "f";
    assertThat(Files.readAllBytes(upper.resolve(now))).isEqualTo(bytes);
    assertThat(Files.getLastModifiedTime(path(now))).isEqualTo(before.lastModifiedTime());
    assertThat(xattrs(path(now)).list()).containsExactly("note");
  }

  @Test
  void item7_changeOfADirectory_copiesItWithoutItsContents() throws IOException {
    file(bottom, "d/f", "data");
    mount();
    Files.setPosixFilePermissions(path("d"), PosixFilePermissions.fromString("rwx------"));
    assertThat(names(upper.resolve("d"))).isEmpty();
    assertThat(names(path("d"))).containsExactly("f");
    assertThat(Files.getPosixFilePermissions(bottom.resolve("d")))
        .isNotEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void item7_linkOfALowerFile_sharesOneCopy() throws IOException {
    overlay.requireRootsMount(TWO_INODES);
    file(bottom, "f", "data");
    file(bottom, "d/other", "data");
    mount();
    Files.createLink(path("d/second"), path("f"));
    Files.writeString(path("d/second"), "both");
    assertThat(Files.readString(path("f"))).isEqualTo("both");
    assertThat(Files.isSameFile(path("f"), path("d/second"))).isTrue();
    assertThat(Files.getAttribute(path("f"), "unix:nlink")).isEqualTo(2);
    assertThat(names(upper.resolve("d"))).containsExactly("second");
    remount();
    Files.writeString(path("f"), "again");
    assertThat(Files.readString(path("d/second"))).isEqualTo("again");
    Files.delete(path("f"));
    assertThat(Files.readString(path("d/second"))).isEqualTo("again");
  }

  @Test
  void item7_symbolicLink_isCopiedUpAsALinkWithItsTime() throws IOException {
    file(bottom, "f", "data");
    Path link = Files.createSymbolicLink(bottom.resolve("link"), Path.of("f"));
    Files.getFileAttributeView(link, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setTimes(OLD, OLD, null);
    // To the microsecond only, on JDK 17.
    FileTime set = Files.getLastModifiedTime(link, LinkOption.NOFOLLOW_LINKS);
    mount();
    Files.move(path("link"), path("moved"));
    assertThat(Files.readSymbolicLink(upper.resolve("moved"))).isEqualTo(Path.of("f"));
    assertThat(Files.getLastModifiedTime(upper.resolve("moved"), LinkOption.NOFOLLOW_LINKS))
        .isEqualTo(set);
    assertThat(Files.exists(path("link"), LinkOption.NOFOLLOW_LINKS)).isFalse();
    assertThat(Files.readString(path("moved"))).isEqualTo("data");
    assertThat(isCopiedUp("f")).isFalse();
  }

  @Test
  void item7_symlinkUnlinkRmdir_copyOnlyTheParents() throws IOException {
    file(bottom, "d/f", "data");
    file(bottom, "d/other", "data");
    Files.createDirectory(bottom.resolve("d/sub"));
    mount();
    Files.createSymbolicLink(path("d/link"), target("other"));
    Files.delete(path("d/f"));
    Files.delete(path("d/sub"));
    assertThat(names(upper.resolve("d"))).containsExactly("f", "link", "sub");
    assertThat(hidesBy("d/f")).isTrue();
    assertThat(hidesBy("d/sub")).isTrue();
  }

  @Test
  void item8_parents_areCopiedWithoutSiblingsAndKeepTheirTime() throws IOException {
    Path file = file(bottom, "a/b/f", "data");
    file(bottom, "a/b/sibling", "other");
    file(bottom, "a/sibling/f", "other");
    mark(bottom.resolve("a"), "note", "kept");
    Files.setPosixFilePermissions(
        bottom.resolve("a"), PosixFilePermissions.fromString("rwxrwx---"));
    Files.setLastModifiedTime(file.getParent(), OLD);
    Files.setLastModifiedTime(bottom.resolve("a"), OLD);
    mount();
    FileChannel.open(path("a/b/f"), WRITE).close();
    assertThat(names(upper.resolve("a"))).containsExactly("b");
    assertThat(names(upper.resolve("a/b"))).containsExactly("f");
    assertThat(xattrs(upper.resolve("a")).list()).contains("note");
    assertThat(Files.getPosixFilePermissions(upper.resolve("a")))
        .isEqualTo(PosixFilePermissions.fromString("rwxrwx---"));
    assertThat(Files.getLastModifiedTime(path("a/b"))).isEqualTo(OLD);
    assertThat(Files.getLastModifiedTime(path("a"))).isEqualTo(OLD);
  }

  @Test
  void item8_laterCopyUp_restoresTheParentsTimeAgain() throws IOException {
    file(bottom, "d/f", "data");
    file(bottom, "d/g", "data");
    mount();
    FileChannel.open(path("d/f"), WRITE).close();
    Files.setLastModifiedTime(path("d"), OLD);
    Files.setPosixFilePermissions(path("d/g"), PosixFilePermissions.fromString("rwx------"));
    assertThat(Files.getLastModifiedTime(path("d"))).isEqualTo(OLD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"create", "mkdir", "symlink", "link", "unlink", "rename"})
  void item8_realChange_updatesTheParentsTime(String what) throws IOException {
    file(bottom, "d/f", "data");
    Files.setLastModifiedTime(bottom.resolve("d"), OLD);
    mount();
    switch (what) {
      case "create" -> Files.createFile(path("d/new"));
      case "mkdir" -> Files.createDirectory(path("d/new"));
      case "symlink" -> Files.createSymbolicLink(path("d/new"), target("f"));
      case "link" -> Files.createLink(path("d/new"), path("d/f"));
      case "unlink" -> Files.delete(path("d/f"));
      default -> Files.move(path("d/f"), path("d/new"));
    }
    assertThat(Files.getLastModifiedTime(path("d"))).isGreaterThan(OLD);
  }

  @Test
  void item13_hardLinkedLowerFile_breaks() throws IOException {
    Files.createLink(bottom.resolve("g"), file(bottom, "f", "old"));
    mount();
    assertThat(Files.isSameFile(path("f"), path("g"))).isTrue();
    assertThat(Files.getAttribute(path("f"), "unix:nlink")).isEqualTo(2);
    Object before = key(path("f"));
    Files.writeString(path("f"), "new");
    assertThat(Files.readString(path("g"))).isEqualTo("old");
    assertThat(key(path("f"))).isNotEqualTo(before);
    assertThat(key(path("g"))).isEqualTo(before);
    assertThat(Files.isSameFile(path("f"), path("g"))).isFalse();
    assertThat(Files.getAttribute(path("f"), "unix:nlink")).isEqualTo(1);
  }

  @Test
  void item7_ownerOfASymbolicLink_isTheLinksOwn() throws IOException {
    if (KernelMount.isUnprivileged()) {
      Assumptions.abort("only root gives files away");
    }
    file(bottom, "f", "data");
    Files.createSymbolicLink(bottom.resolve("link"), Path.of("f"));
    mount();
    Files.setAttribute(path("link"), "unix:uid", 1234, LinkOption.NOFOLLOW_LINKS);
    assertThat(Files.getAttribute(path("link"), "unix:uid", LinkOption.NOFOLLOW_LINKS))
        .isEqualTo(1234);
    assertThat(Files.getAttribute(path("f"), "unix:uid")).isEqualTo(0);
    assertThat(isCopiedUp("f")).isFalse();
    assertThat(
            Files.readAttributes(
                    upper.resolve("link"), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isSymbolicLink())
        .isTrue();
  }
}
