package dev.layertax.harness.engine.local;

import dev.layertax.benchmarks.dataset.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The directories of one image, one for each layer, numbered from the bottom.
 *
 * @param topmostFirst as in overlayfs's {@code lowerdir=}
 * @param datasetLayers how many of them, from the topmost, have files of the dataset
 */
public record ImageLayers(List<Path> topmostFirst, int datasetLayers) {

  /** Where the dataset lies in every image. */
  public static final String DATASET_PATH = "/var/lib/layertax/data";

  private static final List<String> SYSTEM_DIRECTORIES =
      List.of(
          "bin",
          "dev",
          "etc/ssl/certs",
          "home",
          "opt",
          "proc",
          "root",
          "run",
          "sbin",
          "srv",
          "sys",
          "tmp",
          "usr/bin",
          "usr/lib",
          "usr/local/bin",
          "usr/share/doc",
          "var/cache",
          "var/lib",
          "var/log",
          "var/spool",
          "var/tmp");

  public ImageLayers {
    topmostFirst = List.copyOf(topmostFirst);
  }

  /** Writes the layers into the directory: a system, its runtime, and the dataset's on top. */
  static ImageLayers write(Path directory, Dataset dataset) throws IOException {
    Path system = Files.createDirectories(directory.resolve("0"));
    for (String path : SYSTEM_DIRECTORIES) {
      Files.createDirectories(system.resolve(path));
    }
    Files.writeString(system.resolve("etc/os-release"), "ID=layertax\nNAME=\"Layertax base\"\n");
    Files.writeString(system.resolve("etc/passwd"), "root:x:0:0:root:/root:/sbin/nologin\n");
    Files.writeString(system.resolve("etc/hosts"), "127.0.0.1 localhost\n");
    Path runtime = Files.createDirectories(directory.resolve("1"));
    Files.createDirectories(runtime.resolve("opt/java/bin"));
    Files.createDirectories(runtime.resolve("var/lib/layertax"));
    List<Path> topmostFirst = new ArrayList<>();
    for (int layer = 0; layer < dataset.layers(); layer++) {
      Path data = directory.resolve(Integer.toString(dataset.layers() + 1 - layer));
      dataset.writeTo(Files.createDirectories(inLayer(data)), layer);
      topmostFirst.add(data);
    }
    topmostFirst.add(runtime);
    topmostFirst.add(system);
    return new ImageLayers(topmostFirst, dataset.layers());
  }

  /** The dataset as the image ships it: its directory in each layer that has it, topmost first. */
  public List<Path> dataset() {
    return topmostFirst.subList(0, datasetLayers).stream().map(ImageLayers::inLayer).toList();
  }

  /** The dataset's place in a layer's directory. */
  public static Path inLayer(Path layer) {
    return layer.resolve(DATASET_PATH.substring(1));
  }
}
