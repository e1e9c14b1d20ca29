package dev.layertax.reports.render;

import dev.layertax.reports.model.Comparison;
import dev.layertax.reports.model.DatabasePattern;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.model.Verdict;
import dev.layertax.reports.wording.Figures;
import dev.layertax.reports.wording.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where a real database's data should go, in a sentence for each database of the run.
 *
 * <p>That it goes to a place that outlives the container does not depend on figures; what that
 * costs or saves does, and is said as far as the numbers decide it.
 *
 * <p>Sentences are untrusted text, as in {@link Sentences}.
 */
final class DatabaseAdvice {

  /** Of the places that keep data, the one that most people would choose comes first. */
  private static final List<Target> KEEPING =
      List.of(Target.NAMED_VOLUME, Target.BIND_MOUNT, Target.ANONYMOUS_VOLUME);

  private DatabaseAdvice() {}

  static List<String> of(Report report) {
    Set<String> databases =
        report.run().plan().patterns().stream()
            .map(DatabasePattern::database)
            .map(line -> line.replaceFirst(" .*", ""))
            .collect(Collectors.toSet());
    Map<List<String>, List<Comparison>> byDatabase = new LinkedHashMap<>();
    for (Comparison one : report.results().comparisons()) {
      if (databases.contains(one.workload())) {
        byDatabase
            .computeIfAbsent(
                List.of(one.engine(), Names.product(one.workload())), any -> new ArrayList<>())
            .add(one);
      }
    }
    List<String> sentences = new ArrayList<>();
    byDatabase.forEach(
        (key, comparisons) ->
            target(comparisons)
                .ifPresent(
                    target ->
                        sentences.add(
                            sentence(key.get(1), key.get(0), target, on(target, comparisons)))));
    return sentences;
  }

  private static Optional<Target> target(List<Comparison> comparisons) {
    return KEEPING.stream().filter(target -> !on(target, comparisons).isEmpty()).findFirst();
  }

  private static List<Comparison> on(Target target, List<Comparison> comparisons) {
    return comparisons.stream().filter(one -> one.target() == target).toList();
  }

  private static String sentence(
      String product, String engine, Target target, List<Comparison> comparisons) {
    return "Put the data of "
        + product
        + " on "
        + Names.target(target)
        + ": it outlives the container there, in the writable layer it does not. What it costs there, on "
        + Names.engine(engine)
        + ", against the layer: "
        + String.join("; ", parts(comparisons))
        + ".";
  }

  private static List<String> parts(List<Comparison> comparisons) {
    List<String> parts = new ArrayList<>();
    for (Verdict verdict : List.of(Verdict.FASTER, Verdict.SLOWER, Verdict.EQUIVALENT)) {
      List<String> found =
          comparisons.stream()
              .filter(one -> !Double.isNaN(one.ratio()))
              .filter(one -> one.verdict() == verdict)
              .map(DatabaseAdvice::figure)
              .toList();
      if (!found.isEmpty()) {
        parts.add(words(verdict) + " " + Names.joined(found));
      }
    }
    int undecided =
        (int)
            comparisons.stream()
                .filter(one -> !Double.isNaN(one.ratio()))
                .filter(one -> one.verdict() == Verdict.INCONCLUSIVE)
                .count();
    if (undecided > 0) {
      parts.add(
          parts.isEmpty()
              ? "undecided by the blocks of this run"
              : "undecided "
                  + (undecided == 1 ? "is one question" : "are " + undecided + " questions"));
    }
    return parts.isEmpty() ? List.of("not measured") : parts;
  }

  private static String words(Verdict verdict) {
    return switch (verdict) {
      case FASTER -> "faster is";
      case SLOWER -> "slower is";
      case EQUIVALENT -> "the same is";
      case INCONCLUSIVE -> throw new IllegalArgumentException("undecided ones are counted");
    };
  }

  private static String figure(Comparison one) {
    String question = "\"" + Names.question(one) + "\"";
    return switch (one.verdict()) {
      case FASTER, SLOWER ->
          question
              + " ("
              + Figures.advantage(one.ratio(), one.low(), one.high())
              + ", "
              + Figures.speedInterval(one.ratio(), one.low(), one.high())
              + (one.flags().isEmpty() ? "" : ", doubtful")
              + ")";
      case EQUIVALENT, INCONCLUSIVE -> question;
    };
  }
}
