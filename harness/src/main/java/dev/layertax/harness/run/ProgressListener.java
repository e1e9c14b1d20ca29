package dev.layertax.harness.run;

import dev.layertax.reports.model.Cell;
import java.time.Duration;

/** Hears how a run goes; called from the scheduler's thread, between visits, never in one. */
public interface ProgressListener {

  /** An image is about to be built. */
  void building(String engine, String dataset, long sizeBytes);

  /** All images are there. */
  void built(int images, Duration took);

  /** A visit begins. */
  void visiting(int block, int position, Cell cell);

  /** A visit ended, well or not. */
  void visited(Progress progress);

  /** The run ended. */
  void ended(RunOutcome outcome);
}
