package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a union of three lower layers, however the tree came into them. */
abstract class UnionFileSystemContract extends FileSystemContract {
  @TempDir Path directory;
  private FileSystem fs;

  /** Puts the tree of the contract into the layers, before the mount. */
  abstract void fillLayers(List<Path> lowers, Path upper) throws IOException;

  @BeforeEach
  void mount() throws IOException {
    List<Path> lowers = List.of(made("lower1"), made("lower2"), made("lower3"));
    Path upper = made("upper");
    fillLayers(lowers, upper);
    fs = UnionFileSystem.mount(lowers, upper, made("work"));
  }

  private Path made(String name) throws IOException {
    return Files.createDirectory(directory.resolve(name));
  }

  @AfterEach
  void unmount() throws IOException {
    fs.close();
  }

  @Override
  Path root() {
    return fs.getPath("/");
  }
}
