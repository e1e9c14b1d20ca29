package dev.layertax.reports.rundir;

import dev.layertax.reports.model.Guarantee;
import dev.layertax.reports.model.Guarantees;
import dev.layertax.reports.model.Target;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether findings fit each other, and hold names and texts that a report can show. */
final class GuaranteesCheck {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");
  private static final int LONGEST_TEXT = 4_000;

  /** Far more than engines, targets and experiments there can be. */
  private static final int MOST_FINDINGS = 10_000;

  private record Place(String engine, Target target, String experiment) {}

  private GuaranteesCheck() {}

  /** What is wrong, naming the finding; empty when nothing is. */
  static Optional<String> problem(Guarantees guarantees) {
    if (guarantees.findings().size() > MOST_FINDINGS) {
      return Optional.of(
          "it has "
              + guarantees.findings().size()
              + " findings, more than the "
              + MOST_FINDINGS
              + " there can be");
    }
    Set<Place> seen = new HashSet<>();
    for (int i = 0; i < guarantees.findings().size(); i++) {
      Guarantee finding = guarantees.findings().get(i);
      Optional<String> problem = problem(finding);
      if (problem.isEmpty()
          && !seen.add(new Place(finding.engine(), finding.target(), finding.experiment()))) {
        problem =
            Optional.of(
                "a second finding of %s on %s of %s"
                    .formatted(finding.experiment(), finding.target(), finding.engine()));
      }
      if (problem.isPresent()) {
        return Optional.of("findings[" + i + "]: " + problem.get());
      }
    }
    return Optional.empty();
  }

  private static Optional<String> problem(Guarantee finding) {
    return name("engine", finding.engine())
        .or(() -> name("experiment", finding.experiment()))
        .or(() -> target(finding.target()))
        .or(() -> text("evidence", finding.evidence()))
        .or(() -> finding.source() == null ? Optional.empty() : text("source", finding.source()))
        .or(() -> documentation(finding));
  }

  private static Optional<String> name(String field, String value) {
    return NAME.matcher(value).matches()
        ? Optional.empty()
        : Optional.of("'" + RunJson.printable(value) + "' cannot name an " + field);
  }

  private static Optional<String> target(Target target) {
    return Target.selectable().contains(target)
        ? Optional.empty()
        : Optional.of(target + " is no target that guarantees anything");
  }

  private static Optional<String> text(String field, String value) {
    if (value.isBlank()) {
      return Optional.of(field + " is empty");
    }
    return value.length() <= LONGEST_TEXT
        ? Optional.empty()
        : Optional.of(
            "%s has %d characters, at most %d are read"
                .formatted(field, value.length(), LONGEST_TEXT));
  }

  private static Optional<String> documentation(Guarantee finding) {
    return (finding.expected() == null) == (finding.source() == null)
        ? Optional.empty()
        : Optional.of("expected and source go together, one of them is null");
  }
}
