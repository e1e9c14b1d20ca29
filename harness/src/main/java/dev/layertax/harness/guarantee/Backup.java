package dev.layertax.harness.guarantee;

import dev.layertax.harness.engine.Container;
import dev.layertax.harness.guarantee.program.Facts;
import dev.layertax.harness.guarantee.program.FileTree;
import dev.layertax.reports.model.Target;
import java.io.IOException;

/**
 * Whether the files come out as a tar and back into a new volume: of a container that runs, or of
 * one that was stopped, which is the only way to files in a layer whose program has ended.
 */
final class Backup implements Experiment {

  private final boolean stopped;

  /**
   * @param stopped whether the container is stopped before its files are got out
   */
  Backup(boolean stopped) {
    this.stopped = stopped;
  }

  @Override
  public String name() {
    return stopped ? "backup-stopped" : "backup";
  }

  @Override
  public Answer tryOn(Scene scene) throws IOException, InterruptedException {
    Container source = scene.start(scene.storage().mount());
    scene.run(source, FileTree.fill());
    Facts before = scene.run(source, FileTree.digest());
    if (stopped) {
      source.stop();
    }
    Tar tar = Tar.of(source);
    scene.remove(source, false);
    Container fresh =
        scene.start(
            scene.side(),
            scene.side().releases().empty(),
            scene.storage(scene.side(), Target.NAMED_VOLUME).mount());
    double restoreSeconds = tar.restoreTo(fresh);
    Facts after = scene.run(fresh, FileTree.digest());
    return tar.compared(
        (stopped ? "of a stopped container" : "of a running container")
            + ", by a tar into a new volume",
        restoreSeconds,
        before,
        after);
  }
}
