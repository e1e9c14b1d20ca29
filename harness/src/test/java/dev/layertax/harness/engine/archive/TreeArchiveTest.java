package dev.layertax.harness.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeArchiveTest {

  @TempDir Path directory;

  private Path from;
  private Path to;

  @BeforeEach
  void makeDirectories() throws IOException {
    from = Files.createDirectory(directory.resolve("from"));
    to = Files.createDirectory(directory.resolve("to"));
  }

  private byte[] written() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TreeArchive.write(from, out);
    return out.toByteArray();
  }

  private void read(byte[] tar) throws IOException {
    TreeArchive.read(new ByteArrayInputStream(tar), to);
  }

  @Test
  void write_thenRead_keepsNamesBytesModesTimesAndLinks() throws IOException {
    String longName = "n".repeat(200);
    Path deep = Files.createDirectories(from.resolve("a b/ü/" + longName));
    Path file = Files.write(deep.resolve("data"), new byte[] {0, 1, -1});
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r-----"));
    FileTime old = FileTime.from(Instant.parse("2001-02-03T04:05:06.789Z"));
    Files.setLastModifiedTime(file, old);
    Files.createSymbolicLink(from.resolve("dangling"), Path.of("../no/where"));
    Files.createSymbolicLink(from.resolve("within"), Path.of("a b"));
    Files.createFile(from.resolve("empty"));
    Path closed = Files.createDirectory(from.resolve("closed"));
    Files.createFile(closed.resolve("inside"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-x------"));
    FileTime directoryTime = FileTime.from(Instant.parse("2002-01-01T00:00:00Z"));
    Files.setLastModifiedTime(closed, directoryTime);

    read(written());

    assertThat(names(to)).isEqualTo(names(from));
    Path copy = to.resolve("a b/ü/" + longName + "/data");
    assertThat(copy).hasBinaryContent(new byte[] {0, 1, -1});
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
        .isEqualTo("r--r-----");
    assertThat(Files.getLastModifiedTime(copy)).isEqualTo(old);
    assertThat(Files.readSymbolicLink(to.resolve("dangling"))).isEqualTo(Path.of("../no/where"));
    assertThat(Files.readSymbolicLink(to.resolve("within"))).isEqualTo(Path.of("a b"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(to.resolve("closed"))))
        .isEqualTo("r-x------");
    assertThat(Files.getLastModifiedTime(to.resolve("closed"))).isEqualTo(directoryTime);
  }

  @Test
  void read_fileOfThatNameIsThere_isReplacedAndOthersStay() throws IOException {
    Files.writeString(from.resolve("same"), "new");
    Files.writeString(to.resolve("same"), "old, and longer");
    Files.writeString(to.resolve("other"), "stays");
    read(written());
    assertThat(to.resolve("same")).hasContent("new");
    assertThat(to.resolve("other")).hasContent("stays");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../outside", "a/../../outside", "/outside", "a/..", ".."})
  void read_entryWhoseNameLeaves_isRefused(String name) throws IOException {
    assertThatThrownBy(() -> read(tarOf(fileEntry(name))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(name);
    assertThat(names(directory)).containsExactly("", "from", "to");
  }

  @Test
  void read_entryThroughALinkOfTheTar_isRefused() throws IOException {
    TarArchiveEntry link = new TarArchiveEntry("way", TarConstants.LF_SYMLINK);
    link.setLinkName("..");
    assertThatThrownBy(() -> read(tarOf(link, fileEntry("way/outside"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("way/outside")
        .hasMessageContaining("symbolic link");
    assertThat(directory.resolve("outside")).doesNotExist();
  }

  @Test
  void read_fileOverALink_replacesTheLinkAndNotWhatItLeadsTo() throws IOException {
    Path theirs = Files.writeString(directory.resolve("theirs"), "theirs");
    Files.createSymbolicLink(to.resolve("name"), theirs);
    read(tarOf(fileEntry("name")));
    assertThat(theirs).hasContent("theirs");
    assertThat(to.resolve("name")).isRegularFile().isEmptyFile();
    assertThat(Files.isSymbolicLink(to.resolve("name"))).isFalse();
  }

  @Test
  void read_hardLinkThatLeaves_isRefused() throws IOException {
    Files.writeString(directory.resolve("secret"), "theirs");
    TarArchiveEntry link = new TarArchiveEntry("mine", TarConstants.LF_LINK);
    link.setLinkName("../secret");
    assertThatThrownBy(() -> read(tarOf(link))).isInstanceOf(IOException.class);
    assertThat(to.resolve("mine")).doesNotExist();
  }

  @Test
  void read_linkInPlaceOfADirectory_leavesTheModeOfWhatItLeadsTo() throws IOException {
    Path theirs = Files.createDirectory(directory.resolve("theirs"));
    Set<PosixFilePermission> mode = PosixFilePermissions.fromString("rwx------");
    Files.setPosixFilePermissions(theirs, mode);
    TarArchiveEntry first = new TarArchiveEntry("name/");
    first.setMode(0777);
    TarArchiveEntry link = new TarArchiveEntry("name", TarConstants.LF_SYMLINK);
    link.setLinkName("../theirs");
    read(tarOf(first, link));
    assertThat(Files.getPosixFilePermissions(theirs)).isEqualTo(mode);
  }

  @Test
  void read_hardLinkToNoName_isRefused() {
    TarArchiveEntry link = new TarArchiveEntry("mine", TarConstants.LF_LINK);
    link.setLinkName("./");
    assertThatThrownBy(() -> read(tarOf(link)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("mine");
  }

  @Test
  void read_device_isRefused() {
    TarArchiveEntry device = new TarArchiveEntry("null", TarConstants.LF_CHR);
    assertThatThrownBy(() -> read(tarOf(device)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("null");
  }

  @Test
  void read_tarCutShort_isRefused() throws IOException {
    Files.write(from.resolve("file"), new byte[5_000]);
    byte[] tar = written();
    assertThatThrownBy(() -> read(Arrays.copyOf(tar, 2_000))).isInstanceOf(IOException.class);
  }

  @Test
  void read_noTar_isRefused() {
    byte[] text = "this is no tar\n".repeat(100).getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
  }

  private static TarArchiveEntry fileEntry(String name) {
    return new TarArchiveEntry(name, true);
  }

  private static byte[] tarOf(TarArchiveEntry... entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
      for (TarArchiveEntry entry : entries) {
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
      }
    }
    return out.toByteArray();
  }

  private static List<String> names(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths.map(path -> root.relativize(path).toString()).sorted().toList();
    }
  }
}
