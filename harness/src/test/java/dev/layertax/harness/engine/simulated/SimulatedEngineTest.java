package dev.layertax.harness.engine.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.benchmarks.dataset.DatasetFile;
import dev.layertax.harness.engine.ChildJvm;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatedEngineTest extends EngineContract {

  private Storage storage;

  @Override
  protected Engine open() {
    storage = Storage.under(directory, "test", StorageRegister.in(directory.resolve("register")));
    return new SimulatedEngine(storage, ChildJvm.likeThisProcess(line -> {}));
  }

  @AfterEach
  void closeStorage() throws IOException {
    storage.close();
  }

  @Test
  void newEngine_askedWhatItHas_writesNothing() throws IOException {
    Path parent = directory.resolve("absent");
    Storage unused = Storage.under(parent, "unused", StorageRegister.in(parent));
    try (Engine engine = new SimulatedEngine(unused, ChildJvm.likeThisProcess(line -> {}))) {
      engine.unavailable();
    }
    unused.close();
    assertThat(parent).doesNotExist();
  }

  @Test
  void close_everythingUsed_leavesNoFileInStorageOrMemory() throws IOException {
    Dataset dataset = new Dataset("one", List.of(new DatasetFile("a", 100, 1)));
    Storage used =
        Storage.under(directory, "used", StorageRegister.in(directory.resolve("register")));
    try (Engine engine = new SimulatedEngine(used, ChildJvm.likeThisProcess(line -> {}))) {
      for (Mount mount :
          List.of(
              new Mount.Layer(), new Mount.Anonymous(), new Mount.Named(engine.createVolume()))) {
        engine.create(new ContainerOptions(engine.build(dataset), mount, Map.of())).start();
      }
    }
    assertThat(regularFiles(used.root())).containsExactly(".layertax-storage");
    used.close();
    assertThat(used.root()).doesNotExist();
  }

  private static List<String> regularFiles(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths.filter(Files::isRegularFile).map(p -> p.getFileName().toString()).toList();
    }
  }
}
