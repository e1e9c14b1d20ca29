package dev.layertax.harness.engine.local;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.harness.engine.PageCache;
import dev.layertax.harness.engine.Volume;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What lies at the dataset's path of a container. */
public interface Place {

  /** The dataset's path as programs in the container open it. */
  URI location();

  /** The directory that takes the bytes. */
  Path backing();

  /** Reads the files that back the untouched dataset, so that the page cache has them. */
  default void warm(Dataset dataset) throws IOException {
    PageCache.read(backing(), dataset);
  }

  /** What is known of it, for its passport. */
  Map<String, String> facts() throws IOException;

  /** The words before a program's own that make the place visible to it; none where it is. */
  default List<String> launcher() {
    return List.of();
  }

  /** With the container. */
  default void start() throws IOException {}

  /** With the container. */
  default void stop() throws IOException {}

  /** When the container of that id goes. */
  default void unmount(String container) {}

  /** The volume it lies in, where it does. */
  default Optional<Volume> volume() {
    return Optional.empty();
  }
}
