package dev.layertax.benchmarks.workload;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;

/** The workloads there are: Layertax's own, and those that further jars bring. */
public final class Workloads {
  private static final List<Workload> SENTINELS =
      List.of(
          Workload.named("cpu-sentinel")
              .benchmark(CpuSentinel.class)
              .question("Does the machine compute as fast as before?")
              .operation("Compute the CRC-32C of 256 KiB in memory.")
              .boundByProcessor()
              .build(),
          Workload.named("storage-anchor")
              .benchmark(StorageAnchor.class)
              .question("Does the disk flush as fast as before?")
              .operation(
                  "Append one 8 KiB record to a file of a plain directory, and fdatasync it.")
              .build());

  private static final List<Workload> STANDARD =
      Stream.concat(DatabaseWorkloads.ALL.stream(), LayerWorkloads.ALL.stream()).toList();

  private final List<Workload> all;

  private Workloads(List<Workload> all) {
    this.all = List.copyOf(all);
  }

  /** Those of Layertax alone. */
  public static Workloads own() {
    return new Workloads(Stream.concat(STANDARD.stream(), FurtherWorkloads.ALL.stream()).toList());
  }

  /**
   * Those of Layertax, and those that the jars of this class path bring.
   *
   * @throws IOException if a list of benchmarks cannot be read
   */
  public static Workloads ofClassPath() throws IOException {
    ClassLoader loader = Workloads.class.getClassLoader();
    Workloads described = own().with(broughtBy(loader));
    return described.with(JmhBenchmarks.of(loader, described.everything()));
  }

  /**
   * Those that the providers of a class loader describe.
   *
   * @throws java.util.ServiceConfigurationError if a provider cannot be loaded
   */
  public static List<Workload> broughtBy(ClassLoader loader) {
    return ServiceLoader.load(WorkloadProvider.class, loader).stream()
        .flatMap(provider -> provider.get().workloads().stream())
        .toList();
  }

  /**
   * These and more.
   *
   * @throws IllegalArgumentException if two workloads have one name
   */
  public Workloads with(List<Workload> more) {
    List<Workload> all = Stream.concat(this.all.stream(), more.stream()).toList();
    Set<String> names = new HashSet<>();
    for (Workload workload : Stream.concat(all.stream(), SENTINELS.stream()).toList()) {
      if (!names.add(workload.name())) {
        throw new IllegalArgumentException(
            "two workloads are named " + workload.name() + "; rename one of them");
      }
    }
    return new Workloads(all);
  }

  /** Those that ask a question, in the order of the reports. */
  public List<Workload> all() {
    return all;
  }

  /** Those that ask a question and are measured unless told otherwise; databases' first. */
  public static List<Workload> standard() {
    return STANDARD;
  }

  /** The first write patterns of databases; the others ask what a copy-on-write layer changes. */
  public static List<Workload> databases() {
    return DatabaseWorkloads.ALL;
  }

  /** Those that watch the machine, apart from the others: they are visited once in every block. */
  public static List<Workload> sentinels() {
    return SENTINELS;
  }

  /** Those that ask a question, and the sentinels. */
  public List<Workload> everything() {
    return Stream.concat(all.stream(), SENTINELS.stream()).toList();
  }

  /** The workload or sentinel of a name. */
  public Optional<Workload> find(String name) {
    return everything().stream().filter(workload -> workload.name().equals(name)).findFirst();
  }
}
