package dev.layertax.harness.engine.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** A directory of the host. */
record HostDirectoryPlace(Path backing) implements Place {
  @Override
  public URI location() {
    return backing.toUri();
  }

  @Override
  public Map<String, String> facts() {
    return Map.of("driver", "bind");
  }
}
