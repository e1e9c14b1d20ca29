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
  void writeTo_layer_writesEveryNthFileAndCopyBringsThemTogether() throws IOException {
    Dataset layered = new Dataset("layered", DATASET.files(), 2);
    Path top = Files.createDirectory(directory.resolve("top"));
    Path below = Files.createDirectory(directory.resolve("below"));
    Path plain = Files.createDirectory(directory.resolve("plain"));
    Path copy = Files.createDirectory(directory.resolve("copy"));

    layered.writeTo(top, 0);
    layered.writeTo(below, 1);
    layered.writeTo(plain);
    layered.copy(List.of(top, below), copy);

    assertThat(below.resolve("small.dat")).exists();
    assertThat(below.resolve("tables")).doesNotExist();
    assertThat(top.resolve("small.dat")).doesNotExist();
    layered.verify(plain);
    for (DatasetFile file : layered.files()) {
      assertThat(file.in(copy)).hasSameBinaryContentAs(file.in(plain));
    }
    assertThatThrownBy(() -> layered.copy(List.of(top), directory.resolve("short")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 layers, got 1");
    assertThatThrownBy(() -> layered.writeTo(top, 2)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void writeAndCopy_emptyFiles_areLinksOfOneInEachDirectory() throws IOException {
    Dataset names =
        new Dataset(
            "names",
            List.of(
                new DatasetFile("d/a", 0, 1),
                new DatasetFile("d/b", 0, 2),
                new DatasetFile("c", 0, 3),
                new DatasetFile("d/e", 0, 4)),
            2);
    Path top = Files.createDirectory(directory.resolve("top"));
    Path below = Files.createDirectory(directory.resolve("below"));
    Path copy = Files.createDirectory(directory.resolve("copy"));

    names.writeTo(top, 0);
    names.writeTo(below, 1);
    names.copy(List.of(top, below), copy);

    names.verify(copy);
    assertThat(Files.getAttribute(top.resolve("c"), "unix:nlink")).isEqualTo(2);
    assertThat(Files.getAttribute(copy.resolve("d/e"), "unix:nlink")).isEqualTo(4);
    assertThat(Files.isSameFile(copy.resolve("c"), top.resolve("c"))).isFalse();
    assertThatThrownBy(() -> names.copy(List.of(top, below), copy))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void dataset_fewerFilesThanLayers_refused() {
    for (int layers : new int[] {-1, 0, 4}) {
      assertThatThrownBy(() -> new Dataset("test", DATASET.files(), layers))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("over " + layers + " layers");
    }
    assertThat(new Dataset("nothing", List.of()).layers()).isEqualTo(1);
  }

  @Test
  void digest_severalLayers_differsFromOne() {
    Dataset two = new Dataset("test", DATASET.files(), 2);
    Dataset three = new Dataset("test", DATASET.files(), 3);
    assertThat(List.of(DATASET.digest(), two.digest(), three.digest())).doesNotHaveDuplicates();
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
