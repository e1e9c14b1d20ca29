package dev.layertax.harness.plan;

import dev.layertax.benchmarks.workload.Parameter;
import dev.layertax.benchmarks.workload.Workload;
import dev.layertax.benchmarks.workload.Workloads;
import dev.layertax.reports.model.Measurement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How much a run measures, and how long. */
@SuppressWarnings("ImmutableEnumChecker") // a measurement is a record of numbers
public enum Profile {
  /** Two minutes: enough to see the large effects and that everything works. */
  SMOKE(
      5,
      Duration.ofSeconds(110),
      new Measurement(3, .05, 5, .05),
      48,
      4,
      "at most 2 minutes; a slow machine makes fewer"),
  /** The standard workloads, with blocks enough to decide most of them. */
  STANDARD(
      8,
      Duration.ofMinutes(11),
      new Measurement(3, .1, 5, .1),
      200,
      8,
      "about 11 minutes on two cores; at most 12, a slow machine makes fewer"),
  /** Every workload, with blocks enough for small effects and for intervals of percentiles. */
  THOROUGH(
      40, null, new Measurement(5, .2, 10, .2), 200, 16, "about 12 hours on two cores, no limit");

  /** A single shot ends when it is done; its length says nothing. */
  private static final double UNUSED_SECONDS = 1;

  private static final Map<String, List<String>> SMOKE_VALUES =
      Map.of(
          "first-write size", List.of("4KiB", "64MiB"),
          "sqlite-transaction start", List.of("shipped"),
          "sqlite-first-transaction journal", List.of("DELETE"),
          "h2-transaction start", List.of("shipped"));

  /** One value of these, the one that says most, leaves time for blocks. */
  private static final Map<String, List<String>> FEWER_VALUES =
      Map.ofEntries(
          Map.entry("metadata-change size", List.of("1MiB")),
          Map.entry("missing-lookup layers", List.of("20")),
          Map.entry("delete-image-files size", List.of("64MiB")),
          Map.entry("group-commit writers", List.of("1", "32")),
          Map.entry("group-commit record", List.of("512B")),
          Map.entry("checkpoint page", List.of("8KiB")),
          Map.entry("checkpoint sync", List.of("fsync")),
          Map.entry("doublewrite page", List.of("16KiB")),
          Map.entry("lsm-compaction buffer", List.of("4MiB")),
          Map.entry("lsm-compaction sync", List.of("fdatasync")),
          Map.entry("preallocate sync", List.of("fdatasync")),
          Map.entry("log-rotate record", List.of("256B")),
          Map.entry("log-rotate sync", List.of("none")),
          Map.entry("rocksdb-put sync", List.of("fdatasync")));

  private final int blocks;
  private final Duration budget;
  private final Measurement steady;
  private final int singleShotWarmups;
  private final int singleShots;
  private final String duration;

  Profile(
      int blocks,
      Duration budget,
      Measurement steady,
      int singleShotWarmups,
      int singleShots,
      String duration) {
    this.blocks = blocks;
    this.budget = budget;
    this.steady = steady;
    this.singleShotWarmups = singleShotWarmups;
    this.singleShots = singleShots;
    this.duration = duration;
  }

  /** The profile of that name, if there is one. */
  public static Optional<Profile> of(String name) {
    return Arrays.stream(values()).filter(profile -> profile.label().equals(name)).findFirst();
  }

  /** The name in commands and files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Blocks a run makes unless told otherwise. */
  public int blocks() {
    return blocks;
  }

  /** Time after which a run of that many blocks starts no further one; empty for none. */
  Optional<Duration> budget() {
    return Optional.ofNullable(budget);
  }

  /** What a user should expect to wait, in words. */
  public String duration() {
    return duration;
  }

  /** How long a fork measures this workload with these parameters. */
  Measurement measurement(Workload workload, Map<String, String> params) {
    if (!workload.singleShot()) {
      return steady;
    }
    return new Measurement(
        Math.min(singleShotWarmups, workload.maxWarmupIterations(params)),
        UNUSED_SECONDS,
        Math.min(singleShots, workload.maxIterations(params)),
        UNUSED_SECONDS);
  }

  /** The workloads of a run that names none. */
  public List<Workload> workloads() {
    return switch (this) {
      case SMOKE -> Workloads.databases();
      case STANDARD -> Workloads.standard();
      case THOROUGH -> Workloads.own().all();
    };
  }

  /** The parameter's values this profile visits, whether its workload was named or not. */
  public List<String> values(Workload workload, Parameter parameter) {
    String key = workload.name() + " " + parameter.name();
    if (this == THOROUGH) {
      return parameter.values();
    }
    List<String> fewer = FEWER_VALUES.getOrDefault(key, parameter.values());
    return this == SMOKE ? SMOKE_VALUES.getOrDefault(key, fewer) : fewer;
  }
}
