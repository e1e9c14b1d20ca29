package dev.layertax.harness.guarantee;

import dev.layertax.harness.engine.Engine;
import dev.layertax.harness.engine.docker.DockerEngine;
import dev.layertax.harness.engine.docker.DockerOptions;
import dev.layertax.harness.engine.docker.ThrowawayEngine;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;

/**
 * The experiments on a Docker Engine, as {@code scripts/with-docker-engine} starts one, and moving
 * to a second one that the test starts itself.
 */
class DockerGuaranteesIT extends GuaranteeContract {

  private Optional<ThrowawayEngine> second = Optional.empty();

  @Override
  protected Engine open(String name) {
    Engine engine = open(name, DockerOptions.NONE);
    Optional<String> unavailable = engine.unavailable();
    unavailable.ifPresent(
        why -> System.out.println("skipped, guarantees of engine docker not checked: " + why));
    Assumptions.assumeTrue(unavailable.isEmpty(), () -> unavailable.get());
    return engine;
  }

  private Engine open(String name, DockerOptions options) {
    return new DockerEngine(storage(name), options, line -> {});
  }

  @Override
  protected Optional<Engine> openSecond() throws IOException {
    second =
        ThrowawayEngine.start(
            directory.resolve("second.txt"), "migration to a second Docker Engine");
    return second.map(engine -> open("second", DockerOptions.NONE.at(engine.host())));
  }

  /** Docker's own way to a container's files does not lead into a tmpfs. */
  @Override
  protected Map<String, String> outcomes() {
    Map<String, String> outcomes = new HashMap<>(super.outcomes());
    outcomes.put("backup", "KEPT KEPT KEPT KEPT IMPOSSIBLE");
    outcomes.put("backup-stopped", "KEPT KEPT KEPT KEPT IMPOSSIBLE");
    outcomes.put(
        "migration",
        second.isPresent()
            ? "KEPT KEPT KEPT KEPT IMPOSSIBLE"
            : "NOT_TRIED NOT_TRIED NOT_TRIED NOT_TRIED NOT_TRIED");
    return outcomes;
  }

  @AfterEach
  void closeSecond() throws IOException {
    if (second.isPresent()) {
      second.get().close();
    }
  }
}
