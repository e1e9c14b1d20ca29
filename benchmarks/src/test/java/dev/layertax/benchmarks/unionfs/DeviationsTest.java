package dev.layertax.benchmarks.unionfs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.nio.file.attribute.DosFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the package's list of deviations from the kernel says, as it is. */
class DeviationsTest extends UnionTestBase {

  @Test
  void redirectAndMetacopyMarks_areNotFollowed() throws IOException {
    file(bottom, "old/f", "data");
    mark(Files.createDirectory(top.resolve("new")), "overlay.redirect", "/old");
    mark(file(top, "old/f", ""), "overlay.metacopy", "");
    mount();
    assertThat(names(path("/new"))).isEmpty();
    assertThat(Files.size(path("/old/f"))).isZero();
  }

  @Test
  void fileKeyOfACopiedUpFile_afterARemount_isTheUppers() throws IOException {
    file(bottom, "f", "data");
    mount();
    Object before = key(path("/f"));
    Files.writeString(path("/f"), "new");
    assertThat(key(path("/f"))).isEqualTo(before);
    remount();
    assertThat(key(path("/f"))).isEqualTo(key(upper.resolve("f"))).isNotEqualTo(before);
  }

  @Test
  void hardLinksOfBeforeTheMount_haveALockEach() throws IOException {
    Files.createLink(upper.resolve("second"), file(upper, "first", "data"));
    mount();
    Lookup lookup = ((UnionFileSystem) fs).lookup();
    assertThat(lookup.walk((UnionPath) path("/first"), true).entry().inode)
        .isNotSameAs(lookup.walk((UnionPath) path("/second"), true).entry().inode);
    Files.createLink(path("/third"), path("/first"));
    assertThat(lookup.walk((UnionPath) path("/first"), true).entry().inode)
        .isSameAs(lookup.walk((UnionPath) path("/third"), true).entry().inode);
  }

  @Test
  void specialFileOfALowerLayer_isNotCopiedUp() throws IOException {
    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(bottom.resolve("socket")));
      mount();
      assertThatThrownBy(
              () ->
                  Files.setPosixFilePermissions(
                      path("/socket"), PosixFilePermissions.fromString("rw-------")))
          .isInstanceOf(FileSystemException.class)
          .hasMessageContaining("/socket: a special file cannot be copied up");
      assertThat(names(upper)).isEmpty();
      Files.delete(path("/socket"));
      assertThat(names(path("/"))).doesNotContain("socket");
    }
  }

  @Test
  void timesOfALink_areCopiedUpToTheMicrosecondAtLeast() throws IOException {
    Path link = Files.createSymbolicLink(bottom.resolve("link"), Path.of("absent"));
    FileTime old = Files.getLastModifiedTime(link, LinkOption.NOFOLLOW_LINKS);
    mount();
    Files.move(path("/link"), path("/moved"));
    FileTime copied = Files.getLastModifiedTime(path("/moved"), LinkOption.NOFOLLOW_LINKS);
    assertThat(copied.to(TimeUnit.MICROSECONDS)).isEqualTo(old.to(TimeUnit.MICROSECONDS));
  }

  @Test
  void watching_isUnsupportedAndSaysSo() throws IOException {
    mount();
    assertThatThrownBy(() -> fs.newWatchService())
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("watched");
    WatchService other = FileSystems.getDefault().newWatchService();
    try (other) {
      assertThatThrownBy(() -> path("/").register(other, StandardWatchEventKinds.ENTRY_CREATE))
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Test
  void dosAttributes_areNotThere() throws IOException {
    mount();
    assertThatThrownBy(() -> Files.readAttributes(path("/"), DosFileAttributes.class))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void lowerLayersChangedWhileMounted_areNotNoticed() throws IOException {
    mount();
    assertThat(Files.exists(path("/late"))).isFalse();
    Files.write(bottom.resolve("late"), "data".getBytes(UTF_8));
    assertThat(Files.exists(path("/late"))).isFalse();
  }

  @Test
  void whiteoutsBelowWhichNothingCanBe_areNotListed() throws IOException {
    file(bottom, "alone/f", "data");
    whiteout(bottom, "alone/stray");
    mount();
    assertThat(names(path("/alone"))).containsExactly("f");
  }

  @Test
  void directoryWithMarkedWhiteoutsAlone_canBeRemoved() throws IOException {
    file(bottom, "d/f", "data");
    Files.createDirectory(middle.resolve("d"));
    whiteout(middle, "d/f");
    mount();
    Files.delete(path("/d"));
    assertThat(path("/d")).doesNotExist();
  }

  @Test
  void transfers_fromADescriptorOfBeforeTheCopyUp_takeWhatReadsGive() throws IOException {
    file(bottom, "f", "old!");
    mount();
    try (FileChannel reader = FileChannel.open(path("/f"), StandardOpenOption.READ);
        FileChannel to =
            FileChannel.open(
                path("/to"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
      Files.write(path("/f"), "new!".getBytes(UTF_8));
      to.transferFrom(reader, 0, 4);
      reader.transferTo(0, 4, to.position(4));
    }
    assertThat(Files.readString(path("/to"))).isEqualTo("new!new!");
  }

  @Test
  void mapping_beyondTheLowerFile_isRefused() throws IOException {
    file(bottom, "f", "old!");
    mount();
    try (FileChannel reader = FileChannel.open(path("/f"), StandardOpenOption.READ)) {
      Files.write(path("/f"), "much longer".getBytes(UTF_8));
      assertThatThrownBy(() -> reader.map(FileChannel.MapMode.READ_ONLY, 0, 11))
          .isInstanceOf(IOException.class);
    }
  }
}
