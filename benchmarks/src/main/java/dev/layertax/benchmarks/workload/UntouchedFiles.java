package dev.layertax.benchmarks.workload;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.benchmarks.dataset.DatasetFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * Files of the image of which each serves one operation, for workloads that ask what the first
 * touch of a file costs.
 *
 * <p>Warm-up iterations have files of their own, hundreds, small, so that the code is warm and no
 * big file is spent on that. A location given twice is not fresh any more.
 */
final class UntouchedFiles {
  static final int WARMUP_FILES = 200;

  /** Room for each step of a copy-up through the union layer, see {@code unionfs.CopyData}. */
  private static final int MAX_WARMUP_BYTES = 160 << 10;

  /** Size of the measured files, in bytes, and how many there are, by its name. */
  private static final Map<String, int[]> SIZES =
      Map.of(
          "4KiB", new int[] {4 << 10, 16},
          "1MiB", new int[] {1 << 20, 8},
          "16MiB", new int[] {16 << 20, 2},
          "64MiB", new int[] {64 << 20, 2});

  private final Iterator<DatasetFile> warmup;
  private final Iterator<DatasetFile> measured;

  private UntouchedFiles(List<DatasetFile> measured, List<DatasetFile> warmup) {
    this.measured = measured.iterator();
    this.warmup = warmup.iterator();
  }

  /** Starts the description of a workload of these files. */
  static Workload.Builder describe(String name, String... sizes) {
    return Workload.named(name)
        .parameter("size", "size of the image's file", sizes)
        .dataset(UntouchedFiles::dataset)
        .singleShot(params -> WARMUP_FILES, UntouchedFiles::files);
  }

  /** How many measured iterations the dataset of these parameters is good for. */
  static int files(Map<String, String> params) {
    return SIZES.get(params.get("size"))[1];
  }

  /**
   * The measured files, then those of the warm-up; one dataset for all workloads that use it, so
   * that a run makes one image of it.
   */
  static Dataset dataset(Map<String, String> params) {
    String size = params.get("size");
    List<DatasetFile> files = new ArrayList<>();
    for (int i = 0; i < files(params); i++) {
      files.add(new DatasetFile("untouched-" + size + "/" + i, SIZES.get(size)[0], 100 + i));
    }
    int warmupBytes = Math.min(SIZES.get(size)[0], MAX_WARMUP_BYTES);
    for (int i = 0; i < WARMUP_FILES; i++) {
      files.add(new DatasetFile("untouched-" + size + "/warmup-" + i, warmupBytes, 200 + i));
    }
    return new Dataset("untouched-files-" + size, files);
  }

  /**
   * Sees to it that the files are there.
   *
   * @throws IllegalArgumentException if there are fewer than the iterations asked for
   */
  static UntouchedFiles require(String size, StorageState storage, BenchmarkParams benchmark)
      throws IOException {
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
    List<DatasetFile> files = dataset.files();
    return new UntouchedFiles(
        files.subList(0, files(params)), files.subList(files(params), files.size()));
  }

  /** The file of one iteration. */
  Path next(StorageState storage, IterationParams iteration) {
    boolean warmingUp = iteration.getType() == IterationType.WARMUP;
    return (warmingUp ? warmup : measured).next().in(storage.directory());
  }
}
