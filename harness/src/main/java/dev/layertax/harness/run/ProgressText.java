package dev.layertax.harness.run;

import dev.layertax.reports.model.Sample;
import java.time.Duration;
import java.util.Locale;

/** The words of the progress. */
final class ProgressText {

  private ProgressText() {}

  static String building(String engine, String dataset, long sizeBytes) {
    return String.format(
        Locale.ROOT, "image with %s, %.1f MiB, on %s", dataset, sizeBytes / 1048576.0, engine);
  }

  static String built(int images, Duration took) {
    return String.format(Locale.ROOT, "%d images in %.1f s", images, took.toMillis() / 1e3);
  }

  /**
   * {@code block 2/10 visit 7/44 simulated wal-append @ tmpfs: advantage 3.10 so far, ETA 4:05}.
   */
  static String visited(Progress progress) {
    Sample sample = progress.sample();
    String result = sample.succeeded() ? estimate(progress) : "FAILED: " + sample.reason();
    return place(progress) + " " + sample.cell() + ": " + result + eta(progress);
  }

  /** The same in the order a cut line needs: what matters first. */
  static String standing(Progress progress) {
    Sample sample = progress.sample();
    String result = sample.succeeded() ? estimate(progress) : "FAILED";
    return place(progress) + eta(progress) + " | " + sample.cell() + " " + result;
  }

  static String ended(RunOutcome outcome) {
    String why =
        switch (outcome.end()) {
          case COMPLETE -> "all blocks done";
          case SETTLED -> "verdicts settled";
          case BUDGET_SPENT -> "budget spent";
          case INTERRUPTED -> "interrupted";
        };
    String failures = outcome.failures() == 0 ? "" : ", " + outcome.failures() + " failed";
    return why + ": " + outcome.visits() + " visits" + failures + " in " + clock(outcome.took());
  }

  private static String place(Progress progress) {
    return "block %d/%d visit %d/%d"
        .formatted(
            progress.sample().block() + 1,
            progress.blocks(),
            progress.sample().position() + 1,
            progress.visitsInBlock());
  }

  private static String estimate(Progress progress) {
    return progress.advantage().isPresent()
        ? String.format(Locale.ROOT, "advantage %.2f so far", progress.advantage().getAsDouble())
        : "ok";
  }

  private static String eta(Progress progress) {
    return progress.remaining().map(left -> ", ETA " + clock(left)).orElse("");
  }

  private static String clock(Duration duration) {
    return "%d:%02d".formatted(duration.toMinutes(), duration.toSecondsPart());
  }
}
