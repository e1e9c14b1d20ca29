package dev.layertax.harness.engine;

import java.nio.file.Path;
import java.util.Objects;

/** What a container has at the dataset's path of its image. */
public sealed interface Mount {

  /** Nothing: the path lies in the writable layer, over the image's files. */
  record Layer() implements Mount {}

  /** A named volume; filled from the image when it is empty. */
  record Named(Volume volume) implements Mount {
    public Named {
      Objects.requireNonNull(volume, "volume");
    }
  }

  /** A new volume of the container's own; filled from the image. */
  record Anonymous() implements Mount {}

  /** A directory of the engine's host, as it is. */
  record Bind(Path directory) implements Mount {
    public Bind {
      Objects.requireNonNull(directory, "directory");
    }
  }

  /** Memory, empty at every start. */
  record Tmpfs() implements Mount {}
}
