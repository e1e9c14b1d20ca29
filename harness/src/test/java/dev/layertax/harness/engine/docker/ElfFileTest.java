package dev.layertax.harness.engine.docker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElfFileTest {

  private static final int HEADERS = 64;
  private static final int HEADER_BYTES = 56;
  private static final int STRINGS = HEADERS + 3 * HEADER_BYTES;
  private static final int DYNAMIC = STRINGS + 64;
  private static final int LENGTH = DYNAMIC + 5 * 16;

  /** Where the file's first byte lies in memory. */
  private static final long BASE = 0x40_0000;

  private static final String TEXT = "\0/lib64/ld.so\0libc.so.6\0libjli.so\0";

  @TempDir Path directory;

  private final ByteBuffer bytes = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);

  /** A program of two libraries, with the string table named after them. */
  ElfFileTest() {
    bytes.put(0, new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});
    bytes.putLong(32, HEADERS).putShort(54, (short) HEADER_BYTES).putShort(56, (short) 3);
    segment(0, 1, 0, BASE, LENGTH);
    segment(1, 3, STRINGS + 1, BASE + STRINGS + 1, 13);
    segment(2, 2, DYNAMIC, BASE + DYNAMIC, 5 * 16);
    bytes.put(STRINGS, TEXT.getBytes(ISO_8859_1));
    dynamic(0, 1, TEXT.indexOf("libjli"));
    dynamic(1, 1, TEXT.indexOf("libc"));
    dynamic(2, 5, BASE + STRINGS);
    dynamic(3, 0, 0);
    dynamic(4, 1, 1);
  }

  private void segment(int number, int type, long offset, long address, long size) {
    int at = HEADERS + number * HEADER_BYTES;
    bytes.putInt(at, type).putLong(at + 8, offset).putLong(at + 16, address);
    bytes.putLong(at + 32, size);
  }

  private void dynamic(int number, long tag, long value) {
    bytes.putLong(DYNAMIC + number * 16, tag).putLong(DYNAMIC + number * 16 + 8, value);
  }

  private Path file(int length) throws IOException {
    return Files.write(directory.resolve("file"), Arrays.copyOf(bytes.array(), length));
  }

  @Test
  void read_program_tellsItsLoaderAndItsLibrariesInOrder() throws IOException {
    assertThat(ElfFile.read(file(LENGTH)))
        .get()
        .satisfies(elf -> assertThat(elf.loader()).contains("/lib64/ld.so"))
        .satisfies(elf -> assertThat(elf.libraries()).isEqualTo(List.of("libjli.so", "libc.so.6")));
  }

  @Test
  void read_library_hasNoLoader() throws IOException {
    segment(1, 4, STRINGS + 1, BASE + STRINGS + 1, 13);
    assertThat(ElfFile.read(file(LENGTH)).orElseThrow().loader()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 5})
  void read_anotherKindOfFile_isEmpty(int different) throws IOException {
    bytes.put(different, (byte) 9);
    assertThat(ElfFile.read(file(LENGTH))).isEmpty();
  }

  @Test
  void read_ofAFewBytes_isEmpty() throws IOException {
    assertThat(ElfFile.read(file(0))).isEmpty();
    assertThat(ElfFile.read(file(58))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {HEADERS, HEADERS + 10, STRINGS + 5, DYNAMIC, DYNAMIC + 24})
  void read_cutShort_namesTheFile(int length) throws IOException {
    Path cut = file(length);
    assertThatThrownBy(() -> ElfFile.read(cut))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(cut.toString());
  }

  @ParameterizedTest
  @ValueSource(longs = {-LENGTH, LENGTH, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 32})
  void read_offsetsBeyondTheFile_nameTheFile(long offset) throws IOException {
    segment(1, 3, offset, BASE, 13);
    Path loader = file(LENGTH);
    assertThatThrownBy(() -> ElfFile.read(loader))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(loader.toString());
    segment(1, 4, 0, BASE, 0);
    dynamic(0, 1, offset);
    Path name = file(LENGTH);
    assertThatThrownBy(() -> ElfFile.read(name))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(name.toString());
  }

  @Test
  void read_stringTableInNoSegment_namesTheFile() throws IOException {
    dynamic(2, 5, 7);
    Path file = file(LENGTH);
    assertThatThrownBy(() -> ElfFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());
  }
}
