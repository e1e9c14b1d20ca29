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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to create, rename and delete small files in a mail spool?
 *
 * <p>Mail servers keep one message per file (maildir), as build caches, session stores and object
 * caches keep their entries. A delivery writes the message to {@code tmp/}, calls fsync and brings
 * it to {@code new/} (qmail's maildir(5)); a reader deletes messages from {@code new/}.
 *
 * <p>One operation delivers one 4 KiB message and deletes the oldest of those delivered before:
 * create in {@code tmp/}, write, fsync, close, rename to {@code new/}, delete. 64 messages are
 * delivered before the timing starts, so that their number stays the same.
 *
 * <p>Note: one rename takes the message over. maildir(5) and Postfix's delivery agents ({@code
 * maildir.c}) link it to {@code new/} and unlink it from {@code tmp/}: two changes of a directory.
 *
 * <p>Note: the image's own messages in {@code new/} stay, and make it a merged directory. Deleting
 * them would leave whiteouts in the first iterations only, so no iteration would be like the next.
 *
 * <pre>
 * java -cp harness/target/layertax.jar org.openjdk.jmh.Main SmallFiles -p location=file:///some/dir
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SmallFiles {
  static final int MESSAGE_BYTES = 4 << 10;
  static final int POPULATION = 64;
  private static final int IMAGE_MESSAGES = 16;
  static final Dataset DATASET = dataset();

  private final ByteBuffer message = Payload.of(MESSAGE_BYTES, 11);
  private final Path[] population = new Path[POPULATION];
  private Path incoming;
  private Path mailbox;
  private long delivered;
  private Counters counters;

  private static Dataset dataset() {
    List<DatasetFile> files = new ArrayList<>();
    for (int i = 0; i < IMAGE_MESSAGES; i++) {
      files.add(new DatasetFile("spool/new/" + i + ".image", MESSAGE_BYTES, 300 + i));
    }
    return new Dataset("spool-" + IMAGE_MESSAGES, files);
  }

  @Setup(Level.Trial)
  public void deliverPopulation(StorageState storage) throws IOException {
    storage.require(DATASET);
    incoming = Files.createDirectories(storage.directory().resolve("spool/tmp"));
    mailbox = storage.directory().resolve("spool/new");
    counters = storage.startCounting();
    for (int i = 0; i < POPULATION; i++) {
      population[i] = deliver();
    }
  }

  @Setup(Level.Iteration)
  public void startCounting(StorageState storage) throws IOException {
    counters = storage.startCounting();
  }

  @Benchmark
  public void deliverAndDelete() throws IOException {
    int oldest = (int) (delivered % POPULATION);
    Path newest = deliver();
    Files.delete(population[oldest]);
    counters.filesDeleted++;
    population[oldest] = newest;
    KnownDelay.endOperation();
  }

  private Path deliver() throws IOException {
    String name = delivered++ + ".layertax";
    Path written = incoming.resolve(name);
    try (FileChannel channel =
        FileChannel.open(written, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      counters.filesCreated++;
      counters.bytesWritten += channel.write(message.clear());
      channel.force(true);
      counters.flushes++;
    }
    Path moved = mailbox.resolve(name);
    Files.move(written, moved, StandardCopyOption.ATOMIC_MOVE);
    counters.filesRenamed++;
    return moved;
  }

  @TearDown(Level.Iteration)
  public void stopCounting(StorageState storage) throws IOException {
    storage.stopCounting();
  }

  @TearDown(Level.Trial)
  public void deletePopulation() throws IOException {
    for (Path path : population) {
      Files.delete(path);
    }
  }
}
