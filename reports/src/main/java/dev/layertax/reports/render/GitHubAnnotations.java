package dev.layertax.reports.render;

import dev.layertax.reports.gate.Action;
import dev.layertax.reports.gate.Finding;
import dev.layertax.reports.gate.GateOutcome;
import dev.layertax.reports.wording.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The gate's findings as workflow commands of GitHub Actions, which shows them beside the policy's
 * lines.
 *
 * <p>Source: "Workflow commands for GitHub Actions", setting an error, a warning, a notice message;
 * the escapes are those of {@code @actions/core}, {@code command.ts}.
 */
public final class GitHubAnnotations {

  /** GitHub shows so many of a kind for each step. */
  private static final int MOST_OF_A_KIND = 10;

  private GitHubAnnotations() {}

  /** A line for each finding that fails, warns or improves, the worst first. */
  public static List<String> of(GateOutcome outcome) {
    List<String> lines = new ArrayList<>();
    add(lines, "error", outcome, findings(outcome).filter(f -> outcome.action(f) == Action.FAIL));
    add(lines, "warning", outcome, findings(outcome).filter(f -> outcome.action(f) == Action.WARN));
    add(
        lines,
        "notice",
        outcome,
        findings(outcome)
            .filter(f -> f.verdict() == Finding.Verdict.IMPROVED)
            .filter(f -> outcome.action(f) == Action.IGNORE));
    return lines;
  }

  private static Stream<Finding> findings(GateOutcome outcome) {
    return GateOrder.worstFirst(outcome).stream();
  }

  private static void add(
      List<String> lines, String kind, GateOutcome outcome, Stream<Finding> findings) {
    List<Finding> all = findings.toList();
    // One place is for the count of those that do not fit.
    int shown = all.size() > MOST_OF_A_KIND ? MOST_OF_A_KIND - 1 : all.size();
    for (Finding finding : all.subList(0, shown)) {
      lines.add(
          "::%s file=%s,line=%d,title=%s::%s"
              .formatted(
                  kind,
                  property(outcome.policySource()),
                  finding.line(),
                  property("Layertax: " + Concerns.words(finding.verdict())),
                  message(finding.explanation())));
    }
    if (shown < all.size()) {
      lines.add(
          "::%s title=Layertax::%s"
              .formatted(
                  kind,
                  message(
                      "and "
                          + Figures.count(all.size() - shown, "more finding")
                          + ", in the report")));
    }
  }

  private static String message(String text) {
    return PlainText.oneLine(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return message(text).replace(":", "%3A").replace(",", "%2C");
  }
}
