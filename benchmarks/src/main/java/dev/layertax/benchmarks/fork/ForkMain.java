package dev.layertax.benchmarks.fork;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.benchmarks.dataset.DatasetSource;
import dev.layertax.benchmarks.dataset.MadeDataset;
import dev.layertax.benchmarks.workload.Location;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileStore;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * The measured JVM: visits one cell, as {@code package-info} says.
 *
 * <p>Note: JMH runs with no forks of its own, because this JVM is the fork; the harness starts one
 * for each visit, in an order of its own.
 */
public final class ForkMain {
  /** The result file is whole. */
  static final int OK = 0;

  /** The cell could not be measured; the last line on stderr says why. */
  static final int FAILED = 1;

  /** The words were wrong; the last line on stderr says which. */
  static final int USAGE = 64;

  private ForkMain() {}

  public static void main(String[] args) {
    ParentWatch.start();
    System.exit(run(System.err, args));
  }

  static int run(PrintStream errors, String... args) {
    ForkWords words;
    try {
      words = ForkWords.parse(args);
    } catch (IllegalArgumentException e) {
      errors.println(e.getMessage());
      return USAGE;
    } catch (IOException e) {
      errors.println("the workloads of the class path cannot be read: " + Reason.of(e));
      return FAILED;
    }
    try {
      visit(words);
      return OK;
    } catch (IOException | RunnerException | RuntimeException | LinkageError e) {
      errors.println(
          words.workload().name() + " at " + words.location() + " failed: " + Reason.of(e));
      return FAILED;
    }
  }

  private static void visit(ForkWords words) throws IOException, RunnerException {
    FileStore store = prepare(words);
    Recorder recorder = new Recorder();
    // JMH's lock would let one fork run at a time in all of the machine's containers.
    System.setProperty("jmh.ignoreLock", "true");
    if (words.workload().modeOfJmh().isPresent()) {
      runMounted(words, recorder);
    } else {
      new Runner(options(words), recorder).run();
    }
    if (recorder.iterations().size() != words.iterations()) {
      throw new IllegalStateException(
          "JMH reported %d iterations, %d were asked for"
              .formatted(recorder.iterations().size(), words.iterations()));
    }
    ResultFile.write(words.result(), store, recorder);
  }

  /** A benchmark that knows nothing of Layertax finds its place mounted. */
  private static void runMounted(ForkWords words, Recorder recorder)
      throws IOException, RunnerException {
    Location mounted = Location.open(words.location());
    try {
      new Runner(options(words), recorder).run();
    } finally {
      mounted.close();
    }
  }

  /** Checks that the dataset is there, or writes it where nobody else can: memory starts empty. */
  private static FileStore prepare(ForkWords words) throws IOException {
    DatasetSource source = words.workload().dataset(words.params());
    try (Location location = Location.open(words.location())) {
      if (source instanceof Dataset dataset) {
        provide(dataset, location);
      } else if (source instanceof MadeDataset made) {
        provide(made, location);
      }
      return location.store();
    }
  }

  private static void provide(Dataset dataset, Location location) throws IOException {
    if (location.isMemory()) {
      dataset.provision(location.directory());
    } else {
      dataset.verify(location.directory());
    }
  }

  /** What a program wrote, the workload itself looks over. */
  private static void provide(MadeDataset made, Location location) throws IOException {
    if (location.isMemory()) {
      made.maker().make(location.directory());
    }
  }

  private static Options options(ForkWords words) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(words.workload().benchmark()) + "(\\.|$)")
            .forks(0)
            .shouldFailOnError(true)
            .timeUnit(TimeUnit.NANOSECONDS)
            .warmupIterations(words.warmupIterations())
            .warmupTime(time(words.warmupSeconds()))
            .measurementIterations(words.iterations())
            .measurementTime(time(words.iterationSeconds()))
            .param("location", words.location());
    words.workload().modeOfJmh().ifPresent(options::mode);
    for (Map.Entry<String, String> param : words.params().entrySet()) {
      options.param(param.getKey(), param.getValue());
    }
    int threads = words.workload().threads(words.params());
    if (threads > 0) {
      options.threads(threads);
    }
    return options.build();
  }

  private static TimeValue time(double seconds) {
    return TimeValue.nanoseconds(Math.round(seconds * 1e9));
  }
}
