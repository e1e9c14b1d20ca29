package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Who merges the layers: the union layer, or the kernel that it is measured by. */
interface Overlay {

  /** Mounts and returns the merged root; a mount of before is ended first. */
  default Path mount(List<Path> lowers, Path upper, Path work) throws IOException {
    return mount(lowers, upper, work, false);
  }

  /**
   * Mounts and returns the merged root; a mount of before is ended first.
   *
   * @param userMarks whether the lowers have marks under {@code user.}, which Java can write
   */
  Path mount(List<Path> lowers, Path upper, Path work, boolean userMarks) throws IOException;

  /** Ends the mount, if there is one. */
  void unmount() throws IOException;

  /** Skips the test where a mount in an unprivileged user's namespace cannot show it. */
  default void requireRootsMount(String otherwise) {}

  /** Whether something in the upper layer is a whiteout as this one writes them. */
  boolean isWhiteout(Path inUpper) throws IOException;
}
