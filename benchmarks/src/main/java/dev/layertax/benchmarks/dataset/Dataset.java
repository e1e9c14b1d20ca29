package dev.layertax.benchmarks.dataset;

import java.util.List;
import java.util.Objects;

/**
 * The files a workload starts from.
 *
 * @param name names the dataset in an image's file system; equal names have equal bytes
 * @param files in the order they are written
 */
public record Dataset(String name, List<DatasetFile> files) {
  public Dataset {
    Objects.requireNonNull(name, "name");
    files = List.copyOf(files);
  }

  public long sizeBytes() {
    return files.stream().mapToLong(DatasetFile::sizeBytes).sum();
  }
}
