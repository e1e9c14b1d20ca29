package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The scenarios' lower layer, and fresh layers above it for each that is tried. */
abstract class ScenarioTestBase {
  @TempDir(factory = InMemory.class)
  Path directory;

  Path lower;
  private int made;

  @BeforeEach
  void fillLower() throws IOException {
    lower = Files.createDirectory(directory.resolve("lower"));
    Scenario.fill(lower);
    Snapshot.age(lower);
  }

  static List<Scenario> scenarios() {
    return Scenario.all();
  }

  UnderFault before(Scenario scenario) throws IOException {
    return UnderFault.before(scenario, lower, directory.resolve("layers" + ++made));
  }
}
