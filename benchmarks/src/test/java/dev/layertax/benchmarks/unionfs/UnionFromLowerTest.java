package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The contract with the whole tree in the lowermost layer. */
class UnionFromLowerTest extends UnionFileSystemContract {
  @Override
  void fillLayers(List<Path> lowers, Path upper) throws IOException {
    fill(lowers.get(2));
  }
}
