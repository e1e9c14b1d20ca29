package dev.layertax.harness.run;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.harness.engine.ChildJvm;
import dev.layertax.harness.engine.ForkExit;
import dev.layertax.harness.engine.Storage;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Measurement;
import dev.layertax.reports.model.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One fork before the run whose loaded classes the measured ones map instead of loading them
 * (application class-data sharing): a third of the processor time of a fork's start, .1 of .3 s on
 * a slow core.
 */
public final class Rehearsal {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Rehearsal() {}

  /**
   * The JVM with the archive; as it was where none can be made, as on a class path of directories.
   *
   * @param storage keeps the archive
   */
  public static ChildJvm of(ChildJvm jvm, Storage storage, Consumer<String> log)
      throws IOException, InterruptedException {
    Path directory = storage.directory("rehearsal");
    Path archive = directory.resolve("classes.jsa");
    Cell cell = Cell.of(Cell.HOST_ENGINE, "cpu-sentinel", Map.of(), Target.HOST_DIRECTORY);
    ForkExit exit =
        jvm.with("-XX:ArchiveClassesAtExit=" + archive)
            .start(
                Visit.command(cell, new Measurement(0, 0.01, 1, 0.01), Rehearsal::nothing),
                directory.toUri(),
                directory,
                directory.resolve("result.tsv"))
            .await(PATIENCE);
    if (exit.exitCode() == 0 && Files.isRegularFile(archive)) {
      log.accept("shared classes: %d bytes".formatted(Files.size(archive)));
      return jvm.with("-XX:SharedArchiveFile=" + archive);
    }
    log.accept("no shared classes, forks start a little slower: " + exit.errorTail());
    return jvm;
  }

  private static Dataset nothing(Cell cell) {
    throw new IllegalStateException("a sentinel starts from nothing: " + cell);
  }
}
