package dev.layertax.harness.guarantee;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.benchmarks.dataset.DatasetFile;
import dev.layertax.harness.engine.Engine;
import dev.layertax.harness.engine.Image;
import dev.layertax.harness.guarantee.program.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An application's image in two versions, whose one file differs.
 *
 * @param first version 1, which the experiments start from
 * @param second version 2, for the upgrade
 * @param empty without a file, so that a volume it fills is empty
 */
record Releases(Image first, Image second, Image empty) {

  /** The file that an image ships at the dataset's path, whatever its version. */
  static final String FILE = "release.bin";

  private static final int FILE_BYTES = 64 << 10;

  static Releases build(Engine engine) throws IOException {
    return new Releases(
        engine.build(dataset(1)),
        engine.build(dataset(2)),
        engine.build(new Dataset("guarantee-empty", List.of())));
  }

  /** SHA-256 of {@link #FILE} as the image got it, made anew from its seed. */
  static String shipped(Image image) throws IOException {
    Path directory = Files.createTempDirectory("layertax-release");
    Path file = directory.resolve(FILE);
    try {
      image.dataset().writeTo(directory);
      return FileTree.sha256(file);
    } finally {
      Files.deleteIfExists(file);
      Files.delete(directory);
    }
  }

  private static Dataset dataset(int version) {
    return new Dataset(
        "guarantee-v" + version, List.of(new DatasetFile(FILE, FILE_BYTES, version)));
  }
}
