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
  void attribute_absentWithANameLikeAMark_isNamedAsItWasGiven() throws IOException {
    file(bottom, "f", "data");
    mount();
    assertThatThrownBy(() -> xattrs(path("/f")).size("overlay.x"))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("'overlay.x'");
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
}
