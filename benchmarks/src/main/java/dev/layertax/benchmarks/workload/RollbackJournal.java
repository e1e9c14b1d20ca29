package dev.layertax.benchmarks.workload;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.benchmarks.dataset.DatasetFile;
import dev.layertax.benchmarks.dataset.Payload;
import dev.layertax.benchmarks.dataset.RandomPages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a transaction of a database with a rollback journal cost?
 *
 * <p>SQLite's default journal mode, DELETE, with {@code PRAGMA synchronous=EXTRA}, in which a
 * commit outlives a power loss. The order is that of "Atomic Commit In SQLite"
 * (sqlite.org/atomiccommit), sections 3.5 to 3.11, and the same system calls as strace shows of
 * SQLite 3.40: EXTRA adds the last flush of the directory, the VFS the first, with a new journal's
 * first flush.
 *
 * <p>One operation is one transaction that changes 4 random pages of 4 KiB and the database's first
 * page, in a 16 MiB file of the image: create the journal; write its header and the 5 original
 * pages; fdatasync it and its directory; write the page count into the header; fdatasync; write the
 * 5 pages to the database; fdatasync it; delete the journal; fdatasync the directory. The database
 * is open from the start, as a connection holds it.
 *
 * <p>Note: a page and its number and checksum go to the journal in one write, SQLite takes three.
 *
 * <pre>
 * java -cp harness/target/layertax.jar org.openjdk.jmh.Main RollbackJournal -p location=file:///some/dir
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RollbackJournal {
  static final int PAGE_BYTES = 4 << 10;
  static final int PAGES_CHANGED = 5;
  static final int HEADER_BYTES = 512;
  static final int RECORD_BYTES = Integer.BYTES + PAGE_BYTES + Integer.BYTES;

  /** The magic number and the page count. */
  static final int COUNT_BYTES = 12;

  static final long DATABASE_BYTES = 16 << 20;
  static final DatasetFile DATABASE = new DatasetFile("sqlite/main.db", DATABASE_BYTES, 6);
  static final Dataset DATASET = new Dataset("database-16MiB", List.of(DATABASE));

  private final ByteBuffer header = Payload.of(HEADER_BYTES, 7);
  private final ByteBuffer journaled = Payload.of(RECORD_BYTES, 8);
  private final ByteBuffer changed = Payload.of(PAGE_BYTES, 9);
  private final RandomPages pages = new RandomPages((int) (DATABASE_BYTES / PAGE_BYTES), 10);
  private final long[] positions = new long[PAGES_CHANGED];
  private Path directory;
  private Path journalPath;
  private FileChannel database;
  private Counters counters;

  @Setup(Level.Trial)
  public void openDatabase(StorageState storage) throws IOException {
    storage.require(DATASET);
    Path path = DATABASE.in(storage.directory());
    directory = path.getParent();
    journalPath = directory.resolve("main.db-journal");
    database = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  @Setup(Level.Iteration)
  public void startCounting(StorageState storage) throws IOException {
    counters = storage.startCounting();
  }

  @Benchmark
  public void commit() throws IOException {
    // The first page, at 0, always changes: it holds the change counter.
    for (int i = 1; i < PAGES_CHANGED; i++) {
      positions[i] = (long) pages.next() * PAGE_BYTES;
    }
    try (FileChannel journal =
        FileChannel.open(journalPath, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      counters.filesCreated++;
      counters.bytesWritten += journal.write(header.clear());
      for (long position : positions) {
        journaled.limit(Integer.BYTES + PAGE_BYTES).position(Integer.BYTES);
        database.read(journaled, position);
        counters.bytesWritten += journal.write(journaled.clear());
      }
      flush(journal);
      flushDirectory();
      counters.bytesWritten += journal.write(header.clear().limit(COUNT_BYTES), 0);
      flush(journal);
      for (long position : positions) {
        counters.bytesWritten += database.write(changed.clear(), position);
      }
      flush(database);
    }
    Files.delete(journalPath);
    counters.filesDeleted++;
    flushDirectory();
    KnownDelay.endOperation();
  }

  private void flush(FileChannel channel) throws IOException {
    channel.force(false);
    counters.flushes++;
  }

  private void flushDirectory() throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      flush(channel);
    }
  }

  @TearDown(Level.Iteration)
  public void stopCounting(StorageState storage) throws IOException {
    storage.stopCounting();
  }

  @TearDown(Level.Trial)
  public void closeDatabase() throws IOException {
    database.close();
  }
}
