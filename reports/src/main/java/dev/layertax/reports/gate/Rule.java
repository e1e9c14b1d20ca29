package dev.layertax.reports.gate;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Target;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/** One entry of a policy's {@code advantage}, {@code regression} or {@code counters}. */
sealed interface Rule {

  /** Line of the rule in the policy, from 1. */
  int line();

  /** The cells it judges. */
  CellPattern cells();

  /** Whether it judges this cell. */
  default boolean judges(Cell cell) {
    return cells().matches(cell);
  }

  /**
   * A floor under the advantage.
   *
   * @param atLeast reference cost divided by target cost, above 0
   */
  record Advantage(int line, CellPattern cells, double atLeast) implements Rule {

    /** The writable layer is what advantages are measured against, so it has none itself. */
    @Override
    public boolean judges(Cell cell) {
      return cell.target() != Target.WRITABLE_LAYER && cells.matches(cell);
    }

    @Override
    public String toString() {
      return "advantage {" + cells + ", at-least: " + plain(atLeast) + "}";
    }
  }

  /**
   * A limit to how much more a cell may cost than it did.
   *
   * @param tolerance slowdown as a fraction above which a cell regressed, in (0,1)
   * @param margin slowdown as a fraction under which it passes, in (tolerance,1)
   */
  record Regression(int line, CellPattern cells, double tolerance, double margin) implements Rule {
    @Override
    public String toString() {
      return "regression {"
          + cells
          + ", tolerance: "
          + plain(tolerance)
          + ", margin: "
          + plain(margin)
          + "}";
    }
  }

  /**
   * An exact count per operation.
   *
   * @param counter the counters it holds for
   * @param count per operation, 0 or above
   */
  record Counter(int line, CellPattern cells, Glob counter, double count) implements Rule {
    @Override
    public String toString() {
      return "counters {" + cells + ", counter: " + counter + ", equals: " + plain(count) + "}";
    }
  }

  /**
   * Cells by name, each name perhaps a glob.
   *
   * @param engine empty for every engine
   * @param params those that must match; other parameters may be anything
   */
  record CellPattern(
      Glob workload, Glob target, Optional<Glob> engine, SortedMap<String, Glob> params) {

    boolean matches(Cell cell) {
      return workload.matches(cell.workload())
          && target.matches(cell.target().label())
          && engine.map(name -> name.matches(cell.engine())).orElse(true)
          && params.entrySet().stream().allMatch(param -> matches(param, cell));
    }

    private static boolean matches(Map.Entry<String, Glob> param, Cell cell) {
      String value = cell.params().get(param.getKey());
      return value != null && param.getValue().matches(value);
    }

    /** Why none of these cells matches: the first name that no cell has, and what they have. */
    String missIn(Collection<Cell> planned) {
      List<Cell> left = List.copyOf(planned);
      List<Named> steps = new ArrayList<>();
      steps.add(new Named("workload", workload, Cell::workload));
      engine.ifPresent(name -> steps.add(new Named("engine", name, Cell::engine)));
      steps.add(new Named("target", target, cell -> cell.target().label()));
      params.forEach(
          (name, value) ->
              steps.add(
                  new Named(
                      "parameter " + name,
                      value,
                      cell -> cell.params().getOrDefault(name, "absent"))));
      for (Named step : steps) {
        List<String> known = left.stream().map(step.of()).distinct().sorted().toList();
        left = left.stream().filter(cell -> step.glob().matches(step.of().apply(cell))).toList();
        if (left.isEmpty()) {
          return step.what()
              + " '"
              + step.glob()
              + "' is not in it"
              + NearMiss.hint(step.glob().text(), known);
        }
      }
      return "no cell has all of these together";
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder("workload: " + workload + ", target: " + target);
      engine.ifPresent(name -> text.append(", engine: ").append(name));
      if (!params.isEmpty()) {
        List<String> pairs = new ArrayList<>();
        params.forEach((name, value) -> pairs.add(name + ": " + value));
        text.append(", params: {").append(String.join(", ", pairs)).append('}');
      }
      return text.toString();
    }
  }

  /** A name of a pattern, and where a cell has its own. */
  record Named(String what, Glob glob, Function<Cell, String> of) {}

  private static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
