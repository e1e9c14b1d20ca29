package dev.layertax.benchmarks.workload;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;

/**
 * The benchmarks of somebody's own JMH jar, as workloads: each benchmark method that has a
 * parameter {@code location} is one, named by its class and method, with the rest of its parameters
 * and their values.
 *
 * <p>Such a benchmark opens {@code Path.of(URI.create(location))}, a directory that is there and
 * empty; the simulated layer is mounted already. It knows nothing of Layertax.
 */
public final class JmhBenchmarks {
  static final String LOCATION = "location";

  /** Layertax describes its own, and has some that are no workloads. */
  private static final String OURS = "dev.layertax.";

  /** Of several modes of one benchmark the one that tells most is measured. */
  private static final List<Mode> MOST_TELLING_FIRST =
      List.of(Mode.SampleTime, Mode.AverageTime, Mode.Throughput, Mode.SingleShotTime);

  private JmhBenchmarks() {}

  /**
   * What the lists of benchmarks say that a class loader finds, but for the benchmarks that the
   * workloads described already have.
   *
   * @throws IOException if a list cannot be read
   */
  public static List<Workload> of(ClassLoader loader, Collection<Workload> described)
      throws IOException {
    List<BenchmarkListEntry> entries = new ArrayList<>();
    List<URL> lists = new ArrayList<>();
    loader
        .getResources(BenchmarkList.BENCHMARK_LIST.substring(1))
        .asIterator()
        .forEachRemaining(lists::add);
    for (URL list : lists) {
      try (InputStream in = list.openStream()) {
        entries.addAll(BenchmarkList.readBenchmarkList(in));
      }
    }
    List<String> known = described.stream().map(Workload::benchmark).toList();
    Map<String, List<BenchmarkListEntry>> byMethod = new LinkedHashMap<>();
    for (BenchmarkListEntry entry : entries) {
      boolean isDescribed =
          entry.getUserClassQName().startsWith(OURS)
              || known.contains(entry.getUserClassQName())
              || known.contains(entry.getUsername());
      if (!isDescribed && params(entry).containsKey(LOCATION)) {
        byMethod.computeIfAbsent(entry.getUsername(), any -> new ArrayList<>()).add(entry);
      }
    }
    return named(byMethod);
  }

  /** By class and method alone where that is unique, else with the package. */
  private static List<Workload> named(Map<String, List<BenchmarkListEntry>> byMethod) {
    Map<String, Long> shortNames =
        byMethod.keySet().stream()
            .collect(Collectors.groupingBy(JmhBenchmarks::shortName, Collectors.counting()));
    return byMethod.entrySet().stream()
        .map(
            entry -> {
              String name = shortName(entry.getKey());
              return workload(
                  shortNames.get(name) == 1 ? name : entry.getKey(), mostTelling(entry.getValue()));
            })
        .toList();
  }

  private static BenchmarkListEntry mostTelling(List<BenchmarkListEntry> modes) {
    return modes.stream()
        .min(Comparator.comparingInt(entry -> MOST_TELLING_FIRST.indexOf(entry.getMode())))
        .orElseThrow();
  }

  private static String shortName(String method) {
    int dot = method.lastIndexOf('.', method.lastIndexOf('.') - 1);
    return method.substring(dot + 1);
  }

  private static Workload workload(String name, BenchmarkListEntry entry) {
    Workload.Builder builder =
        Workload.named(name)
            .benchmark(entry.getUsername())
            .question("What does " + name + " cost?")
            .operation("One operation of the JMH benchmark " + entry.getUsername() + ".")
            .boundByProcessor()
            .ofJmhAlone(entry.getMode());
    params(entry)
        .forEach(
            (parameter, values) -> {
              if (!parameter.equals(LOCATION)) {
                builder.parameter(parameter, "of the benchmark", values);
              }
            });
    if (entry.getMode() == Mode.SingleShotTime) {
      // Note: its own numbers of iterations are the most it is good for; it may use up files.
      int warmups = entry.getWarmupIterations().orElse(Integer.MAX_VALUE);
      int measured = entry.getMeasurementIterations().orElse(Integer.MAX_VALUE);
      builder.singleShot(params -> warmups, params -> measured);
    }
    return builder.build();
  }

  private static Map<String, String[]> params(BenchmarkListEntry entry) {
    Map<String, String[]> params = new TreeMap<>();
    if (entry.getParams().hasValue()) {
      entry
          .getParams()
          .get()
          .forEach((name, values) -> params.put(name, Arrays.copyOf(values, values.length)));
    }
    return params;
  }
}
