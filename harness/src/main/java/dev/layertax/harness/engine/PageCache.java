package dev.layertax.harness.engine;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.benchmarks.dataset.DatasetFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.List;

/** The declared state of the cache before a visit: every file of the dataset read once. */
public final class PageCache {

  /** What the passport says of it. */
  public static final String STATE =
      "warm: every dataset file is written back, then read once, before the fork starts";

  private static final int CHUNK_BYTES = 1 << 20;

  private PageCache() {}

  /** Reads those files of the dataset that are in the directory. */
  public static void read(Path directory, Dataset dataset) throws IOException {
    read(directory, dataset.files().iterator());
  }

  /**
   * Reads the dataset's files each in the layer that has it.
   *
   * @param layersTopmostFirst the dataset's directory in each layer, as many as there are layers
   */
  public static void read(List<Path> layersTopmostFirst, Dataset dataset) throws IOException {
    for (int layer = 0; layer < dataset.layers(); layer++) {
      read(layersTopmostFirst.get(layer), dataset.filesOf(layer).iterator());
    }
  }

  /** Reads those of the files that are in the directory. */
  public static void read(Path directory, Iterator<DatasetFile> files) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES);
    while (files.hasNext()) {
      DatasetFile file = files.next();
      Path path = directory.resolve(file.path());
      if (Files.isRegularFile(path)) {
        read(path, chunk);
      }
    }
  }

  private static void read(Path path, ByteBuffer chunk) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      int read;
      do {
        read = channel.read(chunk.clear());
      } while (read >= 0);
    }
  }
}
