package dev.layertax.harness.guarantee;

import dev.layertax.harness.engine.Container;
import dev.layertax.harness.guarantee.program.Facts;
import dev.layertax.harness.guarantee.program.FileTree;
import dev.layertax.harness.guarantee.program.Ledger;
import dev.layertax.reports.model.Guarantee.Outcome;
import java.io.IOException;
import java.util.Optional;

/** Whether the data moves to a second engine, into a target of the same kind, and goes on there. */
final class Migration implements Experiment {

  @Override
  public String name() {
    return "migration";
  }

  @Override
  public Answer tryOn(Scene scene) throws IOException, InterruptedException {
    if (scene.second().isEmpty()) {
      return new Answer(
          Outcome.NOT_TRIED,
          "It needs a second engine "
              + scene.side().engine().name()
              + " with storage of its own, a second daemon for Docker.");
    }
    Scene.Side there = scene.second().get();
    Optional<String> missing = there.engine().missing(scene.target());
    if (missing.isPresent()) {
      return new Answer(
          Outcome.NOT_TRIED, "The second engine lacks the target: " + missing.get() + ".");
    }
    Container source = scene.start(scene.storage().mount());
    scene.run(source, FileTree.fill());
    Facts written = scene.run(source, Ledger.append(Records.NUMBER));
    Facts before = scene.run(source, FileTree.digest());
    Tar tar = Tar.of(source);
    Container destination =
        scene.start(there, there.releases().first(), scene.storage(there, scene.target()).mount());
    double restoreSeconds = tar.restoreTo(destination);
    Facts after = scene.run(destination, FileTree.digest());
    Answer moved = tar.compared("moved to a second engine", restoreSeconds, before, after);
    Answer goesOn =
        Records.found(
            written,
            scene.run(destination, Ledger.append(Records.NUMBER)),
            "the application there");
    return new Answer(
        goesOn.outcome() == Outcome.KEPT ? moved.outcome() : Outcome.LOST,
        moved.evidence() + " " + goesOn.evidence());
  }
}
