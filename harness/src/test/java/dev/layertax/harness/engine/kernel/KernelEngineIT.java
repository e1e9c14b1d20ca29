package dev.layertax.harness.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.benchmarks.dataset.DatasetFile;
import dev.layertax.harness.engine.ChildJvm;
import dev.layertax.harness.engine.Container;
import dev.layertax.harness.engine.ContainerOptions;
import dev.layertax.harness.engine.Engine;
import dev.layertax.harness.engine.EngineContract;
import dev.layertax.harness.engine.Mount;
import dev.layertax.harness.engine.Storage;
import dev.layertax.harness.engine.StorageRegister;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Needs a kernel that mounts overlayfs for us. */
class KernelEngineIT extends EngineContract {

  private Storage storage;

  @Override
  protected Engine open() {
    // A comma and a colon in the path: mount options must not be cut there.
    storage =
        Storage.under(
            directory.resolve("with, and: in it"),
            "test",
            StorageRegister.in(directory.resolve("register")));
    Engine engine = new KernelEngine(storage, ChildJvm.likeThisProcess(line -> {}));
    Optional<String> unavailable = engine.unavailable();
    unavailable.ifPresent(why -> System.out.println("skipped, engine kernel not checked: " + why));
    Assumptions.assumeTrue(unavailable.isEmpty(), () -> unavailable.get());
    return engine;
  }

  @AfterEach
  void closeStorage() throws IOException {
    storage.close();
    assertThat(storage.root()).doesNotExist();
  }

  private static Container create(Engine engine, Mount mount) throws IOException {
    Dataset dataset = new Dataset("facts", List.of(new DatasetFile("a", 100, 1)));
    Container container =
        engine.create(new ContainerOptions(engine.build(dataset), mount, Map.of()));
    container.start();
    return container;
  }

  @Test
  void facts_writableLayer_areOfAnOverlayOfTheKernelMountedAsDockerDoes() throws IOException {
    try (Engine engine = open()) {
      Container container = create(engine, new Mount.Layer());
      assertThat(container.facts())
          .containsEntry("fileSystem", "overlay")
          .containsEntry("driver", "overlayfs")
          .containsEntry("layers", "3")
          .containsKey("copyUpSync");
      assertThat(container.facts().get("mount"))
          .contains("upperdir=upper", "workdir=work")
          .doesNotContain("metacopy=on", "redirect_dir=on", "index=on", "volatile");
    }
  }

  @Test
  void facts_volume_areOfItsOwnMountAtTheSamePathAsTheLayer() throws IOException {
    try (Engine engine = open()) {
      Container layer = create(engine, new Mount.Layer());
      Container container = create(engine, new Mount.Anonymous());
      assertThat(container.facts().get("mount")).contains("merged/var/lib/layertax/data ");
      assertThat(container.facts().get("fileSystem")).isNotEqualTo("overlay");
      assertThat(container.location().getPath().replaceAll("container-\\d+", ""))
          .isEqualTo(layer.location().getPath().replaceAll("container-\\d+", ""));
    }
  }

  @Test
  void mounts_ofAContainerThatRuns_areNotSeenByThisProcess() throws IOException {
    try (Engine engine = open()) {
      Container container = create(engine, new Mount.Layer());
      assertThat(container.facts().get("mount")).isNotEmpty();
      assertThat(Files.readString(Path.of("/proc/self/mountinfo")))
          .doesNotContain(storage.root().getFileName().toString());
    }
  }
}
