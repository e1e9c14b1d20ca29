package dev.layertax.harness.engine.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayerTarTest {

  private static final FileOwner OWNER = new FileOwner(12, 34);

  @TempDir Path directory;

  private interface Content {
    void addTo(LayerTar tar) throws IOException;
  }

  private static byte[] written(Content content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (LayerTar tar = new LayerTar(out)) {
      content.addTo(tar);
    }
    return out.toByteArray();
  }

  /** Type, mode, owner, name, target and content; every time is checked. */
  private static List<String> described(byte[] from) throws IOException {
    List<String> entries = new ArrayList<>();
    try (TarArchiveInputStream in =
        new TarArchiveInputStream(new ByteArrayInputStream(from), UTF_8.name())) {
      for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        assertThat(entry.getLastModifiedTime()).isEqualTo(FileTime.fromMillis(0));
        assertThat(entry.getUserName() + entry.getGroupName()).isEmpty();
        entries.add(
            "%c %o %d:%d %s>%s=%s"
                .formatted(
                    (char) entry.getLinkFlag(),
                    entry.getMode() & 07777,
                    entry.getLongUserId(),
                    entry.getLongGroupId(),
                    entry.getName(),
                    entry.getLinkName(),
                    new String(in.readAllBytes(), UTF_8)));
      }
    }
    return entries;
  }

  private Path source(String permissions) throws IOException {
    Path source = Files.writeString(directory.resolve("source"), "bytes");
    return Files.setPosixFilePermissions(source, PosixFilePermissions.fromString(permissions));
  }

  @Test
  void entries_ofEachKind_haveTheModesAndOwnersAskedFor() throws IOException {
    Path source = source("rw-------");
    byte[] tar =
        written(
            layer -> {
              layer.directory("tmp", FileOwner.ROOT, 01777);
              layer.text("etc/passwd", "ü\n", FileOwner.ROOT);
              layer.file("data/a", source, OWNER);
              layer.hardLink("data/b", "data/a", OWNER);
            });
    assertThat(described(tar))
        .containsExactly(
            "5 1777 0:0 tmp/>=",
            "5 755 0:0 etc/>=",
            "0 644 0:0 etc/passwd>=ü\n",
            "5 755 0:0 data/>=",
            "0 644 12:34 data/a>=bytes",
            "1 644 12:34 data/b>data/a=");
  }

  @Test
  void file_executableHere_isSoForAll() throws IOException {
    Path source = source("rwx------");
    assertThat(described(written(layer -> layer.file("java", source, OWNER))))
        .containsExactly("0 755 12:34 java>=bytes");
  }

  @Test
  void parents_ofDeepPaths_areAddedOnceAndBeforeWhatIsInThem() throws IOException {
    byte[] tar =
        written(
            layer -> {
              layer.directory("a/b", OWNER, 0700);
              layer.text("a/b/c/d", "", OWNER);
              layer.text("a/b/e", "", OWNER);
              layer.directory("a", OWNER, 0700);
            });
    assertThat(described(tar))
        .containsExactly(
            "5 755 0:0 a/>=",
            "5 700 12:34 a/b/>=",
            "5 755 0:0 a/b/c/>=",
            "0 644 12:34 a/b/c/d>=",
            "0 644 12:34 a/b/e>=");
  }

  @Test
  void bytes_ofEqualContent_areEqualWheneverTheFilesWereMade() throws IOException {
    Path source = source("rw-r--r--");
    Content content = layer -> layer.file("n".repeat(300), source, OWNER);
    byte[] first = written(content);
    Files.setLastModifiedTime(source, FileTime.fromMillis(1_234_567));
    source("rw-rw----");
    assertThat(written(content)).isEqualTo(first);
  }
}
