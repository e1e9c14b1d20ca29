package dev.layertax.harness.guarantee;

import dev.layertax.harness.engine.Container;
import dev.layertax.harness.engine.Mount;
import dev.layertax.harness.engine.Volume;
import dev.layertax.harness.guarantee.program.Facts;
import dev.layertax.harness.guarantee.program.Ledger;
import dev.layertax.reports.model.Guarantee.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Whether a new container picks up where a removed one stopped, and what became of the volume that
 * the removed one had made for itself.
 */
final class Replacement implements Experiment {

  private final boolean withAnonymousVolumes;

  /**
   * @param withAnonymousVolumes whether the first container is removed as {@code docker run --rm}
   *     does it
   */
  Replacement(boolean withAnonymousVolumes) {
    this.withAnonymousVolumes = withAnonymousVolumes;
  }

  @Override
  public String name() {
    return withAnonymousVolumes ? "auto-remove" : "replacement";
  }

  @Override
  public Answer tryOn(Scene scene) throws IOException, InterruptedException {
    TargetStorage storage = scene.storage();
    Container first = scene.start(storage.mount());
    Facts written = scene.run(first, Ledger.append(Records.NUMBER));
    List<Volume> anonymous = first.anonymousVolumes();
    scene.remove(first, withAnonymousVolumes);
    Container next = scene.start(storage.mount());
    Facts seen = scene.run(next, Ledger.append(Records.NUMBER));
    return afterRemoval(scene, anonymous, written, seen, "the new container");
  }

  /**
   * What became of the records: in the new container, or in a volume that is left.
   *
   * @param anonymous the removed container's own volumes
   * @param seen by the new container's program
   */
  static Answer afterRemoval(
      Scene scene, List<Volume> anonymous, Facts written, Facts seen, String finder)
      throws IOException, InterruptedException {
    Answer answer = Records.found(written, seen, finder);
    if (answer.outcome() == Outcome.KEPT || anonymous.isEmpty()) {
      return answer;
    }
    String name = anonymous.get(0).name();
    Optional<Volume> left = scene.volume(name);
    if (left.isEmpty()) {
      return new Answer(
          Outcome.LOST,
          answer.evidence() + " The removed one's volume " + shown(name) + " went with it.");
    }
    Container heir = scene.start(new Mount.Named(left.get()));
    Facts orphaned = scene.run(heir, Ledger.append(0));
    boolean whole = orphaned.number("found") == written.number("total");
    return new Answer(
        whole ? Outcome.ORPHANED : Outcome.LOST,
        "%s The removed one's volume %s is still there and holds %s records, but only who knows its name finds them."
            .formatted(
                answer.evidence(),
                shown(name),
                whole ? "all" : orphaned.text("found") + " of the"));
  }

  /** Docker's own names of anonymous volumes have 64 digits. */
  private static String shown(String name) {
    return name.length() <= 20 ? name : name.substring(0, 12) + "…";
  }
}
