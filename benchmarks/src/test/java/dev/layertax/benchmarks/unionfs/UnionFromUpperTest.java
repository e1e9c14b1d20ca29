package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The contract with the whole tree in the upper layer. */
class UnionFromUpperTest extends UnionFileSystemContract {
  @Override
  void fillLayers(List<Path> lowers, Path upper) throws IOException {
    fill(upper);
  }
}
