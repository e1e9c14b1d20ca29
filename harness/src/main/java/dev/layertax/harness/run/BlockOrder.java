package dev.layertax.harness.run;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.PlannedCell;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** The order of the visits in a block: drawn from the plan's seed and the block alone. */
final class BlockOrder {

  /** 2^64 divided by the golden ratio: neighbouring blocks get seeds far apart (Knuth 6.4). */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private BlockOrder() {}

  /** Cells and sentinels of the block, each once; the same in every process and on every JDK. */
  static List<PlannedCell> of(Plan plan, int block) {
    return visits(plan, block).stream().flatMap(List::stream).toList();
  }

  /** The same by visits: cells that differ in their phase alone are one. */
  static List<List<PlannedCell>> visits(Plan plan, int block) {
    Map<Cell, List<PlannedCell>> visits = new LinkedHashMap<>();
    Stream.concat(plan.cells().stream(), plan.sentinels().stream())
        .forEach(
            planned ->
                visits
                    .computeIfAbsent(planned.cell().visited(), cell -> new ArrayList<>())
                    .add(planned));
    List<List<PlannedCell>> order = new ArrayList<>(visits.values());
    // Random's sequence is fixed by its specification; that of Collections.shuffle is not.
    Random random = new Random(mix(plan.seed() + GOLDEN * (block + 1)));
    for (int i = order.size() - 1; i > 0; i--) {
      Collections.swap(order, i, random.nextInt(i + 1));
    }
    return Collections.unmodifiableList(order);
  }

  /** SplitMix64's finalizer (Steele, Lea, Flood 2014): every bit of the seed reaches every bit. */
  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
