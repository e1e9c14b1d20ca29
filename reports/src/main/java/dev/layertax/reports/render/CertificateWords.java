package dev.layertax.reports.render;

import dev.layertax.reports.model.Calibration;
import dev.layertax.reports.model.Certificate;
import dev.layertax.reports.model.Certificate.Claim;
import dev.layertax.reports.render.Page.Column;
import dev.layertax.reports.render.Page.Table;
import dev.layertax.reports.wording.Figures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the gate promises, and what was seen of it, for every kind of reader. */
public final class CertificateWords {

  private CertificateWords() {}

  /** The certificate on a terminal: a line for each claim, then the real runs. */
  public static String console(Certificate certificate, int width, boolean colour) {
    Terminal out = new Terminal(width, colour);
    sentences(certificate).forEach(line -> out.wrapped(line, "  ", Terminal.Colour.BOLD));
    for (Claim claim : certificate.claims()) {
      out.wrapped(
          "%s, %s noise, blocks vary by %s: %s, %s."
              .formatted(
                  words(claim),
                  claim.noise(),
                  Figures.percent(claim.blockSd()),
                  seen(claim),
                  promise(claim)),
          "  ",
          broken(claim) ? Terminal.Colour.RED : Terminal.Colour.NONE);
    }
    return out.toString();
  }

  /** The same in one sentence, where there is no room for what is not kept. */
  static String sentence(Certificate certificate) {
    List<Claim> promised =
        certificate.claims().stream().filter(CertificateWords::isPromise).toList();
    long kept = promised.stream().filter(claim -> !broken(claim)).count();
    return "The gate's own error was tried in simulated runs: "
        + kept
        + " of "
        + Figures.count(promised.size(), "promise")
        + " kept; the report names them all.";
  }

  /** What a reader of a gated report should know of the gate itself. */
  static List<String> sentences(Certificate certificate) {
    List<Claim> promised =
        certificate.claims().stream().filter(CertificateWords::isPromise).toList();
    List<Claim> broken = promised.stream().filter(CertificateWords::broken).toList();
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "The gate's own error was tried in simulated runs of "
            + certificate.gatedCells()
            + " gated cells, with the noise of "
            + Figures.count(certificate.noiseBlocks(), "recorded block")
            + " and with normal noise: "
            + (promised.size() - broken.size())
            + " of "
            + Figures.count(promised.size(), "promise")
            + " kept"
            + (broken.isEmpty() ? "." : "; not kept:"));
    for (Claim claim : broken) {
      sentences.add(
          words(claim)
              + ", "
              + claim.noise()
              + " noise, blocks vary by "
              + Figures.percent(claim.blockSd())
              + ": "
              + seen(claim)
              + ", "
              + promise(claim)
              + ".");
    }
    sentences.addAll(measured(certificate));
    return sentences;
  }

  private static List<String> measured(Certificate certificate) {
    Map<String, int[]> alike = new LinkedHashMap<>();
    for (Certificate.Measured one : certificate.measured()) {
      for (Calibration.Series series : one.series()) {
        if (series.delayPercent() == 0) {
          int[] sum = alike.computeIfAbsent(one.machine(), machine -> new int[2]);
          sum[0] += series.regressions();
          sum[1] += series.runs();
        }
      }
    }
    List<String> sentences = new ArrayList<>();
    alike.forEach(
        (machine, sum) ->
            sentences.add(
                "Of "
                    + Figures.count(sum[1], "real run")
                    + " of the same against itself ("
                    + machine
                    + ") "
                    + sum[0]
                    + " raised a false regression."));
    return sentences;
  }

  static Table table(Certificate certificate) {
    List<List<Page.Cell>> rows = new ArrayList<>();
    for (Claim claim : certificate.claims()) {
      rows.add(
          List.of(
              Page.Cell.of(words(claim)),
              Page.Cell.of(claim.noise()),
              Page.Cell.of(Figures.percent(claim.blockSd())),
              Page.Cell.of(claim.count() + " of " + claim.trials()),
              Page.Cell.of(percent(claim.share())),
              Page.Cell.of(percent(claim.low()) + " to " + percent(claim.high())),
              new Page.Cell(
                  promise(claim), !isPromise(claim) ? "" : broken(claim) ? "bad" : "good")));
    }
    return new Table(
        "What the gate promises, and what was seen in simulated runs",
        List.of(
            Column.text("What is counted"),
            Column.text("Noise"),
            Column.figures("Blocks vary by"),
            Column.figures("Seen"),
            Column.figures("Share"),
            Column.figures("95 % interval"),
            Column.text("Promise")),
        List.of(new Page.Group("", rows)));
  }

  private static String words(Claim claim) {
    String within = " within " + claim.mostBlocks() + " blocks";
    return switch (claim.name()) {
      case "false-regression" -> "Runs with a false regression, nothing changed";
      case "false-lost" -> "Runs with a false loss, every advantage at its floor";
      case "regression-found" ->
          "Runs that find a cell " + Figures.percent(claim.effect()) + " dearer" + within;
      case "lost-advantage-found" -> "Runs that find an advantage of 1 lost, floor 1.2" + within;
      case "coverage-of-99-percent" ->
          "99 % intervals of " + claim.mostBlocks() + " blocks that hold the truth";
      default -> claim.name();
    };
  }

  private static String seen(Claim claim) {
    return claim.count()
        + " of "
        + claim.trials()
        + " (95 % interval "
        + percent(claim.low())
        + " to "
        + percent(claim.high())
        + ")";
  }

  /** Two places: the difference of 99.4 % and 99.9 % is what this is about. */
  private static String percent(double share) {
    return Figures.exact(StrictMath.rint(share * 1e4) / 100) + " %";
  }

  private static boolean isPromise(Claim claim) {
    return Double.isFinite(claim.promised());
  }

  private static boolean broken(Claim claim) {
    return isPromise(claim) && !claim.kept();
  }

  private static String promise(Claim claim) {
    if (!isPromise(claim)) {
      return "nothing promised";
    }
    String limit = Figures.percent(claim.promised());
    String promise =
        switch (claim.name()) {
          case "false-regression" -> "under " + limit;
          case "false-lost" -> limit + " at most";
          case "coverage-of-99-percent" -> "98 % to 99.6 %";
          default -> limit + " or more";
        };
    return promise + (claim.kept() ? ": kept" : ": not kept");
  }
}
