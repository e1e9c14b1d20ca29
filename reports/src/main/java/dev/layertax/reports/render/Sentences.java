package dev.layertax.reports.render;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Comparison;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.wording.Figures;
import dev.layertax.reports.wording.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the numbers say, in sentences.
 *
 * <p>Names of workloads, parameters and reasons come from files: every sentence is untrusted text,
 * which each renderer escapes for its own format.
 */
final class Sentences {

  /** In one sentence; the tables hold them all. */
  private static final int MOST_NAMED = 3;

  /** A target that is not what its name says. */
  private static final String INVALID = "invalid";

  private final Results results;
  private final double margin;
  private final boolean severalEngines;

  private Sentences(Results results, Plan plan) {
    this.results = results;
    this.margin = plan.equivalenceMargin();
    this.severalEngines =
        plan.cells().stream().map(planned -> planned.cell().engine()).distinct().count() > 1;
  }

  static Sentences of(Report report) {
    return new Sentences(report.results(), report.run().plan());
  }

  /**
   * One question and its answer over all its targets.
   *
   * @param question without engine
   * @param text question and answer in one sentence
   * @param comparisons of that question, in the order of the results
   */
  record Answer(String question, String text, List<Comparison> comparisons) {
    Answer {
      comparisons = List.copyOf(comparisons);
    }
  }

  /** One sentence for one target, with its figures and doubts. */
  String of(Comparison comparison) {
    return question(comparison) + ": " + verdict(comparison) + doubts(comparison) + ".";
  }

  /** One sentence per question over all its targets, in the order of the results. */
  List<Answer> answers() {
    Map<Cell, List<Comparison>> byQuestion =
        results.comparisons().stream()
            .collect(
                Collectors.groupingBy(
                    comparison -> comparison.cell().on(comparison.reference()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return byQuestion.values().stream()
        .map(group -> new Answer(Names.question(group.get(0)), headline(group), group))
        .toList();
  }

  /** One sentence on the visits that gave no measurement; empty when there are none. */
  Optional<String> failures() {
    if (results.failures().isEmpty()) {
      return Optional.empty();
    }
    List<String> cells =
        results.failures().stream()
            .map(Results.Failure::cell)
            .distinct()
            .map(cell -> question(cell) + " on " + Names.target(cell.target()))
            .toList();
    return Optional.of(
        Figures.count(results.failures().size(), "visit")
            + " failed, in "
            + Figures.count(cells.size(), "cell")
            + ": "
            + firstOf(cells)
            + ".");
  }

  /** One sentence on each target that is not what its name says. */
  List<String> invalid() {
    return results.invalid().stream()
        .map(
            one ->
                Names.capitalised(Names.target(one.target()))
                    + (severalEngines ? " of engine " + one.engine() : "")
                    + (one.workload() == null ? "" : ", for " + one.workload() + ",")
                    + " was not measured, because it is not what its name says: "
                    + one.reason()
                    + ".")
        .toList();
  }

  /** Whether the run has more than one engine, and so each must be named. */
  boolean severalEngines() {
    return severalEngines;
  }

  /** Its verdict in one word. */
  String word(Comparison comparison) {
    return isInvalid(comparison) ? INVALID : Concerns.words(comparison);
  }

  private boolean isInvalid(Comparison comparison) {
    return results.invalid(comparison.cell()).isPresent();
  }

  /** One sentence on the comparisons without a figure; empty when there are none. */
  Optional<String> unmeasured() {
    List<Comparison> blank =
        results.comparisons().stream()
            .filter(comparison -> Double.isNaN(comparison.ratio()))
            .filter(comparison -> !isInvalid(comparison))
            .toList();
    if (blank.isEmpty()) {
      return Optional.empty();
    }
    Map<String, List<Target>> targets =
        blank.stream()
            .collect(
                Collectors.groupingBy(
                    this::question,
                    LinkedHashMap::new,
                    Collectors.mapping(Comparison::target, Collectors.toList())));
    List<String> texts = new ArrayList<>();
    targets.forEach((question, of) -> texts.add(question + " on " + Names.targets(of)));
    return Optional.of(
        Figures.count(blank.size(), "comparison")
            + (blank.size() == 1 ? " has" : " have")
            + " no block in which both sides were measured: "
            + firstOf(texts)
            + ".");
  }

  private static String firstOf(List<String> texts) {
    int shown = Math.min(MOST_NAMED, texts.size());
    String more = texts.size() > shown ? "; and " + (texts.size() - shown) + " more" : "";
    return String.join("; ", texts.subList(0, shown)) + more;
  }

  /** One sentence on whether targets that must not differ did not. */
  String controls() {
    List<Comparison> controls = results.controls();
    List<Comparison> disagreeing =
        controls.stream().filter(control -> state(control) == ControlState.DISAGREES).toList();
    if (controls.isEmpty()) {
      return "There is no control: no two targets of this run must be alike.";
    }
    if (!disagreeing.isEmpty()) {
      return (disagreeing.size() == 1
              ? "A control disagrees"
              : disagreeing.size() + " controls disagree")
          + ": do not trust differences of that size in this run. "
          + disagreeing.stream().map(this::control).collect(Collectors.joining(" "))
          + byChance(disagreeing);
    }
    if (count(ControlState.UNKNOWN) == controls.size()) {
      return "No control could be judged: whether to trust this run is not known yet.";
    }
    return "No control disagrees; "
        + count(ControlState.AGREES)
        + " of "
        + controls.size()
        + (controls.size() == 1 ? " is" : " are")
        + " tight enough to tell "
        + Figures.percent(margin)
        + (count(ControlState.UNKNOWN) > 0
            ? ", " + count(ControlState.UNKNOWN) + " could not be judged"
            : "")
        + ".";
  }

  private long count(ControlState state) {
    return results.controls().stream().filter(control -> state(control) == state).count();
  }

  /** One of many is what chance does; by Bonferroni's bound, for controls share their blocks. */
  private String byChance(List<Comparison> disagreeing) {
    int all = results.controls().size();
    double chance = all * (1 - disagreeing.get(0).confidence());
    return disagreeing.size() == 1 && all > 1 && chance < 1
        ? " Of "
            + all
            + " controls one does so by chance in at most "
            + Figures.percent(chance)
            + " of runs."
        : "";
  }

  /** One sentence for one control. */
  String control(Comparison control) {
    String pair = Names.target(control.target()) + " and " + Names.target(control.reference());
    String figures =
        Figures.number(control.ratio())
            + ", "
            + Figures.interval(control.low(), control.high())
            + ", from "
            + Figures.count(control.blocks(), "block");
    return question(control)
        + ": "
        + pair
        + switch (state(control)) {
          case AGREES -> " agree (" + figures + ").";
          case TOO_WIDE ->
              " are not seen to differ, by an interval too wide to tell (" + figures + ").";
          case DISAGREES -> " must not differ, but do (" + figures + ").";
          case UNKNOWN -> " could not be compared.";
        };
  }

  ControlState state(Comparison control) {
    return ControlState.of(control, margin);
  }

  /** The question, with its engine where the run has several. */
  String question(Comparison comparison) {
    return question(comparison.cell());
  }

  private String question(Cell cell) {
    return Names.question(cell) + (severalEngines ? " (engine " + cell.engine() + ")" : "");
  }

  private String verdict(Comparison comparison) {
    String target = Names.target(comparison.target());
    String reference = Names.target(comparison.reference());
    if (isInvalid(comparison)) {
      return target
          + " is not what its name says: "
          + results.invalid(comparison.cell()).orElseThrow();
    }
    if (Double.isNaN(comparison.ratio())) {
      return target + " was " + Figures.NOT_MEASURED + " in any block with " + reference;
    }
    return switch (comparison.verdict()) {
      case FASTER, SLOWER ->
          target
              + " is "
              + advantage(comparison)
              + (Figures.speed(comparison.ratio()).equals(Figures.AS_FAST) ? " as " : " than ")
              + reference
              + interval(comparison);
      case EQUIVALENT ->
          target + " costs the same as " + reference + " (" + equivalence(comparison) + ")";
      case INCONCLUSIVE ->
          target
              + " against "
              + reference
              + " cannot be decided from "
              + Figures.count(comparison.blocks(), "block")
              + ": "
              + Figures.possible(comparison.low(), comparison.high())
              + remedy(comparison);
    };
  }

  private String equivalence(Comparison comparison) {
    boolean inside = comparison.low() >= 1 / (1 + margin) && comparison.high() <= 1 + margin;
    // The test's interval is narrower than the printed one, which may reach over the margin.
    return Figures.interval(comparison.low(), comparison.high())
        + ", within "
        + Figures.percent(margin)
        + (inside ? "" : " by two one-sided tests");
  }

  private static String remedy(Comparison comparison) {
    return comparison.blocksNeeded() > comparison.blocks()
        ? "; about " + comparison.blocksNeeded() + " blocks would"
        : "";
  }

  private static String doubts(Comparison comparison) {
    return comparison.flags().isEmpty()
        ? ""
        : "; doubtful: "
            + comparison.flags().stream().map(Names::flag).collect(Collectors.joining(", "));
  }

  /** Where the bounds are far apart they stand for the estimate. */
  private static String advantage(Comparison comparison) {
    return Figures.isPointless(comparison.low(), comparison.high())
        ? Figures.possible(comparison.low(), comparison.high())
        : Figures.speed(comparison.ratio());
  }

  private static String interval(Comparison comparison) {
    return Figures.isPointless(comparison.low(), comparison.high())
        ? ""
        : ", " + Figures.speedInterval(comparison.ratio(), comparison.low(), comparison.high());
  }

  /**
   * Against the reference of them all, which the page names: alike targets share a clause; tmpfs
   * has its own, for it is memory and keeps nothing.
   */
  private String headline(List<Comparison> group) {
    Map<String, List<Comparison>> clauses =
        group.stream()
            .collect(
                Collectors.groupingBy(
                    comparison ->
                        isInvalid(comparison)
                            ? INVALID
                            : comparison.target() == Target.TMPFS
                                ? Target.TMPFS.label()
                                : Double.isNaN(comparison.ratio())
                                    ? Figures.NOT_MEASURED
                                    : comparison.verdict().name(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return question(group.get(0))
        + ": "
        + clauses.values().stream().map(this::clause).collect(Collectors.joining("; "))
        + ".";
  }

  private String clause(List<Comparison> alike) {
    Comparison one = alike.get(0);
    boolean several = alike.size() > 1;
    String subject = Names.targets(alike.stream().map(Comparison::target).toList());
    if (isInvalid(one)) {
      return subject + (several ? " are " : " is ") + INVALID;
    }
    if (Double.isNaN(one.ratio())) {
      return subject + (several ? " were " : " was ") + Figures.NOT_MEASURED;
    }
    return switch (one.verdict()) {
      case EQUIVALENT ->
          subject
              + (several ? " cost the same" : " costs the same")
              + ", within "
              + Figures.percent(margin);
      case INCONCLUSIVE ->
          subject
              + (several ? " are" : " is")
              + " undecided after "
              + Figures.count(one.blocks(), "block")
              + ": "
              + Figures.possible(lowest(alike), highest(alike));
      case FASTER, SLOWER -> decided(alike);
    };
  }

  /** Each with its own figures, the direction named once. */
  private static String decided(List<Comparison> alike) {
    StringBuilder text = new StringBuilder();
    for (Comparison each : alike) {
      boolean first = text.length() == 0;
      text.append(first ? "" : "; ")
          .append(Names.target(each.target()))
          .append(first ? " is " : " ")
          .append(first ? advantage(each) : advantage(each).replaceFirst(" (faster|slower)$", ""))
          .append(interval(each));
    }
    return text.toString();
  }

  private static double lowest(List<Comparison> alike) {
    return alike.stream().mapToDouble(Comparison::low).min().orElse(Double.NaN);
  }

  private static double highest(List<Comparison> alike) {
    return alike.stream().mapToDouble(Comparison::high).max().orElse(Double.NaN);
  }
}
