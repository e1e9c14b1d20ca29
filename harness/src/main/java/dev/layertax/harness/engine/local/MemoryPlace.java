package dev.layertax.harness.engine.local;

import dev.layertax.harness.engine.Storage;
import dev.layertax.harness.engine.StorageTree;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** Memory, for as long as the container runs. */
record MemoryPlace(Storage tmpfs, String container) implements Place {
  @Override
  public URI location() {
    return backing().toUri();
  }

  @Override
  public Path backing() {
    return tmpfs.root().resolve(container);
  }

  @Override
  public Map<String, String> facts() {
    return Map.of("driver", "tmpfs");
  }

  @Override
  public void start() throws IOException {
    tmpfs.directory(container);
  }

  @Override
  public void stop() throws IOException {
    StorageTree.remove(backing());
  }
}
