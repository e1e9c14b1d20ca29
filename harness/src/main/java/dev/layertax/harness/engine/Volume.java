package dev.layertax.harness.engine;

import java.io.IOException;

/** Storage with a life of its own, outside of every container. */
public interface Volume {

  /** Unique within the engine. */
  String name();

  /** Whether a container made it for itself. */
  boolean anonymous();

  /**
   * Removes it with its files.
   *
   * @throws IOException when a container still mounts it
   */
  void remove() throws IOException;
}
