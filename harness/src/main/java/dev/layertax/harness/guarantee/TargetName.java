package dev.layertax.harness.guarantee;

import dev.layertax.harness.engine.Container;
import dev.layertax.harness.engine.ForkCommand;
import dev.layertax.harness.environment.Sight;
import dev.layertax.harness.environment.TargetPassport;
import dev.layertax.reports.model.Passport;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Whether a target is what its name says, as before a run: what was found on a volume that an image
 * declares would else be reported of the writable layer.
 */
final class TargetName {

  private TargetName() {}

  /** Why it is not, in one sentence without its full stop; empty when it is. */
  static Optional<String> problem(Scene scene) throws IOException, InterruptedException {
    Container container = scene.start(scene.storage().mount());
    String seen = scene.result(container, new ForkCommand(Sight.PROGRAM, List.of()));
    Passport passport =
        TargetPassport.of(
            scene.side().engine().name(),
            scene.target(),
            Sight.parse(seen),
            scene.side().releases().first().path(),
            container.facts());
    return passport.invalid();
  }
}
