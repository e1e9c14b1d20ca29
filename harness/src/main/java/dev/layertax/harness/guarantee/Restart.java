package dev.layertax.harness.guarantee;

import dev.layertax.harness.engine.Container;
import dev.layertax.harness.guarantee.program.Facts;
import dev.layertax.harness.guarantee.program.Ledger;
import java.io.IOException;

/** Whether the data is there after {@code docker restart}. */
final class Restart implements Experiment {

  @Override
  public String name() {
    return "restart";
  }

  @Override
  public Answer tryOn(Scene scene) throws IOException, InterruptedException {
    Container container = scene.start(scene.storage().mount());
    Facts before = scene.run(container, Ledger.append(Records.NUMBER));
    scene.restart(container);
    Facts after = scene.run(container, Ledger.append(Records.NUMBER));
    return Records.found(before, after, "the restarted container");
  }
}
