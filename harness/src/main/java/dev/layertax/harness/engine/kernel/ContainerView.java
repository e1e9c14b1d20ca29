package dev.layertax.harness.engine.kernel;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.harness.engine.PageCache;
import dev.layertax.harness.engine.Volume;
import dev.layertax.harness.engine.local.ImageLayers;
import dev.layertax.harness.engine.local.Place;
import dev.layertax.harness.environment.MountTable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A container's file system as its programs see it: the overlay over the image, and at the
 * dataset's path what is mounted there. So every target has the same path, as in Docker.
 */
final class ContainerView implements Place {

  private final OverlaySupport support;
  private final ImageLayers layers;
  private final Path directory;
  private final Path merged;
  private final Optional<Place> mounted;

  /**
   * @param directory the container's own
   * @param mounted at the dataset's path; empty for the writable layer itself
   */
  ContainerView(OverlaySupport support, ImageLayers layers, Path directory, Optional<Place> mounted)
      throws IOException {
    this.support = support;
    this.layers = layers;
    this.directory = directory;
    this.mounted = mounted;
    Files.createDirectories(directory.resolve("upper"));
    Files.createDirectories(directory.resolve("work"));
    this.merged = Files.createDirectories(directory.resolve("merged"));
  }

  @Override
  public URI location() {
    return ImageLayers.inLayer(merged).toUri();
  }

  @Override
  public Path backing() {
    return mounted.map(Place::backing).orElse(directory.resolve("upper"));
  }

  @Override
  public void warm(Dataset dataset) throws IOException {
    if (mounted.isPresent()) {
      mounted.get().warm(dataset);
    } else {
      PageCache.read(layers.dataset(), dataset);
    }
  }

  @Override
  public List<String> launcher() {
    return support
        .namespace()
        .launcher(
            directory,
            layers.topmostFirst(),
            mounted.map(Place::backing).orElse(null),
            ImageLayers.DATASET_PATH);
  }

  @Override
  public Map<String, String> facts() throws IOException {
    Map<String, String> facts = new TreeMap<>();
    if (mounted.isPresent()) {
      facts.putAll(mounted.get().facts());
    } else {
      facts.put("driver", "overlayfs");
      facts.put("layers", Integer.toString(layers.topmostFirst().size()));
      facts.put("copyUpSync", support.copyUpSync());
    }
    Path seen = ImageLayers.inLayer(merged.toRealPath());
    MountTable.Mount mount =
        MountTable.parse(ShortProgram.run(launcher(), "cat", "/proc/self/mountinfo"))
            .mountOf(seen)
            .orElseThrow(() -> new IOException(seen + " lies on no mount in its container"));
    facts.put("mount", mount.line());
    facts.put("fileSystem", mount.fileSystem());
    facts.put("device", mount.device());
    return facts;
  }

  @Override
  public void start() throws IOException {
    if (mounted.isPresent()) {
      mounted.get().start();
    }
  }

  @Override
  public void stop() throws IOException {
    if (mounted.isPresent()) {
      mounted.get().stop();
    }
  }

  @Override
  public void unmount(String container) {
    mounted.ifPresent(place -> place.unmount(container));
  }

  @Override
  public Optional<Volume> volume() {
    return mounted.flatMap(Place::volume);
  }
}
