package dev.layertax.benchmarks.unionfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class MountTest extends UnionTestBase {

  private URI uri(String path) {
    return UnionFileSystem.uri(
        List.of(top, middle, bottom),
        upper,
        work,
        new UnionOptions(UnionOptions.Sync.STRICT),
        path);
  }

  @Test
  void uri_mountsFindsAndRoundTrips() throws IOException {
    file(bottom, "a b/ü+&=%?", "data");
    URI uri = uri("/a b/ü+&=%?");
    assertThatThrownBy(() -> Path.of(uri)).isInstanceOf(FileSystemNotFoundException.class);
    fs = FileSystems.newFileSystem(uri, Map.of());
    assertThat(Files.readString(Path.of(uri))).isEqualTo("data");
    assertThat(Path.of(uri).toUri()).isEqualTo(uri);
    assertThat(uri.toString()).endsWith("&sync=strict");
    assertThatThrownBy(() -> FileSystems.newFileSystem(uri, Map.of()))
        .isInstanceOf(FileSystemAlreadyExistsException.class);
  }

  @Test
  void uri_wrong_namesThePart() {
    for (String part : List.of("&colour=red", "&sync=never", "&upper=/x")) {
      URI wrong = URI.create(uri("/") + part);
      assertThatThrownBy(() -> FileSystems.newFileSystem(wrong, Map.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(part.substring(1, part.indexOf('=')));
    }
  }

  @Test
  void mount_upperInUse_isRefusedUntilClosed() throws IOException {
    mount();
    Path otherWork = Files.createDirectory(directory.resolve("work2"));
    assertThatThrownBy(() -> UnionFileSystem.mount(List.of(bottom), upper, otherWork))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining(upper.toString())
        .hasMessageContaining("already mounted");
    fs.close();
    fs = UnionFileSystem.mount(List.of(bottom), upper, otherWork);
  }

  @Test
  void mount_missingOrNestedDirectories_areRefused() {
    Path missing = directory.resolve("missing");
    assertThatThrownBy(() -> UnionFileSystem.mount(List.of(missing), upper, work))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining(missing.toString());
    assertThatThrownBy(() -> UnionFileSystem.mount(List.of(bottom), upper, upper))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> UnionFileSystem.mount(List.of(), upper, work))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void close_endsPathsAndChannels() throws IOException {
    file(bottom, "f", "data");
    mount();
    FileChannel channel = FileChannel.open(path("/f"), StandardOpenOption.WRITE);
    Path file = path("/f");
    fs.close();
    assertThat(fs.isOpen()).isFalse();
    assertThatThrownBy(() -> Files.readString(file)).isInstanceOf(ClosedFileSystemException.class);
    assertThatThrownBy(() -> channel.write(ByteBuffer.allocate(1)))
        .isInstanceOf(ClosedChannelException.class);
  }

  @Test
  void close_endsWhateverIsDoneWithItsPaths() throws IOException {
    file(bottom, "d/f", "data");
    mount();
    Path file = path("/d/f");
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    UserDefinedFileAttributeView attributes = xattrs(file);
    fs.close();
    fs.close();
    for (ThrowingCallable call :
        new ThrowingCallable[] {
          () -> FileChannel.open(file, StandardOpenOption.READ),
          () -> AsynchronousFileChannel.open(file, StandardOpenOption.READ),
          () -> Files.newDirectoryStream(file.getParent()),
          () -> Files.walk(file.getParent()),
          () -> Files.createFile(file.resolveSibling("g")),
          () -> Files.createDirectory(file.resolveSibling("g")),
          () -> Files.createSymbolicLink(file.resolveSibling("g"), file),
          () -> Files.createLink(file.resolveSibling("g"), file),
          () -> Files.delete(file),
          () -> Files.copy(file, file.resolveSibling("g")),
          () -> Files.move(file, file.resolveSibling("g")),
          () -> Files.readAttributes(file, "*"),
          () -> Files.size(file),
          () -> Files.setLastModifiedTime(file, FileTime.fromMillis(0)),
          () -> Files.getFileStore(file),
          () -> file.getFileSystem().provider().checkAccess(file),
          () -> file.toRealPath(),
          () -> view.readAttributes(),
          () -> view.setPermissions(Set.of()),
          () -> attributes.list(),
          () -> attributes.write("note", ByteBuffer.allocate(1)),
        }) {
      assertThatThrownBy(call).isInstanceOf(ClosedFileSystemException.class);
    }
    assertThat(names(upper)).isEmpty();
    assertThat(file.resolveSibling("g").getFileName()).hasToString("g");
  }

  @Test
  void toFile_isUnsupported() throws IOException {
    mount();
    assertThatThrownBy(() -> path("/").toFile()).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void close_endsChannelsOfEveryKind() throws IOException {
    file(bottom, "f", "data");
    mount();
    AsynchronousFileChannel channel =
        AsynchronousFileChannel.open(path("/f"), StandardOpenOption.READ);
    FileChannel reader = FileChannel.open(path("/f"), StandardOpenOption.READ);
    fs.close();
    assertThat(channel.isOpen()).isFalse();
    assertThat(reader.isOpen()).isFalse();
    assertThatThrownBy(() -> reader.read(ByteBuffer.allocate(1)))
        .isInstanceOf(ClosedChannelException.class);
  }
}
