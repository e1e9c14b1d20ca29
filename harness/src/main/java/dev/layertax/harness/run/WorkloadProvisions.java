package dev.layertax.harness.run;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.benchmarks.dataset.DatasetSource;
import dev.layertax.benchmarks.workload.Workload;
import dev.layertax.benchmarks.workload.Workloads;
import dev.layertax.harness.engine.ChildJvm;
import dev.layertax.harness.engine.ForkCommand;
import dev.layertax.harness.engine.ForkExit;
import dev.layertax.harness.engine.Storage;
import dev.layertax.reports.model.Cell;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * By the description of each cell's workload; what a program must write, it writes once, when it is
 * first asked for, in a JVM of its own: an engine's native code stays out of this one.
 */
public final class WorkloadProvisions implements Provisions {

  /** The program of the layertax jar that makes a dataset. */
  private static final String PROGRAM = "dev.layertax.benchmarks.fork.DatasetMain";

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Workloads workloads;
  private final ChildJvm jvm;
  private final Storage storage;
  private final Map<String, Dataset> made = new HashMap<>();
  private final Map<String, IOException> failed = new HashMap<>();

  /**
   * @param jvm has the workloads on its class path
   * @param storage keeps what is made
   */
  public WorkloadProvisions(Workloads workloads, ChildJvm jvm, Storage storage) {
    this.workloads = workloads;
    this.jvm = jvm;
    this.storage = storage;
  }

  @Override
  public Dataset dataset(Cell cell) throws IOException {
    DatasetSource source = workload(cell).dataset(cell.params());
    if (source instanceof Dataset dataset) {
      return dataset;
    }
    IOException before = failed.get(source.name());
    if (before != null) {
      throw before;
    }
    Dataset known = made.get(source.name());
    if (known == null) {
      try {
        known = make(source.name(), cell);
      } catch (IOException e) {
        failed.put(source.name(), e);
        throw e;
      }
      made.put(source.name(), known);
    }
    return known;
  }

  @Override
  public boolean processorBound(Cell cell) {
    return workload(cell).processorBound();
  }

  private Workload workload(Cell cell) {
    return workloads
        .find(cell.workload())
        .orElseThrow(
            () -> new IllegalStateException("the plan's workload is unknown: " + cell.workload()));
  }

  private Dataset make(String name, Cell cell) throws IOException {
    Path directory = storage.directory("made", name);
    Path scratch = storage.directory("making", name);
    List<String> words = new ArrayList<>(List.of("--workload", cell.workload()));
    cell.params().forEach((param, value) -> words.addAll(List.of("--param", param + "=" + value)));
    try {
      ForkExit exit =
          jvm.start(
                  new ForkCommand(PROGRAM, words),
                  directory.toUri(),
                  scratch,
                  scratch.resolve("result.tsv"))
              .await(PATIENCE);
      if (exit.timedOut() || exit.exitCode() != 0) {
        throw new IOException(
            "dataset %s could not be made: %s"
                .formatted(
                    name,
                    exit.timedOut()
                        ? "its program did not end within " + PATIENCE.toMinutes() + " minutes"
                        : String.join(" ", exit.errorTail())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while dataset " + name + " was made", e);
    }
    return Dataset.written(name, directory);
  }
}
