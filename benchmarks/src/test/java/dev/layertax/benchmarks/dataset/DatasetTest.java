package dev.layertax.benchmarks.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetTest {
  private static final DatasetFile BIG = new DatasetFile("tables/big.dat", (1 << 20) + 13, 42);
  private static final DatasetFile SMALL = new DatasetFile("small.dat", 5, -1);
  private static final DatasetFile EMPTY = new DatasetFile("tables/empty.dat", 0, 7);
  private static final Dataset DATASET = new Dataset("test", List.of(BIG, SMALL, EMPTY));

  @TempDir Path directory;

  @Test
  void write_anySeed_bytesAreSplitMix64() throws IOException {
    DATASET.writeTo(directory);

    ByteBuffer bytes =
        ByteBuffer.wrap(Files.readAllBytes(directory.resolve("tables/big.dat")))
            .order(ByteOrder.LITTLE_ENDIAN);
    SplittableRandom expected = new SplittableRandom(42);
    while (bytes.remaining() >= Long.BYTES) {
      assertThat(bytes.getLong()).isEqualTo(expected.nextLong());
    }
    long last = expected.nextLong();
    while (bytes.hasRemaining()) {
      assertThat(bytes.get()).isEqualTo((byte) last);
      last >>>= 8;
    }
  }

  /** The same bytes in every version: hashlib.sha256 over SplitMix64 as in {@link Content}. */
  @Test
  void write_knownSeed_sameBytesAsEver() throws Exception {
    DATASET.writeTo(directory);

    assertThat(sha256(directory.resolve("tables/big.dat")))
        .isEqualTo("746eae2d2bda93ac02164c37dfdfe56fd32ffe460b4b953c65f47e3df902b4da");
    assertThat(Files.readAllBytes(directory.resolve("small.dat")))
        .isEqualTo(HexFormat.of().parseHex("202c651b77"));
    assertThat(directory.resolve("tables/empty.dat")).isEmptyFile();
    assertThat(DATASET.digest())
        .isEqualTo("bd2aa11673f231b607d13cc00dde0f993874b7c2d4fe4cebe0214da9068bb52d");
  }

  @Test
  void fill_middleOfFile_equalsThatPart() throws IOException {
    DATASET.writeTo(directory);
    byte[] whole = Files.readAllBytes(directory.resolve("tables/big.dat"));
    ByteBuffer part = ByteBuffer.allocate(1000);

    Content.fill(part, 42, 4096);

    assertThat(part.array()).isEqualTo(Arrays.copyOfRange(whole, 4096, 5096));
    assertThat(part.hasRemaining()).isFalse();
    assertThatThrownBy(() -> Content.fill(part, 42, 4097))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4097");
  }

  @Test
  void writeTo_fileThere_refusesAndWritesNothing() throws IOException {
    Files.writeString(directory.resolve("small.dat"), "mine!");

    assertThatThrownBy(() -> DATASET.writeTo(directory))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("small.dat");
    assertThat(directory.resolve("tables")).doesNotExist();
    assertThat(directory.resolve("small.dat")).hasContent("mine!");
  }

  @Test
  void provision_someAbsent_writesThoseOnly() throws IOException {
    Files.writeString(directory.resolve("small.dat"), "mine!");

    DATASET.provision(directory);

    assertThat(directory.resolve("small.dat")).hasContent("mine!");
    assertThat(directory.resolve("tables/big.dat")).hasSize(BIG.sizeBytes());
    DATASET.verify(directory);
  }

  @Test
  void provision_otherSizeThere_refusesAndWritesNothing() throws IOException {
    Files.writeString(directory.resolve("small.dat"), "not mine");

    assertThatThrownBy(() -> DATASET.provision(directory))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("small.dat")
        .hasMessageContaining("has 8 bytes")
        .hasMessageContaining("has 5");
    assertThat(directory.resolve("tables")).doesNotExist();
    assertThat(directory.resolve("small.dat")).hasContent("not mine");
  }

  @Test
  void verify_absentOrOtherSize_namesTheFile() throws IOException {
    assertThatThrownBy(() -> DATASET.verify(directory))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("big.dat")
        .hasMessageContaining("absent");
    DATASET.writeTo(directory);
    Files.writeString(directory.resolve("small.dat"), "");
    assertThatThrownBy(() -> DATASET.verify(directory))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("small.dat")
        .hasMessageContaining("has 0 bytes");
  }

  @Test
  void digest_anyFieldChanged_differs() {
    assertThat(new Dataset("other name", DATASET.files()).digest()).isEqualTo(DATASET.digest());
    assertThat(
            List.of(
                new DatasetFile("small2.dat", 5, -1),
                new DatasetFile("small.dat", 6, -1),
                new DatasetFile("small.dat", 5, -2)))
        .allSatisfy(
            changed ->
                assertThat(new Dataset("test", List.of(BIG, changed, EMPTY)).digest())
                    .isNotEqualTo(DATASET.digest()));
  }

  @Test
  void datasetFile_pathThatLeadsElsewhere_refused() {
    for (String path : List.of("/etc/passwd", "../up", "a/../../b", "", "a//b")) {
      assertThatThrownBy(() -> new DatasetFile(path, 1, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("relative");
    }
  }

  private static String sha256(Path file) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }
}
