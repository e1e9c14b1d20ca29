package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract on the machine's own file system: what the union layer is measured by. */
class NativeFileSystemTest extends FileSystemContract {
  @TempDir Path directory;

  @BeforeEach
  void fill() throws IOException {
    fill(directory);
  }

  @Override
  Path root() {
    return directory;
  }
}
