package dev.layertax.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.benchmarks.dataset.Dataset;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileStore;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MissingLookupTest {
  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 100})
  void isThere_everyName_isAskedOfEveryLayer(int layers) throws IOException {
    Dataset dataset = MissingLookup.dataset(Map.of("layers", Integer.toString(layers)));
    StringBuilder location = new StringBuilder("union:/?");
    for (int layer = 0; layer < layers; layer++) {
      Path lower = Files.createDirectory(temp.resolve("lower-" + layer));
      dataset.writeTo(lower, layer);
      location.append("lower=").append(lower).append('&');
    }
    location.append("upper=").append(Files.createDirectory(temp.resolve("upper")));
    location.append("&work=").append(Files.createDirectory(temp.resolve("work")));
    StorageState storage = new StorageState();
    storage.location = location.toString();
    storage.open();
    try {
      MissingLookup workload = new MissingLookup();
      workload.layers = Integer.toString(layers);
      workload.requireDirectory(storage);
      workload.startCounting(storage);
      FileStore store =
          FileSystems.getFileSystem(URI.create(storage.location)).getFileStores().iterator().next();
      for (int call = 0; call < 3; call++) {
        long before = (Long) store.getAttribute("union:layerLookups");
        assertThat(workload.isThere()).isFalse();
        assertThat((Long) store.getAttribute("union:layerLookups") - before).isEqualTo(layers);
      }
      workload.stopCounting(storage);
      assertThat(StorageState.lastIteration().counts().values()).containsOnly(0L);
    } finally {
      storage.close();
    }
  }
}
