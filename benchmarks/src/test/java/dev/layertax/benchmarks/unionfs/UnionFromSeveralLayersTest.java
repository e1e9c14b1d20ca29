package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The contract with the tree over all layers, and older states of it below. */
class UnionFromSeveralLayersTest extends UnionFileSystemContract {
  @Override
  void fillLayers(List<Path> lowers, Path upper) throws IOException {
    fill(lowers.get(2));
    Files.writeString(lowers.get(2).resolve("file"), "an older state of it");
    Files.delete(lowers.get(2).resolve("dir/two"));
    Files.delete(lowers.get(2).resolve("link"));
    fillDirectory(lowers.get(1), "two");
    Files.writeString(lowers.get(0).resolve("file"), "hello world");
    Files.createSymbolicLink(lowers.get(0).resolve("link"), Path.of("file"));
    Files.createDirectory(upper.resolve("empty"));
  }
}
