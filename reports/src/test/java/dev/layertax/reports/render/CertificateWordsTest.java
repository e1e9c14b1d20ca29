package dev.layertax.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.reports.model.Calibration;
import dev.layertax.reports.model.Certificate;
import dev.layertax.reports.model.Certificate.Claim;
import dev.layertax.reports.model.Certificate.NoiseSeries;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CertificateWordsTest {

  private static final Claim KEPT =
      new Claim("false-regression", "recorded", .15, 0, 1000, 0, 0, 0, .00368, 50, 21, .01, true);
  private static final Claim BROKEN =
      new Claim(
          "regression-found", "normal", .15, .2, 1000, 984, .984, .9741, .9908, 50, 33, .99, false);
  private static final Claim TOLD =
      new Claim(
          "regression-found",
          "normal",
          .25,
          .2,
          1000,
          480,
          .48,
          .4486,
          .5115,
          50,
          48,
          Double.NaN,
          false);

  private static final Certificate CERTIFICATE =
      new Certificate(
          1,
          1,
          24,
          List.of(new NoiseSeries("a", List.of(.5, -1.25)), new NoiseSeries("b", List.of(1.0))),
          2.5,
          0,
          List.of(KEPT, BROKEN, TOLD),
          List.of(
              new Certificate.Measured(
                  "a machine",
                  new Calibration.Request(
                      "simulated", "named-volume", List.of("wal-append"), 30, List.of(), 5, 20, 1),
                  List.of(
                      new Calibration.Series(0, 30, 1, .033, 0, .17, 600, List.of()),
                      new Calibration.Series(10, 5, 5, 1, .48, 1, 100, List.of())))));

  @Test
  void sentences_aPromiseNotKept_isSaidFirstOfAll() {
    assertThat(CertificateWords.sentences(CERTIFICATE))
        .containsExactly(
            "The gate's own error was tried in simulated runs of 24 gated cells, with the noise of"
                + " 3 recorded blocks and with normal noise: 1 of 2 promises kept; not kept:",
            "Runs that find a cell 20 % dearer within 50 blocks, normal noise, blocks vary by 15 %:"
                + " 984 of 1000 (95 % interval 97.41 % to 99.08 %), 99 % or more: not kept.",
            "Of 30 real runs of the same against itself (a machine) 1 raised a false regression.");
  }

  @Test
  void everyFormat_gatedRun_showsTheCertificate() {
    Report report = ReportFixture.troubledAndGated().certified(Optional.of(CERTIFICATE));
    assertThat(MarkdownSummary.render(report)).contains("1 of 2 promises kept");
    assertThat(HtmlReport.render(report))
        .contains("Can the gate be trusted?", "1 of 2 promises kept", "0 of 1000");
    Report ungated =
        new Report(report.run(), report.results(), Optional.empty())
            .certified(Optional.of(CERTIFICATE));
    assertThat(HtmlReport.render(ungated)).doesNotContain("Can the gate be trusted?");
    assertThat(CertificateWords.console(CERTIFICATE, 100, false).replaceAll("\\s+", " "))
        .contains("0 of 1000 (95 % interval 0 % to 0.37 %), under 1 %: kept", "nothing promised");
  }
}
