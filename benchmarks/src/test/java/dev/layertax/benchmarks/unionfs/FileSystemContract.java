package dev.layertax.benchmarks.unionfs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every Unix file system does through {@code java.nio.file}. The tree it starts from is made
 * by {@link #fill}: {@code file} with "hello world", {@code dir} with {@code one} and {@code two},
 * {@code empty} without anything, {@code link} to {@code file}, {@code dangling} to {@code absent}.
 */
abstract class FileSystemContract extends ChannelContract {

  static void fill(Path directory) throws IOException {
    Files.writeString(directory.resolve("file"), "hello world");
    fillDirectory(directory, "one", "two");
    Files.createDirectory(directory.resolve("empty"));
    Files.createSymbolicLink(directory.resolve("link"), Path.of("file"));
    Files.createSymbolicLink(directory.resolve("dangling"), Path.of("absent"));
  }

  static void fillDirectory(Path directory, String... names) throws IOException {
    Path dir = Files.createDirectories(directory.resolve("dir"));
    for (String name : names) {
      Files.writeString(dir.resolve(name), name);
    }
  }

  private List<String> names(Path directory) throws IOException {
    try (Stream<Path> list = Files.list(directory)) {
      return list.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void read_existingFile_givesItsBytes() throws IOException {
    assertThat(Files.readString(path("file"))).isEqualTo("hello world");
  }

  @Test
  void read_absentFile_throwsNoSuchFileWithTheCallersPath() {
    assertThatThrownBy(() -> Files.readString(path("absent")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(path("absent").toString());
  }

  @Test
  void read_belowAFile_throwsNotADirectory() {
    assertThatThrownBy(() -> Files.readString(path("file/x")))
        .isExactlyInstanceOf(FileSystemException.class)
        .satisfies(e -> assertThat(reason(e)).isEqualTo("Not a directory"));
  }

  @Test
  void read_directory_throwsIOException() {
    assertThatThrownBy(() -> Files.readAllBytes(path("dir"))).isInstanceOf(IOException.class);
  }

  @Test
  void open_directoryForWrite_throwsIsADirectory() {
    assertThatThrownBy(() -> FileChannel.open(path("dir"), WRITE))
        .isExactlyInstanceOf(FileSystemException.class)
        .satisfies(e -> assertThat(reason(e)).isEqualTo("Is a directory"));
  }

  @Test
  void open_createNewOverAnything_throwsAlreadyExists() {
    for (String name : List.of("file", "dir", "link", "dangling")) {
      assertThatThrownBy(() -> FileChannel.open(path(name), WRITE, CREATE_NEW))
          .isInstanceOf(FileAlreadyExistsException.class)
          .hasMessage(path(name).toString());
    }
  }

  @Test
  void open_createWithoutWrite_createsNothing() {
    assertThatThrownBy(() -> FileChannel.open(path("absent"), READ, CREATE))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void open_createOnDanglingLink_createsItsTarget() throws IOException {
    Files.writeString(path("dangling"), "made");
    assertThat(Files.readString(path("absent"))).isEqualTo("made");
  }

  @Test
  void open_linkNotFollowed_throwsIOException() {
    assertThatThrownBy(() -> FileChannel.open(path("link"), READ, LinkOption.NOFOLLOW_LINKS))
        .isExactlyInstanceOf(IOException.class)
        .hasMessageContaining("NOFOLLOW_LINKS");
  }

  @Test
  void open_readAndAppend_throwsIllegalArgument() {
    assertThatThrownBy(() -> FileChannel.open(path("file"), READ, APPEND))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FileChannel.open(path("file"), APPEND, TRUNCATE_EXISTING))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void open_withPermissions_createsThemSo() throws IOException {
    var permissions = PosixFilePermissions.fromString("rw-------");
    Files.createFile(path("new"), PosixFilePermissions.asFileAttribute(permissions));
    assertThat(Files.getPosixFilePermissions(path("new"))).isEqualTo(permissions);
  }

  @Test
  void open_deleteOnClose_takesTheNameAtOnceAndKeepsTheData() throws IOException {
    try (FileChannel channel = FileChannel.open(path("file"), READ, WRITE, DELETE_ON_CLOSE)) {
      assertThat(Files.exists(path("file"))).isFalse();
      assertThat(channel.size()).isEqualTo(11);
    }
    assertThat(names(root())).containsExactly("dangling", "dir", "empty", "link");
  }

  @Test
  void delete_thenRecreate_startsEmpty() throws IOException {
    Files.delete(path("dir/one"));
    assertThat(names(path("dir"))).containsExactly("two");
    Files.createFile(path("dir/one"));
    assertThat(Files.size(path("dir/one"))).isZero();
    assertThat(names(path("dir"))).containsExactly("one", "two");
  }

  @Test
  void delete_directory_onlyWhenEmpty() throws IOException {
    assertThatThrownBy(() -> Files.delete(path("dir")))
        .isInstanceOf(DirectoryNotEmptyException.class)
        .hasMessage(path("dir").toString());
    Files.delete(path("dir/one"));
    Files.delete(path("dir/two"));
    Files.delete(path("dir"));
    assertThat(Files.exists(path("dir"))).isFalse();
    Files.createDirectory(path("dir"));
    assertThat(names(path("dir"))).isEmpty();
  }

  @Test
  void delete_absent_throwsNoSuchFile() throws IOException {
    assertThatThrownBy(() -> Files.delete(path("absent"))).isInstanceOf(NoSuchFileException.class);
    assertThat(Files.deleteIfExists(path("absent"))).isFalse();
  }

  @Test
  void delete_link_leavesTheTarget() throws IOException {
    Files.delete(path("link"));
    assertThat(names(root())).containsExactly("dangling", "dir", "empty", "file");
  }

  @Test
  void delete_dots_areRefused() {
    assertThatThrownBy(() -> Files.delete(path("empty/.")))
        .satisfies(e -> assertThat(reason(e)).isEqualTo("Invalid argument"));
    assertThatThrownBy(() -> Files.delete(path("empty/..")))
        .isInstanceOf(DirectoryNotEmptyException.class);
  }

  @Test
  void createDirectory_existingOrWithoutParent_throws() {
    assertThatThrownBy(() -> Files.createDirectory(path("file")))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> Files.createDirectory(path("absent/x")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> Files.createDirectory(path("file/x")))
        .satisfies(e -> assertThat(reason(e)).isEqualTo("Not a directory"));
  }

  @Test
  void name_tooLong_throwsFileNameTooLong() {
    assertThatThrownBy(() -> Files.createFile(path("n".repeat(256))))
        .satisfies(e -> assertThat(reason(e)).isEqualTo("File name too long"));
  }

  @Test
  void move_file_keepsItsIdentity() throws IOException {
    Object key = Files.readAttributes(path("file"), BasicFileAttributes.class).fileKey();
    Files.move(path("file"), path("dir/moved"));
    assertThat(Files.exists(path("file"))).isFalse();
    assertThat(Files.readString(path("dir/moved"))).isEqualTo("hello world");
    assertThat(Files.readAttributes(path("dir/moved"), BasicFileAttributes.class).fileKey())
        .isEqualTo(key);
  }

  @Test
  void move_ontoExisting_onlyWhenTold() throws IOException {
    assertThatThrownBy(() -> Files.move(path("file"), path("dir/one")))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessage(path("dir/one").toString());
    Files.move(path("file"), path("dir/one"), StandardCopyOption.REPLACE_EXISTING);
    assertThat(Files.readString(path("dir/one"))).isEqualTo("hello world");
  }

  @Test
  void move_atomic_replaces() throws IOException {
    Files.move(path("file"), path("dir/one"), StandardCopyOption.ATOMIC_MOVE);
    assertThat(names(path("dir"))).containsExactly("one", "two");
    assertThat(Files.readString(path("dir/one"))).isEqualTo("hello world");
  }

  @Test
  void move_freshDirectory_takesItsContentsAlong() throws IOException {
    Files.createDirectories(path("new/sub"));
    Files.writeString(path("new/sub/file"), "inside");
    try (FileChannel open = FileChannel.open(path("new/sub/file"), READ, WRITE)) {
      Files.move(path("new"), path("dir/moved"));
      open.write(UTF_8.encode("IN"), 0);
    }
    assertThat(Files.exists(path("new/sub/file"))).isFalse();
    assertThat(Files.readString(path("dir/moved/sub/file"))).isEqualTo("INside");
  }

  @Test
  void move_intoItself_throwsInvalidArgument() throws IOException {
    Files.createDirectory(path("new"));
    assertThatThrownBy(() -> Files.move(path("new"), path("new/x")))
        .satisfies(e -> assertThat(reason(e)).isEqualTo("Invalid argument"));
  }

  @Test
  void move_atomicAcrossKinds_throws() {
    assertThatThrownBy(
            () -> Files.move(path("file"), path("empty"), StandardCopyOption.ATOMIC_MOVE))
        .satisfies(e -> assertThat(reason(e)).isEqualTo("Is a directory"));
  }

  @Test
  void move_absent_throwsNoSuchFile() {
    assertThatThrownBy(() -> Files.move(path("absent"), path("x")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(path("absent").toString());
  }

  @Test
  void copy_file_isAnotherFile() throws IOException {
    Files.copy(path("file"), path("copy"), StandardCopyOption.COPY_ATTRIBUTES);
    Files.writeString(path("copy"), "changed");
    assertThat(Files.readString(path("file"))).isEqualTo("hello world");
    assertThat(Files.isSameFile(path("file"), path("copy"))).isFalse();
  }

  @Test
  void copy_directory_isShallow() throws IOException {
    Files.copy(path("dir"), path("copy"));
    assertThat(names(path("copy"))).isEmpty();
    assertThatThrownBy(
            () -> Files.copy(path("file"), path("dir"), StandardCopyOption.REPLACE_EXISTING))
        .isInstanceOf(DirectoryNotEmptyException.class);
  }

  @Test
  void copy_link_followedOrNot() throws IOException {
    Files.copy(path("link"), path("followed"));
    Files.copy(path("link"), path("kept"), LinkOption.NOFOLLOW_LINKS);
    assertThat(Files.isSymbolicLink(path("followed"))).isFalse();
    assertThat(Files.readSymbolicLink(path("kept")).toString()).isEqualTo("file");
  }

  @Test
  void hardLink_sharesTheFile() throws IOException {
    Files.createLink(path("second"), path("file"));
    Files.writeString(path("second"), "both");
    assertThat(Files.readString(path("file"))).isEqualTo("both");
    assertThat(Files.isSameFile(path("file"), path("second"))).isTrue();
    assertThat(Files.getAttribute(path("file"), "unix:nlink")).isEqualTo(2);
    Files.delete(path("file"));
    assertThat(Files.readString(path("second"))).isEqualTo("both");
  }

  @Test
  void hardLink_toADirectory_isRefused() {
    assertThatThrownBy(() -> Files.createLink(path("second"), path("dir")))
        .satisfies(e -> assertThat(reason(e)).isEqualTo("Operation not permitted"));
  }

  @Test
  void symbolicLink_cycle_throwsTooManyLevels() throws IOException {
    Files.createSymbolicLink(path("x"), path("y").getFileName());
    Files.createSymbolicLink(path("y"), path("x").getFileName());
    assertThatThrownBy(() -> Files.readString(path("x")))
        .satisfies(e -> assertThat(reason(e)).startsWith("Too many levels of symbolic links"));
  }

  @Test
  void symbolicLink_withDots_isResolvedFromItsTarget() throws IOException {
    Files.createDirectory(path("dir/sub"));
    Path target = root().getFileSystem().getPath("dir/sub");
    Files.createSymbolicLink(path("short"), target);
    assertThat(Files.readString(path("short/../one"))).isEqualTo("one");
    assertThat(path("short/../one").toRealPath()).isEqualTo(path("dir/one").toRealPath());
  }

  @Test
  void readSymbolicLink_ofAFile_throwsNotLink() {
    assertThatThrownBy(() -> Files.readSymbolicLink(path("file")))
        .isInstanceOf(NotLinkException.class)
        .hasMessage(path("file").toString());
  }

  @Test
  void directoryStream_listsOnceAndFilters() throws IOException {
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(path("dir"), "o*")) {
      assertThat(stream).containsExactly(path("dir/one"));
      assertThatThrownBy(stream::iterator).isInstanceOf(IllegalStateException.class);
    }
    assertThatThrownBy(() -> Files.newDirectoryStream(path("file")))
        .isInstanceOf(NotDirectoryException.class);
  }

  @Test
  void walk_findsAll() throws IOException {
    try (Stream<Path> walk = Files.walk(root())) {
      assertThat(walk.map(path -> root().relativize(path).toString()))
          .containsExactlyInAnyOrder(
              "", "file", "dir", "dir/one", "dir/two", "empty", "link", "dangling");
    }
  }

  @Test
  void attributes_set_areRead() throws IOException {
    FileTime time = FileTime.from(Instant.ofEpochSecond(1_000_000_000, 123_456_789));
    Files.setLastModifiedTime(path("file"), time);
    Files.setPosixFilePermissions(path("file"), PosixFilePermissions.fromString("rwxr-----"));
    assertThat(Files.getLastModifiedTime(path("file"))).isEqualTo(time);
    assertThat(Files.getAttribute(path("file"), "posix:permissions"))
        .isEqualTo(PosixFilePermissions.fromString("rwxr-----"));
    Files.setAttribute(path("file"), "unix:mode", 01644);
    assertThat((int) Files.getAttribute(path("file"), "unix:mode") & 07777).isEqualTo(01644);
    assertThat(Files.readAttributes(path("file"), "size,isDirectory"))
        .containsEntry("size", 11L)
        .containsEntry("isDirectory", false);
  }

  @Test
  void attributes_unknown_throw() {
    assertThatThrownBy(() -> Files.getAttribute(path("file"), "basic:colour"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Files.getAttribute(path("file"), "colour:red"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> Files.readAttributes(path("absent"), BasicFileAttributes.class))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void userAttributes_areKept() throws IOException {
    UserDefinedFileAttributeView view =
        Files.getFileAttributeView(path("file"), UserDefinedFileAttributeView.class);
    view.write("note", UTF_8.encode("value"));
    assertThat(view.list()).containsExactly("note");
    assertThat(Files.getAttribute(path("file"), "user:note")).isEqualTo("value".getBytes(UTF_8));
    view.delete("note");
    assertThat(view.list()).isEmpty();
    assertThatThrownBy(() -> view.delete("note")).isInstanceOf(FileSystemException.class);
  }

  @Test
  void access_isChecked() throws IOException {
    assertThat(Files.isReadable(path("file"))).isTrue();
    assertThat(Files.isExecutable(path("file"))).isFalse();
    assertThat(Files.exists(path("dangling"))).isFalse();
    assertThat(Files.exists(path("dangling"), LinkOption.NOFOLLOW_LINKS)).isTrue();
    assertThatThrownBy(
            () ->
                root()
                    .getFileSystem()
                    .provider()
                    .checkAccess(path("file"), java.nio.file.AccessMode.EXECUTE))
        .isInstanceOf(AccessDeniedException.class)
        .hasMessage(path("file").toString());
  }

  @Test
  void isSameFile_throughLink_isTrue() throws IOException {
    assertThat(Files.isSameFile(path("file"), path("link"))).isTrue();
    assertThat(Files.isSameFile(path("file"), path("dir/../file"))).isTrue();
    assertThat(Files.isSameFile(path("file"), path("dir"))).isFalse();
  }

  @Test
  void hidden_isWhatBeginsWithADot() throws IOException {
    assertThat(Files.isHidden(path(".hidden"))).isTrue();
    assertThat(Files.isHidden(path("file"))).isFalse();
  }
}
