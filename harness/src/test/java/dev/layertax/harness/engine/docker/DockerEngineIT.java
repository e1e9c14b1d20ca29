package dev.layertax.harness.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.harness.engine.Engine;
import dev.layertax.harness.engine.EngineContract;
import dev.layertax.harness.engine.Storage;
import dev.layertax.harness.engine.StorageRegister;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;

/** Needs a Docker Engine, as {@code scripts/with-docker-engine} starts one. */
class DockerEngineIT extends EngineContract {

  private Storage storage;

  @Override
  protected Engine open() {
    storage =
        Storage.under(
            directory.resolve("with space"),
            "test",
            StorageRegister.in(directory.resolve("register")));
    Engine engine = new DockerEngine(storage, DockerOptions.NONE, line -> {});
    Optional<String> unavailable = engine.unavailable();
    unavailable.ifPresent(why -> System.out.println("skipped, engine docker not checked: " + why));
    Assumptions.assumeTrue(unavailable.isEmpty(), () -> unavailable.get());
    return engine;
  }

  @AfterEach
  void closeStorage() throws IOException {
    storage.close();
    assertThat(storage.root()).doesNotExist();
  }
}
