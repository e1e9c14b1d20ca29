package dev.layertax.benchmarks.unionfs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Corners where the comparison with a kernel's mount found the union layer answering otherwise. */
class UnixAnswersTest extends UnionTestBase {
  private static final LinkOption NOFOLLOW = LinkOption.NOFOLLOW_LINKS;

  @Test
  void attributesOfALinkToNothing_copiedUp_areItsOwn() throws IOException {
    Files.createSymbolicLink(bottom.resolve("link"), Path.of("absent"));
    mount();
    Object before = Files.getAttribute(path("/link"), "unix:ino", NOFOLLOW);
    Files.setAttribute(path("/link"), "unix:gid", 1, NOFOLLOW);
    assertThat(Files.getAttribute(path("/link"), "unix:ino", NOFOLLOW)).isEqualTo(before);
  }

  @Test
  void createNew_nameIsADot_existsBeforeItsDirectoryIsLookedFor() throws IOException {
    mount();
    assertThatThrownBy(
            () ->
                FileChannel.open(
                    path("/absent/."), StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void copy_targetIsADotBelowNothing_looksForItsDirectory() throws IOException {
    file(bottom, "f", "data");
    mount();
    assertThatThrownBy(() -> Files.copy(path("/f"), path("/absent/.")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void createNew_withoutWrite_followsLinks() throws IOException {
    file(bottom, "f", "data");
    Files.createSymbolicLink(bottom.resolve("link"), Path.of("f"));
    mount();
    try (FileChannel channel =
        FileChannel.open(path("/link"), StandardOpenOption.READ, StandardOpenOption.CREATE_NEW)) {
      assertThat(channel.size()).isEqualTo(4);
    }
  }

  @Test
  void deleteOnClose_directory_staysWhereItIs() throws IOException {
    file(bottom, "d/f", "data");
    Files.createDirectory(bottom.resolve("empty"));
    mount();
    for (String name : List.of("/d", "/empty")) {
      FileChannel.open(path(name), StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE)
          .close();
      assertThat(path(name)).isDirectory();
    }
  }

  @Test
  void copy_setIdAndStickyBits_areKeptAsTheSystemCallsKeepThem() throws IOException {
    Files.setAttribute(file(bottom, "f", "data"), "unix:mode", 06755);
    Files.setAttribute(Files.createDirectory(bottom.resolve("d")), "unix:mode", 07755);
    mount();
    Files.copy(path("/f"), path("/copy"));
    Files.copy(path("/f"), path("/whole"), StandardCopyOption.COPY_ATTRIBUTES);
    Files.copy(path("/d"), path("/directory"));
    Files.copy(path("/d"), path("/directory-whole"), StandardCopyOption.COPY_ATTRIBUTES);
    assertThat(mode("/copy")).isEqualTo(06755);
    assertThat(mode("/whole")).isEqualTo(06755);
    assertThat(mode("/directory")).isEqualTo(01755);
    assertThat(mode("/directory-whole")).isEqualTo(07755);
  }

  private int mode(String name) throws IOException {
    return (int) Files.getAttribute(path(name), "unix:mode") & 07777;
  }

  @Test
  void realPath_linksNotFollowed_takesDotsOutBeforeItLooks() throws IOException {
    file(bottom, "f", "data");
    mount();
    assertThat(path("/f/.").toRealPath(NOFOLLOW)).isEqualTo(path("/f"));
    assertThatThrownBy(() -> path("/absent/.").toRealPath(NOFOLLOW))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage("/absent");
  }

  @Test
  void directoryStream_changedBeforeTheFirstName_showsTheChange() throws IOException {
    file(bottom, "d/gone", "data");
    file(bottom, "d/stays", "data");
    mount();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(path("/d"))) {
      Files.delete(path("/d/gone"));
      Files.createFile(path("/d/new"));
      assertThat(stream).containsExactlyInAnyOrder(path("/d/stays"), path("/d/new"));
    }
  }

  @Test
  void directoryStream_changedAfterTheFirstName_showsWhatWasThere() throws IOException {
    file(bottom, "d/one", "data");
    file(bottom, "d/two", "data");
    mount();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(path("/d"))) {
      var names = stream.iterator();
      assertThat(names.hasNext()).isTrue();
      Files.delete(path("/d/one"));
      Files.createFile(path("/d/new"));
      assertThat(names).toIterable().containsExactlyInAnyOrder(path("/d/one"), path("/d/two"));
    }
  }

  @Test
  void map_descriptorOfBeforeTheCopyUp_mapsTheLowerFileStill() throws IOException {
    file(bottom, "f", "old!");
    mount();
    try (FileChannel reader = FileChannel.open(path("/f"), StandardOpenOption.READ)) {
      Files.write(path("/f"), "new!".getBytes(UTF_8));
      MappedByteBuffer mapped = reader.map(FileChannel.MapMode.READ_ONLY, 0, 4);
      assertThat(UTF_8.decode(mapped).toString()).isEqualTo("old!");
      Unmapping.unmap(mapped);
      ByteBuffer read = ByteBuffer.allocate(4);
      reader.read(read, 0);
      assertThat(UTF_8.decode(read.flip()).toString()).isEqualTo("new!");
    }
  }

  @Test
  void lock_exclusiveOnAReader_cannotBeEvenWhereItOverlaps() throws IOException {
    file(bottom, "f", "data");
    mount();
    try (FileChannel reader = FileChannel.open(path("/f"), StandardOpenOption.READ);
        FileLock held = reader.lock(0, 10, true)) {
      assertThat(held.isValid()).isTrue();
      assertThatThrownBy(() -> reader.tryLock(0, 10, false))
          .isInstanceOf(NonWritableChannelException.class);
    }
  }

  @Test
  void attribute_absentWithANameLikeAMark_isNamedAsItWasGiven() throws IOException {
    file(bottom, "f", "data");
    mount();
    assertThatThrownBy(() -> xattrs(path("/f")).size("overlay.x"))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("'overlay.x'");
  }

  @Test
  void move_absentSourceToTooLongAName_missesTheSourceFirst() throws IOException {
    mount();
    Path tooLong = path("/" + "n".repeat(256));
    assertThatThrownBy(() -> Files.move(path("/absent"), tooLong, StandardCopyOption.ATOMIC_MOVE))
        .isInstanceOf(NoSuchFileException.class);
    Files.createFile(path("/f"));
    assertThatThrownBy(() -> Files.move(path("/f"), tooLong, StandardCopyOption.ATOMIC_MOVE))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("File name too long");
  }

  @Test
  void move_tooLongSourceToNowhere_missesTheTargetsDirectoryFirst() throws IOException {
    mount();
    Path tooLong = path("/" + "n".repeat(256));
    assertThatThrownBy(() -> Files.move(tooLong, path("/absent/f"), StandardCopyOption.ATOMIC_MOVE))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void createNew_dotWithOptionsThatContradict_saysSo() throws IOException {
    mount();
    assertThatThrownBy(
            () ->
                FileChannel.open(
                    path("/."),
                    StandardOpenOption.READ,
                    StandardOpenOption.APPEND,
                    StandardOpenOption.CREATE_NEW))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void copy_linkOverItself_makesWhatItPointedTo() throws IOException {
    Files.createDirectory(bottom.resolve("d"));
    Files.createSymbolicLink(bottom.resolve("link"), Path.of("d"));
    mount();
    Files.copy(path("/link"), path("/link"), StandardCopyOption.REPLACE_EXISTING);
    assertThat(Files.isDirectory(path("/link"), NOFOLLOW)).isTrue();
  }

  @Test
  void link_overAWhiteoutInASetGroupIdDirectory_leavesTheFilesGroup() throws IOException {
    file(bottom, "d/hidden", "data");
    Files.setAttribute(bottom.resolve("d"), "unix:gid", 1, NOFOLLOW);
    Files.setAttribute(bottom.resolve("d"), "unix:mode", 02755, NOFOLLOW);
    mount();
    Files.delete(path("/d/hidden"));
    Files.createFile(path("/f"));
    Files.createLink(path("/d/hidden"), path("/f"));
    assertThat(Files.getAttribute(path("/f"), "unix:gid")).isEqualTo(0);
  }

  @Test
  void change_refusedOnALinkItself_copiesNothingUp() throws IOException {
    Files.createDirectory(bottom.resolve("d"));
    Files.createSymbolicLink(bottom.resolve("d/link"), Path.of("absent"));
    mount();
    Path link = path("/d/link");
    assertThatThrownBy(() -> Files.setAttribute(link, "unix:mode", 0600, NOFOLLOW))
        .isInstanceOf(FileSystemException.class);
    assertThatThrownBy(() -> mark(link, "one", "value")).isInstanceOf(FileSystemException.class);
    assertThat(upper.resolve("d")).doesNotExist();
  }

  @Test
  void removal_ofADirectoryNotEmpty_copiesNothingUp() throws IOException {
    file(bottom, "p/d/f", "data");
    mount();
    assertThatThrownBy(() -> Files.delete(path("/p/d")))
        .isInstanceOf(DirectoryNotEmptyException.class);
    Files.createDirectory(path("/moved"));
    assertThatThrownBy(
            () -> Files.move(path("/moved"), path("/p/d"), StandardCopyOption.ATOMIC_MOVE))
        .isInstanceOf(FileSystemException.class);
    assertThat(upper.resolve("p")).doesNotExist();
  }

  @Test
  void move_betweenLinksOfOneFileOfBeforeTheMount_changesNothing() throws IOException {
    Files.createLink(upper.resolve("second"), file(upper, "first", "data"));
    mount();
    Files.move(path("/first"), path("/second"), StandardCopyOption.ATOMIC_MOVE);
    assertThat(path("/first")).hasContent("data");
    assertThat(path("/second")).hasContent("data");
  }
}
