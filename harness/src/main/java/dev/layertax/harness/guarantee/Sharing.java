package dev.layertax.harness.guarantee;

import dev.layertax.harness.engine.Container;
import dev.layertax.harness.guarantee.program.Facts;
import dev.layertax.harness.guarantee.program.Ledger;
import dev.layertax.harness.guarantee.program.LogReader;
import dev.layertax.harness.guarantee.program.LogWriter;
import dev.layertax.reports.model.Guarantee.Outcome;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.wording.Figures;
import java.io.IOException;
import java.util.concurrent.Future;

/**
 * Whether two running containers share a place: a web server writes its log in one, a log processor
 * follows it in the other, and checks every record and how soon it saw it.
 *
 * <p>The two clocks are one: containers of one machine share it.
 */
final class Sharing implements Experiment {

  @Override
  public String name() {
    return "sharing";
  }

  @Override
  public Answer tryOn(Scene scene) throws IOException, InterruptedException {
    TargetStorage storage = scene.storage();
    Container server = scene.start(storage.mount());
    Container processor = scene.start(storage.alongside(server));
    Facts written = scene.run(server, Ledger.append(Records.NUMBER));
    Facts seen = scene.run(processor, Ledger.append(0));
    if (seen.number("found") == 0) {
      return apart(scene.target(), written);
    }
    try (Together together = new Together()) {
      Future<Facts> writer = together.start(() -> scene.run(server, LogWriter.command()));
      Future<Facts> reader = together.start(() -> scene.run(processor, LogReader.command()));
      return answer(Together.result(writer), Together.result(reader));
    }
  }

  /** Nothing of the first container is in the second; whether it could be, is the target's. */
  private static Answer apart(Target target, Facts written) throws IOException {
    String seen =
        "Of the %d records written in one container the other, running beside it, saw none"
            .formatted(written.number("total"));
    return switch (target) {
      case WRITABLE_LAYER ->
          new Answer(
              Outcome.IMPOSSIBLE,
              seen
                  + ": each container has a writable layer of its own, and none can be given to two.");
      case TMPFS ->
          new Answer(
              Outcome.IMPOSSIBLE,
              seen + ": each container has a tmpfs of its own, and none can be given to two.");
      case NAMED_VOLUME, ANONYMOUS_VOLUME, BIND_MOUNT, HOST_DIRECTORY ->
          new Answer(Outcome.LOST, seen + ", though both were given the same place.");
    };
  }

  private static Answer answer(Facts writer, Facts reader) throws IOException {
    long written = writer.number("written");
    long read = reader.number("read");
    if (read == written && reader.number("wrong") == 0) {
      return new Answer(
          Outcome.KEPT,
          "A log processor in the second container read all %d records of the first one's log, every one whole and in order; half of them within %s of their writing and the slowest within %s, looking every %s (clock: the same machine's)."
              .formatted(
                  read,
                  milliseconds(reader.number("medianNanos")),
                  milliseconds(reader.number("worstNanos")),
                  Figures.duration(reader.number("lookNanos") / 1e9)));
    }
    return new Answer(
        Outcome.LOST,
        "Of %d records of the first container's log the second one read %d whole and in order; %d were not, the first of them: %s."
            .formatted(written, read, reader.number("wrong"), reader.text("firstWrong")));
  }

  private static String milliseconds(long nanos) {
    return Figures.number(nanos / 1e6) + " ms";
  }
}
