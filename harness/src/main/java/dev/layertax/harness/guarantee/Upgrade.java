package dev.layertax.harness.guarantee;

import dev.layertax.harness.engine.Container;
import dev.layertax.harness.engine.Volume;
import dev.layertax.harness.guarantee.program.Facts;
import dev.layertax.harness.guarantee.program.FileTree;
import dev.layertax.harness.guarantee.program.Ledger;
import dev.layertax.reports.model.Guarantee.Outcome;
import java.io.IOException;
import java.util.List;

/**
 * An upgrade as users do it: the container of version 1 is removed, one of version 2 started with
 * the same mount. Asked for the data, or for the files that version 2 brings to the same path.
 *
 * <p>The latter is a trap: a volume is filled from an image only while it is empty.
 */
final class Upgrade implements Experiment {

  private final boolean ofTheData;

  /**
   * @param ofTheData whether the question is for the data, and not for the new image's files
   */
  Upgrade(boolean ofTheData) {
    this.ofTheData = ofTheData;
  }

  @Override
  public String name() {
    return ofTheData ? "upgrade" : "upgrade-files";
  }

  @Override
  public Answer tryOn(Scene scene) throws IOException, InterruptedException {
    TargetStorage storage = scene.storage();
    Container first = scene.start(storage.mount());
    Facts written = scene.run(first, Ledger.append(Records.NUMBER));
    String before = look(scene, first);
    List<Volume> anonymous = first.anonymousVolumes();
    scene.remove(first, false);
    Container second = scene.start(scene.side(), scene.side().releases().second(), storage.mount());
    if (ofTheData) {
      Facts seen = scene.run(second, Ledger.append(Records.NUMBER));
      return Replacement.afterRemoval(scene, anonymous, written, seen, "version 2");
    }
    return arrived(scene.side().releases(), before, look(scene, second));
  }

  private static Answer arrived(Releases releases, String before, String after) throws IOException {
    String first = Releases.shipped(releases.first());
    String second = Releases.shipped(releases.second());
    String found =
        "%s ships with version 1 as %s and with version 2 as %s; the container of version 2 found %s"
            .formatted(
                Releases.FILE, Sha256.shown(first), Sha256.shown(second), Sha256.shown(after));
    if (after.equals(second) && !second.equals(first)) {
      return new Answer(Outcome.KEPT, found + ", the new one.");
    }
    if (after.equals(FileTree.ABSENT) && before.equals(FileTree.ABSENT)) {
      return new Answer(
          Outcome.IMPOSSIBLE,
          found + ", as that of version 1 did: the mount hides what an image has there.");
    }
    if (after.equals(first)) {
      return new Answer(
          Outcome.LOST,
          found
              + ", the old one: what a volume was filled with hides what a newer image ships; the"
              + " application has to bring it there itself.");
    }
    return new Answer(Outcome.LOST, found + ".");
  }

  private static String look(Scene scene, Container container)
      throws IOException, InterruptedException {
    return scene.run(container, FileTree.look(Releases.FILE)).text("sha256");
  }
}
