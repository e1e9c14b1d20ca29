package dev.layertax.harness.guarantee;

import java.io.IOException;

/** One question to a target, answered by what programs in containers find there. */
interface Experiment {

  /** In commands, files and reports. */
  String name();

  /**
   * Makes the experiment on the scene's target; the scene removes what is left of it.
   *
   * @throws IOException when it broke, which says nothing of the target
   */
  Answer tryOn(Scene scene) throws IOException, InterruptedException;
}
