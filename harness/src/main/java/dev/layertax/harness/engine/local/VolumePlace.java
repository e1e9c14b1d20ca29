package dev.layertax.harness.engine.local;

import dev.layertax.harness.engine.Volume;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A volume. */
record VolumePlace(LocalVolume mounted) implements Place {
  @Override
  public Optional<Volume> volume() {
    return Optional.of(mounted);
  }

  @Override
  public URI location() {
    return mounted.directory().toUri();
  }

  @Override
  public Path backing() {
    return mounted.directory();
  }

  @Override
  public Map<String, String> facts() {
    return Map.of("driver", "local");
  }

  @Override
  public void unmount(String container) {
    mounted.unmount(container);
  }
}
