package dev.layertax.harness.engine.simulated;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.benchmarks.unionfs.UnionFileSystem;
import dev.layertax.benchmarks.unionfs.UnionOptions;
import dev.layertax.harness.engine.PageCache;
import dev.layertax.harness.engine.local.ImageLayers;
import dev.layertax.harness.engine.local.Place;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** A union layer over the image, mounted by each program that opens its location. */
record SimulatedLayer(ImageLayers layers, Path upper, Path work) implements Place {

  private static final UnionOptions OPTIONS = UnionOptions.defaults();

  SimulatedLayer(ImageLayers layers, Path container) throws IOException {
    this(
        layers,
        Files.createDirectories(container.resolve("upper")),
        Files.createDirectories(container.resolve("work")));
  }

  @Override
  public URI location() {
    return UnionFileSystem.uri(
        layers.topmostFirst(), upper, work, OPTIONS, ImageLayers.DATASET_PATH);
  }

  @Override
  public Path backing() {
    return upper;
  }

  @Override
  public void warm(Dataset dataset) throws IOException {
    PageCache.read(layers.dataset(), dataset);
  }

  @Override
  public Map<String, String> facts() {
    return Map.of(
        "driver",
        "layertax-unionfs",
        "layers",
        Integer.toString(layers.topmostFirst().size()),
        "copyUpSync",
        OPTIONS.sync().name().toLowerCase(Locale.ROOT));
  }
}
