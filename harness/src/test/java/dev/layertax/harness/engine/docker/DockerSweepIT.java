package dev.layertax.harness.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.benchmarks.dataset.DatasetFile;
import dev.layertax.harness.engine.Container;
import dev.layertax.harness.engine.ContainerOptions;
import dev.layertax.harness.engine.Image;
import dev.layertax.harness.engine.Mount;
import dev.layertax.harness.engine.Storage;
import dev.layertax.harness.engine.StorageRegister;
import dev.layertax.harness.engine.StorageSweep.Fate;
import dev.layertax.harness.engine.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs a Docker Engine, as {@code scripts/with-docker-engine} starts one. */
@Tag("alone")
class DockerSweepIT {

  private static final Dataset DATASET =
      new Dataset("sweep", List.of(new DatasetFile("a", 100, 1)));

  @TempDir private Path directory;

  private final DockerConnection connection = DockerConnection.ofEnvironment();
  private Storage storage;
  private DockerEngine engine;

  @BeforeEach
  void open() {
    Optional<String> why = connection.problem();
    why.ifPresent(
        reason -> System.out.println("skipped, clean of an engine not checked: " + reason));
    Assumptions.assumeTrue(why.isEmpty(), () -> why.get());
    storage = Storage.under(directory, "sweep", StorageRegister.in(directory.resolve("register")));
    engine = new DockerEngine(storage, DockerOptions.NONE, line -> {});
  }

  @AfterEach
  void close() throws IOException {
    if (engine != null) {
      engine.close();
      storage.close();
    }
    connection.close();
  }

  private List<DockerSweep.Swept> sweep() throws IOException {
    try (DockerSweep sweep = DockerSweep.ofEnvironment()) {
      return sweep.sweep();
    }
  }

  private Volume orphan(Map<String, String> labels) throws IOException {
    String name = "layertax-test-" + System.nanoTime();
    connection.call(
        "create a volume",
        client -> client.createVolumeCmd().withName(name).withLabels(labels).exec());
    return new DockerVolume(connection, name, false);
  }

  private static Map<String, String> labelsOf(long pid) {
    OwnerProcess self = OwnerProcess.self();
    return Labels.of("killed", new OwnerProcess(self.machine(), pid, self.startedAt()));
  }

  @Test
  void sweep_livingRun_isLeftAloneAndItsImageToo() throws Exception {
    Image image = engine.build(DATASET);
    Container container =
        engine.create(new ContainerOptions(image, new Mount.Anonymous(), Map.of()));
    String volume = container.anonymousVolumes().get(0).name();
    List<DockerSweep.Swept> swept = sweep();
    assertThat(swept)
        .filteredOn(one -> List.of(container.id(), volume, image.name()).contains(one.name()))
        .hasSize(3)
        .allSatisfy(one -> assertThat(one.fate()).isEqualTo(Fate.IN_USE));
    container.start();
    container.warm();
  }

  @Test
  void sweep_volumeOfAKilledRun_isRemovedAndOneWithoutOurLabelIsNot() throws Exception {
    Volume left = orphan(labelsOf(Integer.MAX_VALUE));
    Volume users = orphan(Map.of("someone", "else"));
    try {
      List<DockerSweep.Swept> swept = sweep();
      assertThat(swept)
          .contains(new DockerSweep.Swept("volume", left.name(), Fate.REMOVED, "left by a run"));
      assertThat(swept).noneMatch(one -> one.name().equals(users.name()));
    } finally {
      users.remove();
    }
  }

  @Test
  void build_again_buildsNothing() throws Exception {
    engine.build(DATASET);
    try (Storage another =
        Storage.under(directory, "again", StorageRegister.in(directory.resolve("register")))) {
      List<String> log = new java.util.ArrayList<>();
      try (DockerEngine second = new DockerEngine(another, DockerOptions.NONE, log::add)) {
        second.build(DATASET);
      }
      assertThat(log).isEmpty();
    }
  }
}
