package dev.layertax.harness.engine.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.benchmarks.dataset.DatasetFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeeperTest {

  private static final Dataset DATASET =
      new Dataset(
          "kept", List.of(new DatasetFile("a b/c", 70_000, 1), new DatasetFile("gone", 3, 2)));

  @TempDir Path directory;

  private String answers(String questions, Path list) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Keeper.answer(
        new ByteArrayInputStream(questions.getBytes(UTF_8)),
        new PrintStream(out, true, UTF_8),
        list,
        directory);
    return out.toString(UTF_8);
  }

  private static KeeperAnswer heard(String... pieces) {
    KeeperAnswer answer = new KeeperAnswer();
    for (String piece : pieces) {
      answer.onNext(new Frame(StreamType.STDOUT, piece.getBytes(UTF_8)));
    }
    return answer;
  }

  private static boolean isThere(KeeperAnswer answer) throws InterruptedException {
    return answer.awaitCompletion(0, TimeUnit.SECONDS);
  }

  @Test
  void answer_everyLine_readsTheListedFilesThatAreThere() throws Exception {
    DATASET.writeTo(directory);
    Files.delete(directory.resolve("gone"));
    Path list = Files.writeString(directory.resolve("list"), FileList.of(DATASET));
    String printed = answers(Keeper.READ.repeat(2), list);
    assertThat(printed.lines())
        .hasSize(2)
        .allMatch(line -> heard(line + "\n").text().equals("read"));
    assertThat(answers("", list)).isEmpty();
  }

  @Test
  void answer_listThatCannotBeRead_isTheReason() throws Exception {
    assertThat(heard(answers(Keeper.READ, directory.resolve("none"))).text())
        .contains("NoSuchFile")
        .contains("none");
    Path damaged = Files.writeString(directory.resolve("damaged"), "no size\n");
    assertThat(heard(answers(Keeper.READ, damaged)).text()).contains("NumberFormat");
  }

  @Test
  void heard_answerInPiecesAmongTheJvmsOwnWords_isThereWhenItsLineIsWhole() throws Exception {
    KeeperAnswer answer = heard("[warning] no archive\nkee", "per: re");
    assertThat(isThere(answer)).isFalse();
    answer.onNext(new Frame(StreamType.STDOUT, "ad\n".getBytes(UTF_8)));
    assertThat(isThere(answer)).isTrue();
    assertThat(answer.text()).isEqualTo(Keeper.DONE);
  }

  @Test
  void heard_processEndsWithoutAnAnswer_isWhatItSaid() {
    assertThat(heard("Error: no main class\n").text())
        .isEqualTo("its first process ended: Error: no main class");
  }
}
