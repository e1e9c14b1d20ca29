package dev.layertax.benchmarks.unionfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkDirectoryTest {

  @TempDir Path storage;

  @Test
  void discard_afterTheNextMountTookThePath_leavesWhatIsThere() throws Exception {
    Path upper = Files.createDirectory(storage.resolve("upper"));
    Path work = Files.createDirectory(storage.resolve("work"));
    WorkDirectory first = WorkDirectory.open(work, upper);
    Path made = first.next();
    Files.writeString(made, "half a copy");
    first.close();
    WorkDirectory second = WorkDirectory.open(work, upper);

    Path taken = second.next();
    Files.writeString(taken, "the next mount's");
    first.discard(made);

    assertThat(taken).isEqualTo(made).hasContent("the next mount's");
    second.close();
  }
}
