package dev.layertax.reports.render;

import dev.layertax.reports.gate.Finding;
import dev.layertax.reports.gate.Finding.Verdict;
import dev.layertax.reports.gate.GateOutcome;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Findings in the order in which somebody who has a minute must read them. */
final class GateOrder {

  private static final List<Verdict> WORST_FIRST =
      List.of(
          Verdict.REGRESSION,
          Verdict.LOST,
          Verdict.CHANGED,
          Verdict.INVALID,
          Verdict.INCONCLUSIVE,
          Verdict.ACCEPTED,
          Verdict.IMPROVED,
          Verdict.CONFIRMED,
          Verdict.PASS,
          Verdict.EXACT);

  private GateOrder() {}

  /** All findings; those of one verdict in the policy's order. */
  static List<Finding> worstFirst(GateOutcome outcome) {
    return outcome.findings().stream()
        .sorted(Comparator.comparingInt(finding -> WORST_FIRST.indexOf(finding.verdict())))
        .toList();
  }

  /** Those that call for a reader. */
  static List<Finding> toRead(GateOutcome outcome) {
    return worstFirst(outcome).stream().filter(finding -> !isFine(finding.verdict())).toList();
  }

  /** The others, counted: {@code 3 confirmed, 2 exact}; empty for none. */
  static String fine(GateOutcome outcome) {
    Map<Verdict, Long> counts =
        outcome.findings().stream()
            .map(Finding::verdict)
            .filter(GateOrder::isFine)
            .collect(Collectors.groupingBy(any -> any, TreeMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .map(count -> count.getValue() + " " + Concerns.words(count.getKey()))
        .collect(Collectors.joining(", "));
  }

  private static boolean isFine(Verdict verdict) {
    return switch (verdict) {
      case CONFIRMED, PASS, IMPROVED, EXACT -> true;
      case REGRESSION, LOST, CHANGED, INVALID, INCONCLUSIVE, ACCEPTED -> false;
    };
  }
}
