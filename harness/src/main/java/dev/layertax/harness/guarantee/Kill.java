package dev.layertax.harness.guarantee;

import dev.layertax.harness.engine.Container;
import dev.layertax.harness.engine.ForkExit;
import dev.layertax.harness.guarantee.program.Facts;
import dev.layertax.harness.guarantee.program.Ledger;
import dev.layertax.reports.model.Guarantee.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Whether what a program was told is on the disk ({@code fsync} returned) is there after {@code
 * kill -9} of its container, in the middle of the next writes.
 *
 * <p>It says nothing of a power cut: the host's page cache outlives every container.
 */
final class Kill implements Experiment {

  /** The program needs some of it to start; on a slow machine it gets more. */
  private static final Duration[] PATIENCE = {
    Duration.ofMillis(1500), Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(60)
  };

  @Override
  public String name() {
    return "kill";
  }

  @Override
  public Answer tryOn(Scene scene) throws IOException, InterruptedException {
    Container container = scene.start(scene.storage().mount());
    for (Duration patience : PATIENCE) {
      ForkExit exit = killed(scene, container, patience);
      long safe = exit.errorTail().stream().mapToLong(Ledger::safe).max().orElse(0);
      scene.restart(container);
      if (safe > 0) {
        return answer(safe, exit.exitCode(), scene.run(container, Ledger.append(0)));
      }
    }
    throw new IOException(
        "the program fsynced nothing within "
            + PATIENCE[PATIENCE.length - 1].toSeconds()
            + " s, so that its end says nothing");
  }

  private static ForkExit killed(Scene scene, Container container, Duration patience)
      throws IOException, InterruptedException {
    try (Together together = new Together()) {
      Future<ForkExit> running =
          together.start(() -> container.run(Ledger.appendUntilKilled(), Scene.TIMEOUT));
      try {
        ForkExit early = running.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        scene.requireNotStopped();
        throw new IOException(
            "the program ended before it was killed, with exit code %d: %s"
                .formatted(early.exitCode(), String.join("; ", early.errorTail())));
      } catch (TimeoutException stillAtWork) {
        container.kill();
        return Together.result(running);
      } catch (ExecutionException e) {
        throw Together.cause(e);
      }
    }
  }

  private static Answer answer(long safe, int exitCode, Facts seen) throws IOException {
    long found = seen.number("found");
    return new Answer(
        found >= safe ? Outcome.KEPT : Outcome.LOST,
        "The program had been told that %d records were on the disk when it was killed (exit code %d); after a restart a new program found %s%s."
            .formatted(
                safe,
                exitCode,
                found == 0 ? "none" : found + " in order",
                seen.number("trailing") == 0
                    ? ""
                    : ", and " + seen.number("trailing") + " bytes of the one it was writing"));
  }
}
