package dev.layertax.harness.engine.docker;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.benchmarks.dataset.DatasetFile;
import dev.layertax.harness.engine.PageCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the dataset's files once, in the container: {@code LIST DIRECTORY}.
 *
 * <p>Note: the files are opened by the names in the image's list. To list the directory instead
 * would warm what a scan of it is to pay for.
 */
final class WarmProgram {

  private WarmProgram() {}

  /** The lines of the list of files. */
  static String list(Dataset dataset) {
    StringBuilder lines = new StringBuilder();
    for (DatasetFile file : dataset.files()) {
      lines.append(file.sizeBytes()).append(' ').append(file.path()).append('\n');
    }
    return lines.toString();
  }

  public static void main(String[] args) throws IOException {
    List<DatasetFile> files = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(args[0]))) {
      int space = line.indexOf(' ');
      files.add(
          new DatasetFile(line.substring(space + 1), Long.parseLong(line.substring(0, space)), 0));
    }
    PageCache.read(Path.of(args[1]), new Dataset("warm", files));
  }
}
