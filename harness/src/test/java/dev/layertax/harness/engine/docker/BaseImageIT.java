package dev.layertax.harness.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.benchmarks.dataset.DatasetFile;
import dev.layertax.harness.engine.Container;
import dev.layertax.harness.engine.ContainerOptions;
import dev.layertax.harness.engine.Image;
import dev.layertax.harness.engine.Mount;
import dev.layertax.harness.engine.Storage;
import dev.layertax.harness.engine.StorageRegister;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a user's base image says besides; needs a Docker Engine, and nothing of a registry. Alone,
 * for it compares all volumes of the engine before and after.
 */
@Tag("alone")
class BaseImageIT {

  private static final Dataset DATASET =
      new Dataset("based", List.of(new DatasetFile("shipped.bin", 100, 1)));

  @TempDir Path directory;

  private final DockerConnection connection = DockerConnection.ofEnvironment();

  @BeforeEach
  void needsAnEngine() {
    Optional<String> why = connection.problem();
    why.ifPresent(reason -> System.out.println("skipped, base images not checked: " + reason));
    Assumptions.assumeTrue(why.isEmpty(), () -> why.get());
  }

  private Storage storage() {
    return Storage.under(directory, "based", StorageRegister.in(directory.resolve("register")));
  }

  private Set<String> volumes() throws IOException {
    List<InspectVolumeResponse> all =
        connection.call("list volumes", client -> client.listVolumesCmd().exec()).getVolumes();
    return Optional.ofNullable(all).orElse(List.of()).stream()
        .map(InspectVolumeResponse::getName)
        .collect(Collectors.toSet());
  }

  private InspectContainerResponse inspect(Container container) throws IOException {
    return connection.call(
        "look at a container", client -> client.inspectContainerCmd(container.id()).exec());
  }

  @Test
  void remove_volumesThatTheImageDeclares_areOursAndNotLeftBehind() throws Exception {
    Set<String> before = volumes();
    try (TestBaseImage base =
            new TestBaseImage(
                directory,
                "VOLUME [\"/elsewhere/\", \"" + ImageChain.DATASET_PATH + "\"]",
                "VOLUME /var/lib");
        Storage storage = storage();
        DockerEngine engine = base.engine(storage)) {
      Image image = engine.build(DATASET);
      Set<String> held = volumes();
      for (boolean withAnonymous : new boolean[] {true, false}) {
        for (Mount mount :
            List.of(
                new Mount.Layer(),
                new Mount.Anonymous(),
                new Mount.Named(engine.createVolume()),
                new Mount.Bind(engine.createHostDirectory()),
                new Mount.Tmpfs())) {
          Container container = engine.create(new ContainerOptions(image, mount, Map.of()));
          container.start();
          assertThat(engine.volumes()).as(mount.toString()).hasSizeGreaterThanOrEqualTo(2);
          container.remove(withAnonymous);
        }
      }
      assertThat(engine.volumes())
          .as("two named ones, and the orphan that was asked for")
          .hasSize(3);
      assertThat(volumes()).hasSize(held.size() + 3);
    }
    assertThat(volumes()).isEqualTo(before);
  }

  @Test
  void facts_volumeAtTheDataset_nameTheImageAndTheOtherTargetsWork() throws Exception {
    try (TestBaseImage base =
            new TestBaseImage(directory, "VOLUME " + ImageChain.DATASET_PATH + "/");
        Storage storage = storage();
        DockerEngine engine = base.engine(storage)) {
      Image image = engine.build(DATASET);
      Container layer = engine.create(new ContainerOptions(image, new Mount.Layer(), Map.of()));
      assertThat(layer.facts())
          .containsEntry("imageVolume." + ImageChain.DATASET_PATH, base.reference());
      assertThat(layer.anonymousVolumes()).isEmpty();
      Container volume =
          engine.create(
              new ContainerOptions(image, new Mount.Named(engine.createVolume()), Map.of()));
      volume.warm();
    }
  }

  @Test
  void create_imageWithAHealthcheckAndAStopSignal_getsNeither() throws Exception {
    try (TestBaseImage base =
            new TestBaseImage(
                directory,
                "HEALTHCHECK --interval=1s CMD [\"java\", \"-version\"]",
                "STOPSIGNAL 3");
        Storage storage = storage();
        DockerEngine engine = base.engine(storage)) {
      Container container =
          engine.create(new ContainerOptions(engine.build(DATASET), new Mount.Layer(), Map.of()));
      container.start();
      assertThat(inspect(container).getState().getHealth()).isNull();
      // A first process takes no signal before it has a handler: it has answered, so it has one.
      container.warm();
      container.stop();
      // A JVM answers signal 3 with its threads' stacks, and is killed (137) when time is up.
      assertThat(inspect(container).getState().getExitCodeLong()).isEqualTo(143);
    }
  }
}
