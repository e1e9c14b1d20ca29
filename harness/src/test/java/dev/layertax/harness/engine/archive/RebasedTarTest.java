package dev.layertax.harness.engine.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RebasedTarTest {

  private static final FileOwner OWNER = new FileOwner(1_234_567_890_123L, 7);
  private static final long TIME = 1_000_000_000_000L;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, UTF_8.name());

  RebasedTarTest() {
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
  }

  /** As it is, where an entry's own names would lose what leads out of the archive. */
  private void add(String name, byte type, String link, String content) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
    entry.setLinkName(link);
    entry.setSize(content.getBytes(UTF_8).length);
    entry.setMode(0640);
    entry.setIds(4, 5);
    entry.setModTime(TIME);
    tar.putArchiveEntry(entry);
    tar.write(content.getBytes(UTF_8));
    tar.closeArchiveEntry();
  }

  private void file(String name, String content) throws IOException {
    add(name, TarConstants.LF_NORMAL, "", content);
  }

  private byte[] written() throws IOException {
    tar.finish();
    return bytes.toByteArray();
  }

  private static byte[] copy(byte[] from, String directory) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RebasedTar.copy(new ByteArrayInputStream(from), out, directory, OWNER);
    return out.toByteArray();
  }

  private static List<String> described(byte[] from) throws IOException {
    List<String> entries = new ArrayList<>();
    try (TarArchiveInputStream in =
        new TarArchiveInputStream(new ByteArrayInputStream(from), UTF_8.name())) {
      for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        assertThat(entry.getLongUserId()).isEqualTo(OWNER.user());
        assertThat(entry.getLongGroupId()).isEqualTo(OWNER.group());
        assertThat(entry.getMode() & 0777).isEqualTo(0640);
        assertThat(entry.getLastModifiedTime().toMillis()).isEqualTo(TIME);
        entries.add(
            "%c %s>%s=%s"
                .formatted(
                    (char) entry.getLinkFlag(),
                    entry.getName(),
                    entry.getLinkName(),
                    new String(in.readAllBytes(), UTF_8)));
      }
    }
    return entries;
  }

  @Test
  void copy_ofADirectory_namesWhatIsBelowRelativeToItAndKeepsTheRest() throws IOException {
    String longName = "ü".repeat(150);
    add("data/", TarConstants.LF_DIR, "", "");
    add("data/in/", TarConstants.LF_DIR, "", "");
    file("data/in/a", "content");
    file("./data/" + longName, "");
    file("data/data/b", "twice");
    add("data/hard", TarConstants.LF_LINK, "data/in/a", "");
    add("data/soft", TarConstants.LF_SYMLINK, "../data/in/a", "");
    assertThat(described(copy(written(), "data")))
        .containsExactly(
            "5 in/>=",
            "0 in/a>=content",
            "0 " + longName + ">=",
            "0 data/b>=twice",
            "1 hard>in/a=",
            "2 soft>../data/in/a=");
  }

  @Test
  void copy_ofTheRoot_keepsNames() throws IOException {
    add("./", TarConstants.LF_DIR, "", "");
    file("./a", "1");
    file("data", "2");
    add("b", TarConstants.LF_LINK, "./a", "");
    assertThat(described(copy(written(), ""))).containsExactly("0 a>=1", "0 data>=2", "1 b>a=");
  }

  @Test
  void copy_both_leavesTheStreamsOpen() throws IOException {
    file("a", "1");
    boolean[] closed = new boolean[2];
    InputStream in =
        new ByteArrayInputStream(written()) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };
    ByteArrayOutputStream out =
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            closed[1] = true;
          }
        };
    RebasedTar.copy(in, out, "", OWNER);
    assertThat(closed).containsExactly(false, false);
  }

  @ParameterizedTest
  @CsvSource({
    "'', ../a",
    "'', b/../../a",
    "'', /a",
    "'', ..",
    "data, other",
    "data, database/a",
    "data, data/../a",
    "data, /data/a",
  })
  void copy_entryOutside_isRefusedByItsName(String directory, String name) throws IOException {
    file(name, "x");
    byte[] from = written();
    assertThatThrownBy(() -> copy(from, directory))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("tar entry " + name + " is refused: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "data/../../etc/passwd", "other"})
  void copy_hardLinkToAFileOutside_isRefused(String target) throws IOException {
    add("data/link", TarConstants.LF_LINK, target, "");
    byte[] from = written();
    assertThatThrownBy(() -> copy(from, "data"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("data/link")
        .hasMessageContaining(target);
  }

  @Test
  void copy_nameWithDotsInIt_isNoWayUp() throws IOException {
    file("data/..a/b..", "x");
    assertThat(described(copy(written(), "data"))).containsExactly("0 ..a/b..>=x");
  }

  @Test
  void copy_endInTheMidstOfAFile_fails() throws IOException {
    file("a", "x".repeat(2000));
    byte[] cut = Arrays.copyOf(written(), 512 + 1500);
    assertThatThrownBy(() -> copy(cut, "")).isInstanceOf(IOException.class);
  }
}
