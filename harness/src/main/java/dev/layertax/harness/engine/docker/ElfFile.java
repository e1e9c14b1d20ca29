package dev.layertax.harness.engine.docker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an executable or library of Linux loads: program headers {@code PT_INTERP} and {@code
 * PT_DYNAMIC} of a 64-bit little-endian ELF file (System V ABI, chapter 5).
 *
 * @param loader the path of its loader; a library has none
 * @param libraries names of the libraries it needs, in its order
 */
record ElfFile(Optional<String> loader, List<String> libraries) {

  private static final int PROGRAM_HEADERS_OFFSET = 32;
  private static final int PROGRAM_HEADER_BYTES = 54;
  private static final int LOAD = 1;
  private static final int DYNAMIC = 2;
  private static final int INTERPRETER = 3;
  private static final int END = 0;
  private static final int NEEDED = 1;
  private static final int STRING_TABLE = 5;

  /** Where part of the file comes to lie in memory. */
  private record Segment(int type, long offset, long address, long bytes) {}

  /**
   * Reads it; empty when the file is no such ELF file.
   *
   * @throws IOException when the file cannot be read, or breaks off
   */
  static Optional<ElfFile> read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    boolean known =
        bytes.limit() > PROGRAM_HEADER_BYTES + 4
            && bytes.getInt(0) == 0x464c457f
            && bytes.get(4) == 2
            && bytes.get(5) == 1;
    if (!known) {
      return Optional.empty();
    }
    try {
      List<Segment> segments = segments(bytes);
      Optional<String> loader =
          segments.stream()
              .filter(segment -> segment.type() == INTERPRETER)
              .map(segment -> text(bytes, segment.offset()))
              .findFirst();
      return Optional.of(new ElfFile(loader, libraries(bytes, segments)));
    } catch (ArithmeticException | IndexOutOfBoundsException e) {
      throw new IOException(file + " is damaged: its headers point beyond its end", e);
    }
  }

  private static List<Segment> segments(ByteBuffer bytes) {
    long table = bytes.getLong(PROGRAM_HEADERS_OFFSET);
    int size = bytes.getShort(PROGRAM_HEADER_BYTES);
    int count = bytes.getShort(PROGRAM_HEADER_BYTES + 2);
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int at = Math.toIntExact(table) + i * size;
      segments.add(
          new Segment(
              bytes.getInt(at),
              bytes.getLong(at + 8),
              bytes.getLong(at + 16),
              bytes.getLong(at + 32)));
    }
    return segments;
  }

  private static List<String> libraries(ByteBuffer bytes, List<Segment> segments) {
    List<Long> names = new ArrayList<>();
    long strings = 0;
    for (Segment segment : segments) {
      for (long at = segment.offset();
          segment.type() == DYNAMIC && at < segment.offset() + segment.bytes();
          at += 16) {
        long tag = bytes.getLong(Math.toIntExact(at));
        long value = bytes.getLong(Math.toIntExact(at) + 8);
        if (tag == END) {
          break;
        } else if (tag == NEEDED) {
          names.add(value);
        } else if (tag == STRING_TABLE) {
          strings = offsetOf(value, segments);
        }
      }
    }
    long table = strings;
    return names.stream().map(name -> text(bytes, table + name)).toList();
  }

  private static long offsetOf(long address, List<Segment> segments) {
    for (Segment segment : segments) {
      if (segment.type() == LOAD
          && address >= segment.address()
          && address < segment.address() + segment.bytes()) {
        return address - segment.address() + segment.offset();
      }
    }
    throw new IndexOutOfBoundsException("no part of the file lies at address " + address);
  }

  private static String text(ByteBuffer bytes, long offset) {
    StringBuilder text = new StringBuilder();
    int at = Math.toIntExact(offset);
    for (byte b = bytes.get(at); b != 0; b = bytes.get(at)) {
      text.append((char) (b & 0xff));
      at++;
    }
    return text.toString();
  }
}
