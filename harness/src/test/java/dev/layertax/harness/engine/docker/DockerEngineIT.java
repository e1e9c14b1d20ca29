package dev.layertax.harness.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.benchmarks.dataset.DatasetFile;
import dev.layertax.harness.engine.Container;
import dev.layertax.harness.engine.ContainerOptions;
import dev.layertax.harness.engine.Engine;
import dev.layertax.harness.engine.EngineContract;
import dev.layertax.harness.engine.ForkExit;
import dev.layertax.harness.engine.Image;
import dev.layertax.harness.engine.Mount;
import dev.layertax.harness.engine.Storage;
import dev.layertax.harness.engine.StorageRegister;
import dev.layertax.harness.engine.archive.FileOwner;
import dev.layertax.harness.engine.archive.TreeArchive;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void backup_intoANewVolume_restoresTheFiles(boolean running) throws Exception {
    try (Engine engine = open()) {
      Image image =
          engine.build(new Dataset("backup", List.of(new DatasetFile("in/a", 70_000, 1))));
      DockerContainer full =
          (DockerContainer) engine.create(new ContainerOptions(image, new Mount.Layer(), Map.of()));
      Path bind = Files.createDirectories(engine.createHostDirectory());
      DockerContainer empty =
          (DockerContainer)
              engine.create(new ContainerOptions(image, new Mount.Bind(bind), Map.of()));
      if (running) {
        full.start();
        empty.start();
      }
      ByteArrayOutputStream tar = new ByteArrayOutputStream();
      full.backup(tar);
      empty.restore(new ByteArrayInputStream(tar.toByteArray()));
      image.dataset().verify(bind);
    }
  }

  /** Why {@link DockerContainer#backup} refuses one. */
  @Test
  void archive_ofATmpfs_seesOnlyWhatLiesUnderIt() throws Exception {
    try (Engine engine = open();
        DockerConnection connection = DockerConnection.ofEnvironment()) {
      Image image =
          engine.build(new Dataset("backup", List.of(new DatasetFile("in/a", 70_000, 1))));
      Container container = engine.create(new ContainerOptions(image, new Mount.Tmpfs(), Map.of()));
      container.start();
      ForkExit written =
          container.run(
              dev.layertax.harness.engine.ContainerProgram.write("mine", "in memory"),
              Duration.ofSeconds(60));
      assertThat(written.exitCode()).isZero();
      ByteArrayOutputStream tar = new ByteArrayOutputStream();
      new ContainerArchive(connection, container.id(), FileOwner.ROOT, storage).write(tar);
      Path files = Files.createDirectory(directory.resolve("files"));
      TreeArchive.read(new ByteArrayInputStream(tar.toByteArray()), files);
      assertThat(files.resolve("in/a")).exists();
      assertThat(files.resolve("mine")).doesNotExist();
    }
  }

  @AfterEach
  void closeStorage() throws IOException {
    storage.close();
    assertThat(storage.root()).doesNotExist();
  }
}
