package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.List;

/** The union layer, which reads and writes marks under {@code user.} only. */
final class UnionOverlay implements Overlay {
  private FileSystem fs;

  @Override
  public Path mount(List<Path> lowers, Path upper, Path work, boolean userMarks)
      throws IOException {
    return mount(lowers, upper, work, UnionOptions.defaults());
  }

  Path mount(List<Path> lowers, Path upper, Path work, UnionOptions options) throws IOException {
    unmount();
    fs = UnionFileSystem.mount(lowers, upper, work, options);
    return fs.getPath("/");
  }

  @Override
  public void unmount() throws IOException {
    if (fs != null) {
      fs.close();
    }
  }

  @Override
  public boolean isWhiteout(Path inUpper) throws IOException {
    return LayersTestBase.isWhiteout(inUpper);
  }
}
