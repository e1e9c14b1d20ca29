package dev.layertax.reports.gate;

import dev.layertax.reports.gate.Finding.Verdict;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Certificate.Claim;
import dev.layertax.reports.model.Measurement;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.PlannedCell;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.stats.BinomialEstimate;
import dev.layertax.reports.stats.Evidence;
import dev.layertax.reports.stats.Looks;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Thousands of gate runs whose truth is known: what share of them raises a false alarm, and what
 * share notices.
 *
 * <p>Each run has as many gated cells as the certificate speaks of, looks at 10, 20, 30 and 40
 * blocks and makes ten more to confirm, and ends when its verdicts are settled, by the very code
 * that ends and judges real runs.
 */
final class GateSimulation {

  static final int GATED_CELLS = 24;
  static final int MOST_BLOCKS = 50;

  private static final double CONFIDENCE = .95;
  private static final Policy SLOWDOWNS =
      Policy.parse("regression:\n- {workload: '*', target: named-volume}\n", "simulation");
  private static final Policy FLOORS =
      Policy.parse(
          "advantage:\n- {workload: '*', target: named-volume, at-least: 1.2}\n", "simulation");

  private final BlockNoise noise;
  private final String noiseName;
  private final long seed;

  /**
   * @param noise of the blocks
   * @param noiseName for the certificate
   */
  GateSimulation(BlockNoise noise, String noiseName, long seed) {
    this.noise = noise;
    this.noiseName = noiseName;
    this.seed = seed;
  }

  /** What a run of the simulation ended with. */
  private record Ended(GateOutcome outcome, int blocks) {}

  /** Share of runs with a REGRESSION in any cell though nothing changed. */
  Claim falseAlarms(double sd, int runs, double promised) {
    return claim(
        "false-regression",
        sd,
        0,
        runs,
        promised,
        Promise.UNDER,
        MOST_BLOCKS,
        random -> slowdowns(random, sd, 0, MOST_BLOCKS),
        outcome -> any(outcome, Verdict.REGRESSION));
  }

  /** Share of runs in which the one slowed cell is a REGRESSION. */
  Claim power(double sd, double slowdown, int runs, double promised) {
    return power(sd, slowdown, runs, promised, MOST_BLOCKS);
  }

  /** The same of runs that make no more blocks than that, those that confirm included. */
  Claim power(double sd, double slowdown, int runs, double promised, int mostBlocks) {
    return claim(
        "regression-found",
        sd,
        slowdown,
        runs,
        promised,
        Promise.AT_LEAST,
        mostBlocks,
        random -> slowdowns(random, sd, slowdown, mostBlocks),
        outcome -> first(outcome) == Verdict.REGRESSION);
  }

  /** Share of runs in which the one cell without its advantage is LOST. */
  Claim lost(double sd, int runs, double promised) {
    return claim(
        "lost-advantage-found",
        sd,
        0,
        runs,
        promised,
        Promise.AT_LEAST,
        MOST_BLOCKS,
        random -> floors(random, sd, 0, StrictMath.log(2)),
        outcome -> first(outcome) == Verdict.LOST);
  }

  /** Share of runs with any LOST though every advantage stands exactly at its floor. */
  Claim falselyLost(double sd, int runs, double promised) {
    double floor = StrictMath.log(1.2);
    return claim(
        "false-lost",
        sd,
        0,
        runs,
        promised,
        Promise.AT_MOST,
        MOST_BLOCKS,
        random -> floors(random, sd, floor, floor),
        outcome -> any(outcome, Verdict.LOST));
  }

  /** Share of 99 % intervals of so many blocks that cover the truth. */
  Claim coverage(double sd, int blocks, int intervals) {
    Random random = random("coverage", sd, blocks);
    int covered = 0;
    for (int i = 0; i < intervals; i++) {
      Evidence evidence = Evidence.of(noise.draw(random, blocks, sd));
      covered += StrictMath.abs(evidence.estimate()) <= evidence.reach(.005) ? 1 : 0;
    }
    BinomialEstimate share = BinomialEstimate.of(covered, intervals, CONFIDENCE);
    return new Claim(
        "coverage-of-99-percent",
        noiseName,
        sd,
        0,
        intervals,
        covered,
        share.share(),
        share.low(),
        share.high(),
        blocks,
        blocks,
        .99,
        share.share() >= .98 && share.share() <= .996);
  }

  /** How a share keeps to what is promised. */
  private enum Promise {
    /** Surely under it. */
    UNDER,
    /** Not surely above it: the truth is where a false claim is likeliest. */
    AT_MOST,
    /** As seen, at least it. */
    AT_LEAST;

    boolean isKept(BinomialEstimate share, double promised) {
      return switch (this) {
        case UNDER -> share.high() < promised;
        case AT_MOST -> share.low() <= promised;
        case AT_LEAST -> share.share() >= promised;
      };
    }
  }

  private interface Draw {
    Ended run(Random random);
  }

  private interface Found {
    boolean in(GateOutcome outcome);
  }

  private Claim claim(
      String name,
      double sd,
      double effect,
      int runs,
      double promised,
      Promise promise,
      int mostBlocks,
      Draw draw,
      Found found) {
    Random random = random(name, sd, effect);
    int count = 0;
    long blocks = 0;
    for (int run = 0; run < runs; run++) {
      Ended ended = draw.run(random);
      count += found.in(ended.outcome()) ? 1 : 0;
      blocks += ended.blocks();
    }
    BinomialEstimate share = BinomialEstimate.of(count, runs, CONFIDENCE);
    return new Claim(
        name,
        noiseName,
        sd,
        effect,
        runs,
        count,
        share.share(),
        share.low(),
        share.high(),
        mostBlocks,
        (double) blocks / runs,
        promised,
        promise.isKept(share, promised));
  }

  /** Each claim draws for itself, so that one more trial of one changes no other. */
  private Random random(String name, double sd, double effect) {
    return new Random(
        seed ^ (31L * name.hashCode() + Double.hashCode(sd)) * 1_000_003 + Double.hashCode(effect));
  }

  private Ended slowdowns(Random random, double sd, double slowdown, int mostBlocks) {
    Map<Cell, double[]> effects = new HashMap<>();
    for (int i = 0; i < GATED_CELLS; i++) {
      effects.put(cell(i), shifted(noise.draw(random, MOST_BLOCKS, sd), i == 0 ? slowdown : 0));
    }
    return run(SLOWDOWNS, effects, mostBlocks);
  }

  private Ended floors(Random random, double sd, double first, double others) {
    Map<Cell, double[]> effects = new HashMap<>();
    for (int i = 0; i < GATED_CELLS; i++) {
      effects.put(
          cell(i),
          shifted(noise.draw(random, MOST_BLOCKS, sd), StrictMath.expm1(i == 0 ? first : others)));
    }
    return run(FLOORS, effects, MOST_BLOCKS);
  }

  private static double[] shifted(double[] blocks, double fraction) {
    double shift = StrictMath.log1p(fraction);
    return Arrays.stream(blocks).map(block -> block + shift).toArray();
  }

  private static Ended run(Policy policy, Map<Cell, double[]> effects, int mostBlocks) {
    GateOutcome outcome = null;
    int made = 0;
    for (int look : List.of(10, 20, 30, 40, MOST_BLOCKS)) {
      if (look > mostBlocks) {
        break;
      }
      made = look;
      outcome =
          Gate.judge(
              policy,
              PLAN,
              RESULTS,
              Optional.empty(),
              new SimulatedEvidence(Looks.USUAL, made, effects));
      if (Gate.isSettled(outcome)) {
        break;
      }
    }
    return new Ended(outcome, made);
  }

  private static boolean any(GateOutcome outcome, Verdict verdict) {
    return outcome.findings().stream().anyMatch(finding -> finding.verdict() == verdict);
  }

  private static Verdict first(GateOutcome outcome) {
    return outcome.findings().stream()
        .filter(finding -> finding.cell().equals(cell(0)))
        .map(Finding::verdict)
        .findFirst()
        .orElseThrow();
  }

  private static Cell cell(int number) {
    return Cell.of("simulated", "workload-" + number, Map.of(), Target.NAMED_VOLUME);
  }

  private static final Plan PLAN =
      new Plan(
              Plan.SCHEMA_VERSION,
              "simulation",
              "2026-01-01T00:00:00Z",
              "",
              "smoke",
              0,
              MOST_BLOCKS,
              null,
              .99,
              .05,
              IntStream.range(0, GATED_CELLS)
                  .mapToObj(GateSimulation::cell)
                  .flatMap(cell -> Stream.of(cell, cell.on(Target.WRITABLE_LAYER)))
                  .map(cell -> new PlannedCell(cell, new Measurement(0, 0, 1, 0)))
                  .toList(),
              List.of(),
              List.of(),
              null)
          .lookingAfter(Looks.USUAL.blocks());

  private static final Results RESULTS =
      new Results(
          Plan.SCHEMA_VERSION,
          "simulation",
          "smoke",
          MOST_BLOCKS,
          MOST_BLOCKS,
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of());
}
