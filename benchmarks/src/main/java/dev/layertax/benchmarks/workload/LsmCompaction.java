package dev.layertax.benchmarks.workload;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.benchmarks.dataset.DatasetFile;
import dev.layertax.benchmarks.dataset.Payload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to flush and compact the tables of an LSM tree?
 *
 * <p>RocksDB and LevelDB never change a file: a full write buffer becomes a sorted table of level
 * 0, flushed by fdatasync; four of them ({@code level0_file_num_compaction_trigger}) are merged
 * with level 1 into new tables; a manifest names the live ones, and {@code CURRENT} names the
 * manifest, replaced by a rename (LevelDB's doc/impl.md; RocksDB's wiki, MANIFEST). RocksDB fsyncs
 * the directory after new tables and after that rename. With {@code O_DIRECT} the tables go past
 * the page cache ({@code use_direct_io_for_flush_and_compaction}).
 *
 * <p>One operation writes 4 tables of one write buffer each, flushing each and the directory; reads
 * them and level 1, which has four times a buffer, merges them by key, the newest first, into a new
 * level 1, and flushes it and the directory; writes and flushes a manifest and a {@code CURRENT},
 * renames that over the old one, fsyncs the directory; deletes the 6 files that are now dead.
 *
 * <p>Note: the image ships only {@code CURRENT}, which the first rename hides: tables of the image
 * would be read and deleted once, and copied never.
 *
 * <p>Note: a manifest of its own for each change, as when RocksDB begins a new one; else it appends
 * to the manifest and fdatasyncs that.
 *
 * <pre>
 * java -cp harness/target/layertax.jar org.openjdk.jmh.Main LsmCompaction -p location=file:///some/dir
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LsmCompaction {
  static final int FLUSHED_TABLES = 4;
  static final int MANIFEST_BYTES = 4 << 10;
  static final int CURRENT_BYTES = 16;
  static final DatasetFile CURRENT = new DatasetFile("lsm/CURRENT", CURRENT_BYTES, 22);
  static final Dataset DATASET = new Dataset("lsm-current", List.of(CURRENT));

  /** Bytes of a write buffer: {@code write_buffer_size}. */
  @Param({"256KiB", "4MiB"})
  public String buffer;

  /** How tables are written. */
  @Param({"fdatasync", "O_DIRECT"})
  public String sync;

  private final ByteBuffer description = Payload.of(MANIFEST_BYTES, 23);
  private SyncMethod method;
  private SortedTables tables;
  private Path directory;
  private Path current;
  private Path level1;
  private Path manifest;
  private int number;
  private Counters counters;

  @Setup(Level.Trial)
  public void writeFirstLevel(StorageState storage) throws IOException {
    storage.require(DATASET);
    current = CURRENT.in(storage.directory());
    directory = current.getParent();
    method = SyncMethod.of(sync);
    tables = new SortedTables(method, directory, ByteSize.of(buffer), FLUSHED_TABLES);
    counters = storage.startCounting();
    level1 = next(".sst");
    tables.writeAllKeys(level1, counters);
    manifest = next(".manifest");
    write(manifest, MANIFEST_BYTES);
  }

  @Setup(Level.Iteration)
  public void startCounting(StorageState storage) throws IOException {
    counters = storage.startCounting();
  }

  @Benchmark
  public void flushAndCompact() throws IOException {
    List<Path> dead = new ArrayList<>();
    dead.add(level1);
    for (int i = 0; i < FLUSHED_TABLES; i++) {
      Path flushed = next(".sst");
      tables.writeSomeKeys(flushed, counters);
      flushDirectory();
      dead.add(flushed);
    }
    level1 = next(".sst");
    tables.merge(dead, level1, counters);
    flushDirectory();
    dead.add(manifest);
    manifest = next(".manifest");
    write(manifest, MANIFEST_BYTES);
    Path replacement = current.resolveSibling("CURRENT.dbtmp");
    write(replacement, CURRENT_BYTES);
    Files.move(replacement, current, StandardCopyOption.ATOMIC_MOVE);
    counters.filesRenamed++;
    flushDirectory();
    for (Path path : dead) {
      Files.delete(path);
      counters.filesDeleted++;
    }
  }

  private Path next(String suffix) {
    return directory.resolve("%06d%s".formatted(number++, suffix));
  }

  private void write(Path path, int bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      counters.filesCreated++;
      counters.bytesWritten += channel.write(description.clear().limit(bytes));
      channel.force(false);
      counters.flushes++;
    }
  }

  private void flushDirectory() throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
      counters.flushes++;
    }
  }

  @TearDown(Level.Iteration)
  public void stopCounting(StorageState storage) throws IOException {
    storage.stopCounting();
  }

  @TearDown(Level.Trial)
  public void deleteTables() throws IOException {
    Files.delete(level1);
    Files.delete(manifest);
  }
}
