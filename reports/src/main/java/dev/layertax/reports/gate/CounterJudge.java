package dev.layertax.reports.gate;

import dev.layertax.reports.gate.Finding.Verdict;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.CellCounters;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.wording.Figures;
import dev.layertax.reports.wording.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Holds exact counters against what a policy says. */
final class CounterJudge {

  private final Results results;
  private final Explanation explanation;

  CounterJudge(Results results, Explanation explanation) {
    this.results = results;
    this.explanation = explanation;
  }

  Finding judge(Rule.Counter rule, Cell cell) {
    Optional<CellCounters> counted =
        results.counters().stream().filter(counters -> counters.cell().equals(cell)).findFirst();
    if (counted.isEmpty()) {
      return explanation.finding(
          rule,
          cell,
          Verdict.INVALID,
          explanation
              .invalid(cell)
              .orElse("no fork reported counters" + explanation.failures(cell)));
    }
    SortedMap<String, Double> counts = new TreeMap<>(counted.get().counts());
    counts.keySet().removeIf(name -> !rule.counter().matches(name));
    if (counts.isEmpty()) {
      return explanation.finding(
          rule,
          cell,
          Verdict.INVALID,
          "no fork reported '"
              + rule.counter()
              + "'"
              + NearMiss.hint(rule.counter().text(), counted.get().counts().keySet()));
    }
    List<String> changed = new ArrayList<>();
    counts.forEach(
        (name, count) -> {
          if (counted.get().unequal().contains(name)) {
            changed.add(
                Names.counter(name)
                    + " differ between forks (the first: "
                    + value(name, count)
                    + ")");
          } else if (count != rule.count()) {
            changed.add(Names.counter(name) + " are " + value(name, count));
          }
        });
    return changed.isEmpty()
        ? explanation.finding(
            rule,
            cell,
            Verdict.EXACT,
            counts.keySet().stream().map(Names::counter).collect(Collectors.joining(", "))
                + " per operation: "
                + value(counts.firstKey(), rule.count())
                + ", as the policy says")
        : explanation.finding(
            rule,
            cell,
            Verdict.CHANGED,
            String.join("; ", changed)
                + "; the policy says "
                + value(counts.firstKey(), rule.count())
                + " per operation");
  }

  private static String value(String counter, double count) {
    boolean scaled = Names.countsBytes(counter) && count >= 1024;
    return Figures.exact(count) + (scaled ? " (" + Figures.size(count) + ")" : "");
  }
}
