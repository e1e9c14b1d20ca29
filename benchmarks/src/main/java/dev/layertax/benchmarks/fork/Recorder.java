package dev.layertax.benchmarks.fork;

import dev.layertax.benchmarks.workload.IterationCounts;
import dev.layertax.benchmarks.workload.StorageState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.util.Statistics;

/**
 * Takes what JMH reports as it goes, and prints nothing. Times are in nanoseconds.
 *
 * <p>Note: the cost of a steady operation is not the mean of JMH's samples. Above 20 samples a
 * millisecond {@code SampleBuffer.half} thins them out, but no bucket below one, so that rare slow
 * operations weigh too much: up to 30 % in the mean of a buffered page write on a busy machine. For
 * the same reason the far percentiles of operations under 50 microseconds are upper bounds.
 */
final class Recorder implements OutputFormat {

  /**
   * One iteration: operations done by all threads, and the nanoseconds of one: for a workload of
   * several threads the inverse of their throughput, less than what one thread waits for one.
   */
  record Trace(long operations, double nanosPerOp) {}

  private final List<Trace> warmup = new ArrayList<>();
  private final List<Trace> iterations = new ArrayList<>();
  private final Map<String, Long> counters = new TreeMap<>();
  private final SortedMap<Long, Long> latencies = new TreeMap<>();
  private long countedOperations;

  List<Trace> warmup() {
    return warmup;
  }

  List<Trace> iterations() {
    return iterations;
  }

  /** Totals over the measured iterations, to be divided by {@link #countedOperations}. */
  Map<String, Long> counters() {
    return counters;
  }

  /** All operations of the measured iterations, those JMH did not time included. */
  long countedOperations() {
    return countedOperations;
  }

  /** How many operations took how many nanoseconds, over the measured iterations. */
  SortedMap<Long, Long> latencies() {
    return latencies;
  }

  @Override
  public void iterationResult(
      BenchmarkParams benchmark, IterationParams params, int iteration, IterationResult result) {
    Statistics statistics = result.getPrimaryResult().getStatistics();
    IterationCounts counts = StorageState.lastIteration();
    long operations = result.getMetadata().getAllOps();
    double nanosPerOp = nanosPerOp(benchmark, params, statistics, counts, operations);
    Trace trace = new Trace(operations, nanosPerOp);
    if (params.getType() == IterationType.WARMUP) {
      warmup.add(trace);
      return;
    }
    iterations.add(trace);
    countedOperations += operations;
    if (counts != null) {
      for (Map.Entry<String, Long> counter : counts.counts().entrySet()) {
        add(counters, counter.getKey(), counter.getValue());
      }
    }
    if (benchmark.getMode() == Mode.SampleTime || benchmark.getMode() == Mode.SingleShotTime) {
      addLatencies(statistics);
    }
  }

  /**
   * By our own clock where the benchmark starts it; of a single shot by JMH's. Of a benchmark that
   * knows nothing of Layertax by JMH's too: its throughput and its mean become the time over the
   * operations of all threads, and so do samples as long as JMH has kept them all. Where it has
   * thinned them out their mean is no longer that of the operations, and the iteration's length
   * stands for the time that passed.
   */
  private static double nanosPerOp(
      BenchmarkParams benchmark,
      IterationParams params,
      Statistics statistics,
      IterationCounts counts,
      long operations) {
    if (benchmark.getMode() == Mode.SingleShotTime) {
      return statistics.getMean();
    }
    if (counts != null) {
      return (double) counts.nanos() / operations;
    }
    if (benchmark.getMode() == Mode.Throughput) {
      return 1 / statistics.getMean();
    }
    boolean thinned = benchmark.getMode() == Mode.SampleTime && statistics.getN() < operations;
    return thinned
        ? (double) params.getTime().convertTo(TimeUnit.NANOSECONDS) / operations
        : statistics.getMean() / benchmark.getThreads();
  }

  private void addLatencies(Statistics statistics) {
    Iterator<Map.Entry<Double, Long>> raw = statistics.getRawData();
    while (raw.hasNext()) {
      Map.Entry<Double, Long> bucket = raw.next();
      add(latencies, Math.round(bucket.getKey()), bucket.getValue());
    }
  }

  private static <K> void add(Map<K, Long> sums, K key, long value) {
    Long sum = sums.get(key);
    sums.put(key, sum == null ? value : sum + value);
  }

  @Override
  public void iteration(BenchmarkParams benchmark, IterationParams params, int iteration) {}

  @Override
  public void startBenchmark(BenchmarkParams benchmark) {}

  @Override
  public void endBenchmark(BenchmarkResult result) {}

  @Override
  public void startRun() {}

  @Override
  public void endRun(Collection<RunResult> result) {}

  @Override
  public void print(String text) {}

  @Override
  public void println(String text) {}

  @Override
  public void verbosePrintln(String text) {}

  @Override
  public void flush() {}

  @Override
  public void close() {}

  @Override
  public void write(int b) {}

  @Override
  public void write(byte[] b) {}
}
