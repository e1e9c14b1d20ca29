package dev.layertax.benchmarks.unionfs;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The errno line of the list of overlayfs's semantics, on objects of a lower layer. */
abstract class ErrnoContract extends OverlayContract {

  ErrnoContract(Overlay overlay) {
    super(overlay);
  }

  private void fillAndMount() throws IOException {
    file(bottom, "f", "data");
    file(bottom, "d/inside", "data");
    Files.createSymbolicLink(bottom.resolve("link"), Path.of("f"));
    mount();
  }

  /** A plain exception that names the caller's path and gives the reason. */
  private void assertReason(ThrowingCallable call, String file, String reason) {
    assertThatThrownBy(call)
        .isExactlyInstanceOf(FileSystemException.class)
        .satisfies(
            failure -> {
              FileSystemException named = (FileSystemException) failure;
              assertThat(named.getFile()).isEqualTo(path(file).toString());
              assertThat(named.getReason()).startsWith(reason);
            });
  }

  @Test
  void errno_enoent_isNoSuchFile() throws IOException {
    fillAndMount();
    for (ThrowingCallable call :
        new ThrowingCallable[] {
          () -> FileChannel.open(path("absent"), READ),
          () -> FileChannel.open(path("absent"), WRITE),
          () -> Files.delete(path("absent")),
          () -> Files.size(path("absent")),
          () -> Files.readSymbolicLink(path("absent")),
          () -> Files.move(path("absent"), path("x")),
          () -> Files.createLink(path("x"), path("absent")),
          () -> Files.setLastModifiedTime(path("absent"), Files.getLastModifiedTime(path("f"))),
          () -> Files.newDirectoryStream(path("absent")),
        }) {
      assertThatThrownBy(call)
          .isInstanceOf(NoSuchFileException.class)
          .hasMessageContaining(path("absent").toString());
    }
    assertThatThrownBy(() -> Files.createDirectory(path("absent/x")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void errno_eexist_isFileAlreadyExists() throws IOException {
    fillAndMount();
    for (ThrowingCallable call :
        new ThrowingCallable[] {
          () -> FileChannel.open(path("f"), WRITE, CREATE_NEW),
          () -> Files.createDirectory(path("f")),
          () -> Files.createSymbolicLink(path("f"), target("d")),
          () -> Files.createLink(path("f"), path("d/inside")),
          () -> Files.move(path("d/inside"), path("f")),
          () -> Files.copy(path("d/inside"), path("f")),
        }) {
      assertThatThrownBy(call)
          .isInstanceOf(FileAlreadyExistsException.class)
          .hasMessageContaining(path("f").toString());
    }
  }

  @Test
  void errno_enotempty_isDirectoryNotEmpty() throws IOException {
    fillAndMount();
    Files.createDirectory(path("new"));
    assertThatThrownBy(() -> Files.delete(path("d")))
        .isInstanceOf(DirectoryNotEmptyException.class)
        .hasMessage(path("d").toString());
    assertThatThrownBy(
            () -> Files.move(path("new"), path("d"), StandardCopyOption.REPLACE_EXISTING))
        .isInstanceOf(DirectoryNotEmptyException.class);
    assertThatThrownBy(() -> Files.move(path("new"), path("d"), StandardCopyOption.ATOMIC_MOVE))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("Directory not empty");
  }

  @Test
  void errno_exdev_isAtomicMoveNotSupported() throws IOException {
    fillAndMount();
    assertThatThrownBy(() -> Files.move(path("d"), path("x"), StandardCopyOption.ATOMIC_MOVE))
        .isInstanceOf(AtomicMoveNotSupportedException.class)
        .satisfies(
            failure -> {
              FileSystemException named = (FileSystemException) failure;
              assertThat(named.getFile()).isEqualTo(path("d").toString());
              assertThat(named.getOtherFile()).isEqualTo(path("x").toString());
              assertThat(named.getReason()).isEqualTo("Invalid cross-device link");
            });
  }

  @Test
  void errno_eacces_isAccessDenied() throws IOException {
    fillAndMount();
    // Root may do all but execute what nobody may.
    assertThatThrownBy(
            () -> path("f").getFileSystem().provider().checkAccess(path("f"), AccessMode.EXECUTE))
        .isInstanceOf(AccessDeniedException.class)
        .hasMessage(path("f").toString());
  }

  @Test
  void errno_eperm_linkOfADirectoryIsRefused() throws IOException {
    fillAndMount();
    assertThatThrownBy(() -> Files.createLink(path("x"), path("d")))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("Operation not permitted");
  }

  @Test
  void errno_readlinkOfNoLink_isNotLink() throws IOException {
    fillAndMount();
    for (String name : new String[] {"f", "d"}) {
      assertThatThrownBy(() -> Files.readSymbolicLink(path(name)))
          .isInstanceOf(NotLinkException.class)
          .hasMessage(path(name).toString());
    }
  }

  @Test
  void errno_eloop_forMoreThan40Links() throws IOException {
    overlay.requireRootsMount("the way to it is a link more");
    file(bottom, "f", "data");
    String before = "f";
    for (int i = 1; i <= 41; i++) {
      Files.createSymbolicLink(bottom.resolve("link" + i), Path.of(before));
      before = "link" + i;
    }
    Files.createSymbolicLink(bottom.resolve("x"), Path.of("y"));
    Files.createSymbolicLink(bottom.resolve("y"), Path.of("x"));
    mount();
    assertThat(Files.readString(path("link40"))).isEqualTo("data");
    for (String name : new String[] {"link41", "x"}) {
      assertReason(
          () -> FileChannel.open(path(name), READ), name, "Too many levels of symbolic links");
      assertReason(
          () -> FileChannel.open(path(name), WRITE), name, "Too many levels of symbolic links");
    }
    assertThat(Files.exists(path("link41"), LinkOption.NOFOLLOW_LINKS)).isTrue();
  }

  @Test
  void errno_enotdir_hasItsReason() throws IOException {
    fillAndMount();
    assertReason(() -> FileChannel.open(path("f/x"), READ), "f/x", "Not a directory");
    assertReason(() -> FileChannel.open(path("link/x"), READ), "link/x", "Not a directory");
    assertReason(() -> Files.createDirectory(path("f/x")), "f/x", "Not a directory");
    Files.createDirectory(path("new"));
    assertThatThrownBy(() -> Files.move(path("new"), path("f"), StandardCopyOption.ATOMIC_MOVE))
        .isExactlyInstanceOf(FileSystemException.class)
        .hasMessageEndingWith("Not a directory");
  }

  @Test
  void errno_eisdir_hasItsReason() throws IOException {
    fillAndMount();
    assertReason(() -> FileChannel.open(path("d"), WRITE), "d", "Is a directory");
    assertThatThrownBy(() -> Files.move(path("f"), path("d"), StandardCopyOption.ATOMIC_MOVE))
        .isExactlyInstanceOf(FileSystemException.class)
        .hasMessageEndingWith("Is a directory");
    assertThat(isCopiedUp("f")).isFalse();
  }

  @Test
  void errno_einval_hasItsReason() throws IOException {
    fillAndMount();
    assertReason(() -> Files.delete(path("d/.")), "d/.", "Invalid argument");
    Files.createDirectory(path("new"));
    assertThatThrownBy(() -> Files.move(path("new"), path("new/x"), StandardCopyOption.ATOMIC_MOVE))
        .isExactlyInstanceOf(FileSystemException.class)
        .hasMessageEndingWith("Invalid argument");
  }

  @Test
  void errno_enametoolong_hasItsReason() throws IOException {
    fillAndMount();
    String name = "n".repeat(256);
    assertReason(() -> Files.createFile(path(name)), name, "File name too long");
    assertReason(() -> FileChannel.open(path(name), READ), name, "File name too long");
    assertReason(() -> Files.createDirectory(path(name)), name, "File name too long");
    assertThatThrownBy(() -> Files.move(path("f"), path(name)))
        .isExactlyInstanceOf(FileSystemException.class)
        .hasMessageEndingWith("File name too long");
    Files.createFile(path("n".repeat(255)));
    assertThat(Files.exists(path("n".repeat(255)))).isTrue();
  }
}
