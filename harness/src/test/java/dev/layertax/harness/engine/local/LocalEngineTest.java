package dev.layertax.harness.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.benchmarks.dataset.DatasetFile;
import dev.layertax.harness.engine.ChildJvm;
import dev.layertax.harness.engine.ContainerOptions;
import dev.layertax.harness.engine.Image;
import dev.layertax.harness.engine.Mount;
import dev.layertax.harness.engine.Storage;
import dev.layertax.harness.engine.StorageRegister;
import dev.layertax.harness.engine.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalEngineTest {

  private static final Dataset DATASET = new Dataset("one", List.of(new DatasetFile("a", 100, 1)));

  @TempDir Path directory;

  /** An engine that cannot make a container's place. */
  private static final class Full extends LocalEngine {
    Full(Storage storage) {
      super("full", storage, ChildJvm.likeThisProcess(line -> {}));
    }

    @Override
    public Optional<String> unavailable() {
      return Optional.empty();
    }

    @Override
    protected Place place(ImageLayers layers, Path container, Optional<Place> mounted)
        throws IOException {
      throw new IOException("No space left on device");
    }
  }

  @Test
  void create_thatFails_keepsNoVolumeInUse() throws IOException {
    StorageRegister register = StorageRegister.in(directory.resolve("register"));
    try (Storage storage = Storage.under(directory, "test", register);
        Full engine = new Full(storage)) {
      Image image = engine.build(DATASET);
      Volume named = engine.createVolume();
      for (Mount mount : List.of(new Mount.Anonymous(), new Mount.Named(named))) {
        assertThatThrownBy(() -> engine.create(new ContainerOptions(image, mount, Map.of())))
            .isInstanceOf(IOException.class)
            .hasMessage("No space left on device")
            .hasNoSuppressedExceptions();
      }
      assertThat(engine.volumes()).containsExactly(named);
      named.remove();
    }
  }
}
