package dev.layertax.reports.rundir;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.CellCost;
import dev.layertax.reports.model.Iteration;
import dev.layertax.reports.model.Measurement;
import dev.layertax.reports.model.PlannedCell;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.model.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A run in the JSON of JMH 1.37's {@code JSONResultFormat}, which existing viewers open.
 *
 * <p>One benchmark per measured cell, {@code dev.layertax.<workload>}, a fork per block. The score
 * is this run's own estimate with its interval over blocks, not JMH's mean over pooled iterations;
 * {@code rawData} holds every iteration of every fork, set-aside blocks included. A cell without a
 * measurement has no place in the format; {@code results.json} names its failures.
 */
final class JmhResult {

  private static final String UNKNOWN = "unknown";
  private static final double[] PERCENTILES = {
    0, 50, 90, 95, 99, 99.9, 99.99, 99.999, 99.9999, 100
  };

  private JmhResult() {}

  static List<Map<String, Object>> of(Run run, Results results) {
    Map<Cell, CellCost> costs = new LinkedHashMap<>();
    results.costs().forEach(cost -> costs.put(cost.cell(), cost));
    results.sentinels().forEach(sentinel -> costs.put(sentinel.cost().cell(), sentinel.cost()));
    List<Map<String, Object>> benchmarks = new ArrayList<>();
    Stream.concat(run.plan().cells().stream(), run.plan().sentinels().stream())
        .forEach(
            planned -> {
              List<double[]> raw = rawData(run, planned.cell());
              CellCost cost = costs.get(planned.cell());
              if (cost != null && !raw.isEmpty()) {
                benchmarks.add(benchmark(run, planned, cost, raw));
              }
            });
    return benchmarks;
  }

  private static Map<String, Object> benchmark(
      Run run, PlannedCell planned, CellCost cost, List<double[]> raw) {
    Map<String, String> host = run.environment().host();
    Measurement measurement = planned.measurement();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("jmhVersion", host.getOrDefault("jmh", UNKNOWN));
    json.put("benchmark", "dev.layertax." + planned.cell().workload());
    json.put("mode", "avgt");
    json.put("threads", 1);
    json.put("forks", raw.size());
    json.put("jvm", host.getOrDefault("jvm", UNKNOWN));
    json.put("jvmArgs", List.of());
    json.put("jdkVersion", host.getOrDefault("jdk", UNKNOWN));
    json.put("vmName", host.getOrDefault("vmName", UNKNOWN));
    json.put("vmVersion", host.getOrDefault("vmVersion", UNKNOWN));
    json.put("warmupIterations", measurement.warmupIterations());
    json.put("warmupTime", measurement.warmupSeconds() + " s");
    json.put("warmupBatchSize", 1);
    json.put("measurementIterations", measurement.iterations());
    json.put("measurementTime", measurement.iterationSeconds() + " s");
    json.put("measurementBatchSize", 1);
    json.put("params", params(planned.cell()));
    json.put("primaryMetric", primaryMetric(cost, raw));
    json.put("secondaryMetrics", Map.of());
    return json;
  }

  private static Map<String, String> params(Cell cell) {
    Map<String, String> params = new LinkedHashMap<>(cell.params());
    params.put("engine", cell.engine());
    params.put("target", cell.target().label());
    return params;
  }

  private static Map<String, Object> primaryMetric(CellCost cost, List<double[]> raw) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("score", orNaN(cost.secondsPerOp()));
    json.put("scoreError", orNaN((cost.high() - cost.low()) / 2));
    json.put("scoreConfidence", List.of(orNaN(cost.low()), orNaN(cost.high())));
    json.put("scorePercentiles", percentiles(raw));
    json.put("scoreUnit", "s/op");
    json.put("rawData", raw);
    return json;
  }

  /** JMH writes what is not a number as this text. */
  private static Object orNaN(double value) {
    return Double.isFinite(value) ? (Object) value : "NaN";
  }

  /** Of all iterations, as JMH does: numpy.percentile(x, p, method="weibull"). */
  private static Map<String, Double> percentiles(List<double[]> raw) {
    double[] sorted = raw.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
    Map<String, Double> json = new LinkedHashMap<>();
    for (double percent : PERCENTILES) {
      double rank = percent / 100 * (sorted.length + 1);
      int below = (int) rank;
      double value;
      if (below < 1) {
        value = sorted[0];
      } else if (below >= sorted.length) {
        value = sorted[sorted.length - 1];
      } else {
        value = sorted[below - 1] + (rank - below) * (sorted[below] - sorted[below - 1]);
      }
      json.put(Double.toString(percent), value);
    }
    return json;
  }

  private static List<double[]> rawData(Run run, Cell cell) {
    return run.samples().stream()
        .filter(sample -> sample.succeeded() && sample.cell().equals(cell))
        .sorted(Comparator.comparingInt(Sample::block))
        .map(
            sample ->
                sample.fork().iterations().stream().mapToDouble(Iteration::secondsPerOp).toArray())
        .toList();
  }
}
