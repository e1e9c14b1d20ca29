package dev.layertax.harness.run;

import dev.layertax.reports.model.Cell;
import java.io.PrintStream;
import java.time.Duration;

/** Progress as one plain line per visit, for logs and pipes. */
public final class ProgressLines implements ProgressListener {

  private final PrintStream out;

  public ProgressLines(PrintStream out) {
    this.out = out;
  }

  @Override
  public void building(String engine, String dataset, long sizeBytes) {
    out.println(ProgressText.building(engine, dataset, sizeBytes));
  }

  @Override
  public void built(int images, Duration took) {
    out.println(ProgressText.built(images, took));
  }

  @Override
  public void visiting(int block, int position, Cell cell) {
    // The line comes with the visit's end, when there is something to say.
  }

  @Override
  public void visited(Progress progress) {
    out.println(ProgressText.visited(progress));
  }

  @Override
  public void ended(RunOutcome outcome) {
    out.println(ProgressText.ended(outcome));
  }
}
