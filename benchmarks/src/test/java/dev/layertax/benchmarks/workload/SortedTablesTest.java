package dev.layertax.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SortedTablesTest {
  private static final int BUFFER_BYTES = 128 << 10;
  private static final int BUFFER_RECORDS = BUFFER_BYTES / SortedTables.RECORD_BYTES;

  @TempDir Path directory;
  private final Counters counters = new Counters();

  @Test
  void merge_tablesThatShareKeys_keepsTheNewestOfEachInOrder() throws IOException {
    SortedTables tables = new SortedTables(SyncMethod.FDATASYNC, directory, BUFFER_BYTES, 2);
    Path all = directory.resolve("all");
    Path some = directory.resolve("some");
    Path more = directory.resolve("more");
    tables.writeAllKeys(all, counters);
    tables.writeSomeKeys(some, counters);
    tables.writeSomeKeys(more, counters);
    Map<Long, ByteBuffer> newest = new TreeMap<>();
    for (Path table : List.of(all, some, more)) {
      newest.putAll(records(table));
    }

    Path merged = directory.resolve("merged");
    tables.merge(List.of(all, some, more), merged, counters);

    assertThat(records(some)).hasSize(BUFFER_RECORDS);
    assertThat(records(some).keySet()).isNotEqualTo(records(more).keySet());
    assertThat(records(merged)).isEqualTo(newest).hasSize(2 * BUFFER_RECORDS);
    assertThat(Files.size(merged)).isEqualTo(2 * BUFFER_BYTES);
    assertThat(counters.bytesWritten).isEqualTo(6 * BUFFER_BYTES);
    assertThat(counters.flushes).isEqualTo(4);
  }

  @Test
  void merge_twice_readsTheSecondInputsFromTheirStart() throws IOException {
    SortedTables tables = new SortedTables(SyncMethod.FSYNC, directory, BUFFER_BYTES, 1);
    Path first = directory.resolve("first");
    Path second = directory.resolve("second");
    Path newer = directory.resolve("newer");
    tables.writeAllKeys(first, counters);
    tables.writeSomeKeys(second, counters);
    tables.merge(List.of(first, second), directory.resolve("merged"), counters);
    tables.writeSomeKeys(newer, counters);

    tables.merge(List.of(directory.resolve("merged"), newer), directory.resolve("last"), counters);

    assertThat(directory.resolve("last")).hasSameBinaryContentAs(newer);
  }

  /** By key, in which the file must be sorted; the value is all of the record behind the key. */
  private static Map<Long, ByteBuffer> records(Path table) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(table));
    Map<Long, ByteBuffer> records = new TreeMap<>();
    long last = -1;
    for (int at = 0; at < bytes.capacity(); at += SortedTables.RECORD_BYTES) {
      long key = bytes.getLong(at);
      assertThat(key).isGreaterThan(last);
      last = key;
      records.put(key, bytes.slice(at + Long.BYTES, SortedTables.RECORD_BYTES - Long.BYTES));
    }
    return records;
  }
}
