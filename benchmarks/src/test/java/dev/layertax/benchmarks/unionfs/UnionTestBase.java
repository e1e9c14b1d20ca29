package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;

/** What only a mount of the union layer has: its counters and options. */
abstract class UnionTestBase extends LayersTestBase {
  FileSystem fs;

  @AfterEach
  void unmount() throws IOException {
    if (fs != null) {
      fs.close();
    }
  }

  void mount() throws IOException {
    mount(UnionOptions.defaults());
  }

  void mount(UnionOptions options) throws IOException {
    fs = UnionFileSystem.mount(lowers(), upper, work, options);
  }

  void remount() throws IOException {
    fs.close();
    mount();
  }

  Path path(String path) {
    return fs.getPath(path);
  }

  long counter(String name) throws IOException {
    return (long) Files.getFileStore(path("/")).getAttribute("union:" + name);
  }

  boolean workIsEmpty() throws IOException {
    try (Stream<Path> left = Files.list(work.resolve("work"))) {
      // The shared whiteout stays for the next one.
      return left.noneMatch(path -> !Files.isRegularFile(path) || sizeOf(path) > 0);
    }
  }

  private static long sizeOf(Path path) {
    return path.toFile().length();
  }
}
