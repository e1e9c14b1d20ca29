package dev.layertax.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.reports.gate.Finding;
import dev.layertax.reports.gate.Finding.Verdict;
import dev.layertax.reports.gate.GateOutcome;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GitHubAnnotationsTest {

  @Test
  void of_findings_areLinesOfTheirKindTheWorstFirst() {
    assertThat(
            GitHubAnnotations.of(
                outcome(
                    "p.yaml",
                    finding(3, Verdict.PASS, "fine"),
                    finding(4, Verdict.INCONCLUSIVE, "who knows"),
                    finding(5, Verdict.LOST, "gone"),
                    finding(6, Verdict.IMPROVED, "better"),
                    finding(7, Verdict.REGRESSION, "worse"))))
        .containsExactly(
            "::error file=p.yaml,line=7,title=Layertax%3A regression::worse",
            "::error file=p.yaml,line=5,title=Layertax%3A advantage lost::gone",
            "::warning file=p.yaml,line=4,title=Layertax%3A undecided::who knows",
            "::notice file=p.yaml,line=6,title=Layertax%3A improved::better");
  }

  @Test
  void of_textThatGitHubWouldObey_isEscaped() {
    assertThat(
            GitHubAnnotations.of(
                outcome(
                    "a,b:c%.yaml", finding(1, Verdict.LOST, "10 % off\n::set-output name=x::y\r"))))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line)
                  .startsWith("::error file=a%2Cb%3Ac%25.yaml,line=1,")
                  .contains("10 %25 off");
              assertThat(line.lines()).hasSize(1);
            });
  }

  @Test
  void of_moreThanGitHubShows_countsTheRest() {
    List<String> lines =
        GitHubAnnotations.of(
            outcome(
                "p.yaml",
                IntStream.range(0, 25)
                    .mapToObj(i -> finding(i + 1, Verdict.LOST, "gone"))
                    .toArray(Finding[]::new)));
    assertThat(lines).hasSize(10);
    assertThat(lines.get(9))
        .isEqualTo("::error title=Layertax::and 16 more findings, in the report");
  }

  private static GateOutcome outcome(String source, Finding... findings) {
    return new GateOutcome(source, List.of(findings));
  }

  private static Finding finding(int line, Verdict verdict, String why) {
    return new Finding(line, "rule", ReportFixture.fasterVolume().cell(), verdict, why);
  }
}
