package dev.layertax.benchmarks.unionfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
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

  @Test
  void discard_ofADirectoryThatHoldsOtherNamesThanToldOf_leavesNothing() throws Exception {
    Path upper = Files.createDirectory(storage.resolve("upper"));
    WorkDirectory work = WorkDirectory.open(Files.createDirectory(storage.resolve("work")), upper);
    Path full = Files.createDirectories(upper.resolve("full"));
    for (String name : List.of("told", "told@", "not-told")) {
      Files.createFile(full.resolve(name));
    }
    Path away = work.takeAway(full);

    work.discard(away, Set.of("told", "told@", "gone"));

    assertThat(away.getParent()).isEmptyDirectory();
    work.close();
  }
}
