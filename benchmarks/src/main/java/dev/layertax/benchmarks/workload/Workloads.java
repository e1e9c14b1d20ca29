package dev.layertax.benchmarks.workload;

import dev.layertax.benchmarks.dataset.Dataset;
import java.util.List;
import java.util.Optional;

/** The workloads there are. */
public final class Workloads {
  private static final Dataset NOTHING = new Dataset("nothing", List.of());

  private static final List<Workload> ALL =
      List.of(
          Workload.steady(
              "wal-append",
              WalAppend.class,
              "What does a commit cost that appends to a log?",
              "Append one 8 KiB record to a growing log file and fdatasync it.",
              List.of(),
              NOTHING));

  private static final List<Workload> SENTINELS = List.of();

  private Workloads() {}

  /** Those that ask a question, in the order of the reports. */
  public static List<Workload> all() {
    return ALL;
  }

  /** Those that watch the machine, apart from the others: they are visited once in every block. */
  public static List<Workload> sentinels() {
    return SENTINELS;
  }

  /** The workload or sentinel of a name. */
  public static Optional<Workload> find(String name) {
    for (List<Workload> workloads : List.of(ALL, SENTINELS)) {
      for (Workload workload : workloads) {
        if (workload.name().equals(name)) {
          return Optional.of(workload);
        }
      }
    }
    return Optional.empty();
  }
}
