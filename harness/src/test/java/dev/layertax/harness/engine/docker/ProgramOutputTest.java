package dev.layertax.harness.engine.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProgramOutputTest {

  private final List<String> log = new ArrayList<>();
  private final ProgramOutput output = new ProgramOutput("fork 1", line -> {}, log::add);

  private void out(String text) {
    output.onNext(new Frame(StreamType.STDOUT, text.getBytes(UTF_8)));
  }

  private void err(String text) {
    output.onNext(new Frame(StreamType.STDERR, text.getBytes(UTF_8)));
  }

  @Test
  void onNext_linesOfBothStreams_areLoggedUnderTheirNamesAndOnlyErrorsKept() {
    out("one\ntwo\n");
    err("three\n");
    assertThat(log).containsExactly("fork 1 out: one", "fork 1 out: two", "fork 1 err: three");
    assertThat(output.tail()).containsExactly("three");
  }

  @Test
  void onNext_lineInPiecesBetweenThoseOfTheOtherStream_isOneLine() {
    out("a");
    err("x");
    out("b\nc");
    err("y\n");
    assertThat(log).containsExactly("fork 1 out: ab", "fork 1 err: xy");
  }

  @Test
  void onNext_characterCutByAFrame_isWhole() {
    byte[] bytes = "ü\n".getBytes(UTF_8);
    output.onNext(new Frame(StreamType.STDERR, Arrays.copyOfRange(bytes, 0, 1)));
    output.onNext(new Frame(StreamType.STDERR, Arrays.copyOfRange(bytes, 1, bytes.length)));
    assertThat(output.tail()).containsExactly("ü");
  }

  @Test
  void onNext_blankLines_areLeftOut() {
    out("\n \n");
    err("\n");
    assertThat(log).isEmpty();
    assertThat(output.tail()).isEmpty();
  }

  @Test
  void tail_lastLineWithoutAnEnd_isThereOnce() {
    err("first\nkilled in mid");
    assertThat(output.tail()).containsExactly("first", "killed in mid");
    assertThat(output.tail()).containsExactly("first", "killed in mid");
    assertThat(log).containsExactly("fork 1 err: first", "fork 1 err: killed in mid");
  }

  @Test
  void tail_moreThanTwentyLines_isTheLastTwenty() {
    IntStream.rangeClosed(1, 25).forEach(line -> err(line + "\n"));
    assertThat(output.tail())
        .isEqualTo(IntStream.rangeClosed(6, 25).mapToObj(Integer::toString).toList());
  }
}
