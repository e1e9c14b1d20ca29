package dev.layertax.harness.run;

import dev.layertax.reports.model.Cell;
import java.io.PrintStream;
import java.time.Duration;

/** Progress as one line that rewrites itself; failures stay on lines of their own. */
public final class ProgressTerminal implements ProgressListener {

  private final PrintStream out;
  private final int columns;
  private int shown;
  private String standing = "";

  /**
   * @param columns width of the terminal, above 0; longer lines are cut
   */
  public ProgressTerminal(PrintStream out, int columns) {
    this.out = out;
    this.columns = columns;
  }

  @Override
  public void building(String engine, String dataset, long sizeBytes) {
    rewrite(ProgressText.building(engine, dataset, sizeBytes));
  }

  @Override
  public void built(int images, Duration took) {
    rewrite(ProgressText.built(images, took));
  }

  @Override
  public void visiting(int block, int position, Cell cell) {
    rewrite(standing.isEmpty() ? "visiting " + cell : standing + " | now " + cell);
  }

  @Override
  public void visited(Progress progress) {
    if (!progress.sample().succeeded()) {
      clear();
      out.println(ProgressText.visited(progress));
    }
    standing = ProgressText.standing(progress);
    rewrite(standing);
  }

  @Override
  public void ended(RunOutcome outcome) {
    clear();
    out.println(ProgressText.ended(outcome));
  }

  private void rewrite(String line) {
    String cut = line.length() < columns ? line : line.substring(0, columns - 1);
    out.print("\r" + cut + " ".repeat(Math.max(0, shown - cut.length())));
    out.flush();
    shown = cut.length();
  }

  private void clear() {
    rewrite("");
    out.print("\r");
  }
}
