package dev.layertax.reports.model;

import java.util.List;

/** A plan under change: what is not set stays as it was. */
final class PlanChange {
  private final Plan from;
  List<PlannedCell> cells;
  List<PlannedCell> sentinels;
  List<UnmeasuredCell> unmeasured;
  List<DatabasePattern> patterns;
  List<Integer> looks;
  List<MeasuredJar> jars;

  PlanChange(Plan from) {
    this.from = from;
    cells = from.cells();
    sentinels = from.sentinels();
    unmeasured = from.unmeasured();
    patterns = from.patterns();
    looks = from.looks();
    jars = from.jars();
  }

  Plan plan() {
    return new Plan(
        from.schemaVersion(),
        from.runId(),
        from.createdAt(),
        from.layertaxVersion(),
        from.profile(),
        from.seed(),
        from.blocks(),
        from.budgetSeconds(),
        from.confidence(),
        from.equivalenceMargin(),
        cells,
        sentinels,
        from.command(),
        from.policy(),
        unmeasured,
        patterns,
        looks,
        jars);
  }
}
