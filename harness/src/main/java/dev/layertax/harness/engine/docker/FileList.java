package dev.layertax.harness.engine.docker;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.benchmarks.dataset.DatasetFile;
import dev.layertax.harness.engine.PageCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The names of a dataset's files in an image, and their reading in a container of it.
 *
 * <p>Note: the files are opened by the names in the image's list. To list the directory instead
 * would warm what a scan of it is to pay for.
 */
final class FileList {

  private FileList() {}

  /** Its lines. */
  static String of(Dataset dataset) {
    StringBuilder lines = new StringBuilder();
    for (DatasetFile file : dataset.files()) {
      lines.append(file.sizeBytes()).append(' ').append(file.path()).append('\n');
    }
    return lines.toString();
  }

  /**
   * Reads those of the listed files that are in the directory, once; any number in little memory.
   */
  static void read(Path list, Path directory) throws IOException {
    try (Stream<String> lines = Files.lines(list)) {
      PageCache.read(directory, lines.map(FileList::parse).iterator());
    }
  }

  private static DatasetFile parse(String line) {
    int space = line.indexOf(' ');
    return new DatasetFile(line.substring(space + 1), Long.parseLong(line.substring(0, space)), 0);
  }
}
