package dev.layertax.benchmarks.workload;

import dev.layertax.benchmarks.dataset.Payload;
import dev.layertax.benchmarks.dataset.RandomPages;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Files of records in the order of their keys, and their merging: what {@link LsmCompaction} works
 * on.
 *
 * <p>A record has 256 bytes: its key and its sequence number, 8 bytes each, and a value. Keys are
 * the numbers from 0 to those that level 1 holds; a flushed table has one key of each run of as
 * many as there are flushed tables, so that all its keys differ.
 */
final class SortedTables {
  static final int RECORD_BYTES = 256;
  private static final int CHUNK_BYTES = 64 << 10;
  private static final long NO_KEY = Long.MAX_VALUE;

  private final SyncMethod method;
  private final int flushedRecords;
  private final int stride;
  private final RandomPages random;
  private final ByteBuffer values = Payload.of(CHUNK_BYTES, 24);
  private final ByteBuffer output;
  private final List<Reader> readers = new ArrayList<>();
  private long sequence;

  /**
   * @param bufferBytes of a flushed table
   * @param flushedTables that are merged at a time
   */
  SortedTables(SyncMethod method, Path directory, int bufferBytes, int flushedTables)
      throws IOException {
    this.method = method;
    this.flushedRecords = bufferBytes / RECORD_BYTES;
    this.stride = flushedTables;
    this.random = new RandomPages(stride, 25);
    ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES);
    this.output = method.buffer(chunk, directory, CHUNK_BYTES);
    for (int i = 0; i <= flushedTables; i++) {
      ByteBuffer input = ByteBuffer.allocateDirect(CHUNK_BYTES);
      readers.add(new Reader(method, method.buffer(input, directory, CHUNK_BYTES)));
    }
  }

  /** A table of every key, as level 1 is. */
  void writeAllKeys(Path path, Counters counters) throws IOException {
    try (FileChannel table = create(path, counters)) {
      for (long key = 0; key < (long) flushedRecords * stride; key++) {
        put(table, key, counters);
      }
      end(table, counters);
    }
  }

  /** A table of the size of a write buffer. */
  void writeSomeKeys(Path path, Counters counters) throws IOException {
    try (FileChannel table = create(path, counters)) {
      for (long run = 0; run < flushedRecords; run++) {
        put(table, run * stride + random.next(), counters);
      }
      end(table, counters);
    }
  }

  /** The newest record of every key in the inputs; there are as many as the constructor knows. */
  void merge(List<Path> inputs, Path path, Counters counters) throws IOException {
    try (FileChannel table = create(path, counters)) {
      for (int i = 0; i < readers.size(); i++) {
        readers.get(i).open(inputs.get(i));
      }
      for (Reader next = least(); next.key() != NO_KEY; next = least()) {
        copy(table, next, counters);
        long key = next.key();
        for (Reader reader : readers) {
          if (reader.key() == key) {
            reader.advance();
          }
        }
      }
      end(table, counters);
    } finally {
      for (Reader reader : readers) {
        reader.close();
      }
    }
  }

  /** The reader with the least key, the newest record of it. */
  private Reader least() {
    Reader least = readers.get(0);
    for (Reader reader : readers) {
      if (reader.key() < least.key()
          || (reader.key() == least.key()
              && reader.key() != NO_KEY
              && reader.sequence() > least.sequence())) {
        least = reader;
      }
    }
    return least;
  }

  private FileChannel create(Path path, Counters counters) throws IOException {
    FileChannel table = method.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    counters.filesCreated++;
    output.clear();
    return table;
  }

  private void put(FileChannel table, long key, Counters counters) throws IOException {
    int from = (int) (sequence % (CHUNK_BYTES / RECORD_BYTES)) * RECORD_BYTES;
    output.putLong(key).putLong(sequence++);
    output.put(values.clear().limit(from + RECORD_BYTES).position(from + 2 * Long.BYTES));
    writeIfFull(table, counters);
  }

  private void copy(FileChannel table, Reader from, Counters counters) throws IOException {
    output.put(from.record());
    writeIfFull(table, counters);
  }

  private void writeIfFull(FileChannel table, Counters counters) throws IOException {
    if (!output.hasRemaining()) {
      counters.bytesWritten += table.write(output.flip());
      output.clear();
    }
  }

  /** Note: a table is whole chunks, as its size is a multiple of one. */
  private void end(FileChannel table, Counters counters) throws IOException {
    method.flush(table, counters);
  }

  /** The records of one table, one after the other. */
  private static final class Reader {
    private final SyncMethod method;
    private final ByteBuffer chunk;
    private FileChannel table;
    private long left;
    private int at;
    private long key;

    Reader(SyncMethod method, ByteBuffer chunk) {
      this.method = method;
      this.chunk = chunk;
    }

    void open(Path path) throws IOException {
      table = method.open(path, StandardOpenOption.READ);
      left = table.size();
      at = CHUNK_BYTES;
      load();
    }

    long key() {
      return key;
    }

    long sequence() {
      return chunk.getLong(at + Long.BYTES);
    }

    ByteBuffer record() {
      return chunk.limit(at + RECORD_BYTES).position(at);
    }

    void advance() throws IOException {
      at += RECORD_BYTES;
      load();
    }

    private void load() throws IOException {
      chunk.clear();
      if (at == CHUNK_BYTES && left > 0) {
        while (chunk.hasRemaining()) {
          if (table.read(chunk) < 0) {
            throw new EOFException("a table ends " + left + " bytes early");
          }
        }
        chunk.clear();
        left -= CHUNK_BYTES;
        at = 0;
      }
      key = at == CHUNK_BYTES ? NO_KEY : chunk.getLong(at);
    }

    void close() throws IOException {
      if (table != null) {
        table.close();
      }
    }
  }
}
