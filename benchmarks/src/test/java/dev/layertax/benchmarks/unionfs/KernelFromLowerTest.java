package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on the kernel's overlayfs, its tree in the lowest layer. */
class KernelFromLowerTest extends FileSystemContract {
  private final Overlay overlay = new KernelOverlay();
  @TempDir Path directory;
  private Path root;

  @BeforeEach
  void mount() throws IOException {
    Path upper = Files.createDirectory(directory.resolve("upper"));
    Path work = Files.createDirectory(directory.resolve("work"));
    Path top = Files.createDirectory(directory.resolve("top"));
    Path bottom = Files.createDirectory(directory.resolve("bottom"));
    fill(bottom);
    root = overlay.mount(List.of(top, bottom), upper, work);
  }

  @AfterEach
  void unmount() throws IOException {
    overlay.unmount();
  }

  @Override
  Path root() {
    return root;
  }

  @Override
  @Test
  void hardLink_sharesTheFile() throws IOException {
    overlay.requireRootsMount(OverlayContract.TWO_INODES);
    super.hardLink_sharesTheFile();
  }

  @Override
  @Test
  void symbolicLink_withDots_isResolvedFromItsTarget() throws IOException {
    overlay.requireRootsMount("no real path leads to it");
    super.symbolicLink_withDots_isResolvedFromItsTarget();
  }
}
