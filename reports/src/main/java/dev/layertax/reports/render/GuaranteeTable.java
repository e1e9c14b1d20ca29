package dev.layertax.reports.render;

import dev.layertax.reports.model.Guarantee;
import dev.layertax.reports.model.Guarantee.Outcome;
import dev.layertax.reports.model.Guarantees;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.wording.Experiments;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Guarantees on a terminal: the grid for each engine, then the evidence for each outcome. */
public final class GuaranteeTable {

  private final GuaranteeGrid grid;
  private final Terminal out;

  private GuaranteeTable(Guarantees guarantees, int width, boolean colour) {
    this.grid = new GuaranteeGrid(guarantees);
    this.out = new Terminal(width, colour);
  }

  /**
   * The table and the evidence, lines ended by {@code \n}.
   *
   * @param width columns of the terminal; taken as 80 below and as 120 above
   * @param colour whether to colour outcomes; the caller minds {@code NO_COLOR}
   */
  public static String render(Guarantees guarantees, int width, boolean colour) {
    GuaranteeTable table = new GuaranteeTable(guarantees, width, colour);
    table.evidence();
    table.grid();
    return table.out.toString();
  }

  /** The table alone, where a report has the evidence. */
  public static String outcomes(Guarantees guarantees, int width, boolean colour) {
    GuaranteeTable table = new GuaranteeTable(guarantees, width, colour);
    table.grid();
    return table.out.toString();
  }

  /** Last, so that it is what a terminal still shows. */
  private void grid() {
    List<String> head = new ArrayList<>(List.of("outcome"));
    List<String> second = new ArrayList<>(List.of(""));
    for (Target target : grid.targets()) {
      // A label in two lines, so that five of them fit a narrow terminal.
      String[] words = target.label().split("-", 2);
      head.add(words.length == 1 ? "" : words[0] + "-");
      second.add(words[words.length - 1]);
    }
    // The last column is set right, as for a figure; outcomes are words.
    head.add("");
    second.add("");
    for (String engine : grid.engines()) {
      out.wrapped("Engine " + engine, "", Terminal.Colour.BOLD);
      out.table(head, List.of(new Terminal.Section("", rows(engine, second))));
    }
    grid.concerns().forEach(concern -> out.wrapped("! " + concern, "  ", Terminal.Colour.YELLOW));
    out.wrapped(grid.summary(), "", Terminal.Colour.NONE);
  }

  private List<Terminal.Row> rows(String engine, List<String> head) {
    List<Terminal.Row> rows = new ArrayList<>();
    rows.add(new Terminal.Row(head, Terminal.Colour.NONE));
    for (String experiment : grid.experiments(engine)) {
      List<String> cells = new ArrayList<>(List.of(PlainText.oneLine(experiment)));
      for (Target target : grid.targets()) {
        Optional<Guarantee> finding = grid.at(engine, target, experiment);
        cells.add(GuaranteeGrid.word(finding));
      }
      cells.add("");
      rows.add(new Terminal.Row(cells, Terminal.Colour.NONE));
    }
    return rows;
  }

  private void evidence() {
    for (String engine : grid.engines()) {
      Target heading = null;
      for (Guarantee finding : grid.of(engine)) {
        if (finding.target() != heading) {
          heading = finding.target();
          out.wrapped(heading + " of engine " + engine, "", Terminal.Colour.BOLD);
        }
        out.wrapped(
            "%s: %s. %s"
                .formatted(
                    finding.experiment(), Experiments.word(finding.outcome()), finding.evidence()),
            "    ",
            colour(finding.outcome()));
      }
      out.wrapped("", "", Terminal.Colour.NONE);
    }
  }

  private static Terminal.Colour colour(Outcome outcome) {
    return switch (outcome) {
      case KEPT -> Terminal.Colour.GREEN;
      case LOST, FAILED -> Terminal.Colour.RED;
      case ORPHANED -> Terminal.Colour.YELLOW;
      case IMPOSSIBLE, NOT_TRIED -> Terminal.Colour.NONE;
    };
  }
}
