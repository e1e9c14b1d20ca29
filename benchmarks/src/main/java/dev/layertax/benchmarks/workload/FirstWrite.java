package dev.layertax.benchmarks.workload;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.benchmarks.dataset.DatasetFile;
import dev.layertax.benchmarks.dataset.Payload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
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
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * What does the first write to a file of the image cost?
 *
 * <p>Every database whose data directory ships in its image pays this once per file and container:
 * overlayfs copies the whole file up when it is opened for writing, however little is written
 * (overlayfs.rst, "Non-directories").
 *
 * <p>One operation opens a file for writing that was not touched before, writes 4 KiB at its start,
 * calls fdatasync and closes it. Warm-up iterations do the same to 4 KiB files of their own, so
 * that the code is warm and no big file is spent on that. Each file serves one iteration; a
 * location given twice is not fresh any more.
 *
 * <pre>
 * java -cp harness/target/layertax.jar org.openjdk.jmh.Main FirstWrite -p location=file:///some/dir
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = FirstWrite.WARMUP_FILES)
@Measurement(iterations = 2)
public class FirstWrite {
  static final int WARMUP_FILES = 32;
  private static final int WRITE_BYTES = 4 << 10;

  /** Size of the image's files, in bytes, and how many there are, by its name. */
  private static final Map<String, int[]> SIZES =
      Map.of(
          "4KiB", new int[] {4 << 10, 16},
          "1MiB", new int[] {1 << 20, 8},
          "16MiB", new int[] {16 << 20, 2},
          "64MiB", new int[] {64 << 20, 2});

  @Param({"4KiB", "1MiB", "16MiB", "64MiB"})
  public String size;

  private final ByteBuffer page = Payload.of(WRITE_BYTES, 5);
  private Iterator<DatasetFile> warmup;
  private Iterator<DatasetFile> measured;
  private Path file;
  private Counters counters;

  /** How many measured iterations the dataset of these parameters is good for. */
  static int files(Map<String, String> params) {
    return SIZES.get(params.get("size"))[1];
  }

  /** The measured files, then those of the warm-up. */
  static Dataset dataset(Map<String, String> params) {
    String size = params.get("size");
    List<DatasetFile> files = new ArrayList<>();
    for (int i = 0; i < files(params); i++) {
      files.add(new DatasetFile("first-" + size + "/" + i, SIZES.get(size)[0], 100 + i));
    }
    for (int i = 0; i < WARMUP_FILES; i++) {
      files.add(new DatasetFile("first-" + size + "/warmup-" + i, WRITE_BYTES, 200 + i));
    }
    return new Dataset("first-write-" + size, files);
  }

  @Setup(Level.Trial)
  public void requireFiles(StorageState storage, BenchmarkParams benchmark) throws IOException {
    Map<String, String> params = Map.of("size", size);
    int iterations = benchmark.getMeasurement().getCount();
    int warmups = benchmark.getWarmup().getCount();
    if (iterations > files(params) || warmups > WARMUP_FILES) {
      throw new IllegalArgumentException(
          "%s has files for %d warm-up and %d measured iterations, %d and %d were asked for"
              .formatted(size, WARMUP_FILES, files(params), warmups, iterations));
    }
    Dataset dataset = dataset(params);
    storage.require(dataset);
    measured = dataset.files().subList(0, files(params)).iterator();
    warmup = dataset.files().subList(files(params), dataset.files().size()).iterator();
  }

  @Setup(Level.Iteration)
  public void chooseFile(StorageState storage, IterationParams iteration) throws IOException {
    boolean warmingUp = iteration.getType() == IterationType.WARMUP;
    file = (warmingUp ? warmup : measured).next().in(storage.directory());
    counters = storage.startCounting();
  }

  @Benchmark
  public void writeFirst() throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      counters.bytesWritten += channel.write(page.clear(), 0);
      channel.force(false);
      counters.flushes++;
    }
  }

  @TearDown(Level.Iteration)
  public void stopCounting(StorageState storage) throws IOException {
    storage.stopCounting();
  }
}
