package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** The kernel's overlayfs with the options Docker gives it. */
final class KernelOverlay implements Overlay {
  private KernelMount mounted;

  @Override
  public Path mount(List<Path> lowers, Path upper, Path work, boolean userMarks)
      throws IOException {
    unmount();
    Path merged = upper.resolveSibling("merged");
    mounted =
        userMarks
            ? KernelMount.writable(merged, lowers, upper, work, true)
            : KernelMount.writable(merged, lowers, upper, work);
    return mounted.path();
  }

  @Override
  public void unmount() throws IOException {
    if (mounted != null) {
      mounted.close();
      mounted = null;
    }
  }

  @Override
  public void requireRootsMount(String otherwise) {
    if (KernelMount.isUnprivileged()) {
      Assumptions.abort("mounted in a user namespace, " + otherwise);
    }
  }

  @Override
  public boolean isWhiteout(Path inUpper) throws IOException {
    Map<String, Object> attributes =
        Files.readAttributes(inUpper, "unix:isOther,rdev", LinkOption.NOFOLLOW_LINKS);
    return attributes.equals(Map.of("isOther", true, "rdev", 0L));
  }
}
