package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/**
 * A section of the list of overlayfs's semantics, for whoever merges the layers. A test's name
 * begins with the item it shows; {@link ChecklistTest} sees that none is left out.
 */
abstract class OverlayContract extends LayersTestBase {
  /** Seen on Linux 6.18: the mark of the origin stays empty there. */
  static final String TWO_INODES = "links of a copied-up file are two inodes";

  final Overlay overlay;
  private Path root;

  OverlayContract(Overlay overlay) {
    this.overlay = overlay;
  }

  @AfterEach
  void unmount() throws IOException {
    overlay.unmount();
  }

  void mount() throws IOException {
    mount(lowers());
  }

  void mount(List<Path> lowers) throws IOException {
    root = overlay.mount(lowers, upper, work);
  }

  /** For layers with marks made by Java. */
  void mountWithUserMarks() throws IOException {
    root = overlay.mount(lowers(), upper, work, true);
  }

  /** Without what the last mount had in memory. */
  void remount() throws IOException {
    mount();
  }

  Path root() {
    return root;
  }

  /** A path in the merged tree. */
  Path path(String name) {
    return root.resolve(name);
  }

  /** What a symbolic link in the merged tree may point to. */
  Path target(String name) {
    return root.getFileSystem().getPath(name);
  }

  boolean isCopiedUp(String name) {
    return Files.exists(upper.resolve(name), LinkOption.NOFOLLOW_LINKS);
  }

  boolean hidesBy(String whiteout) throws IOException {
    return overlay.isWhiteout(upper.resolve(whiteout));
  }
}
