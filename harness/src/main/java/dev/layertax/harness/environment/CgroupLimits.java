package dev.layertax.harness.environment;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The limits on this process's control group, the tightest of it and those above it (kernel's
 * cgroup-v2.rst; version 1's sched-bwc.rst and memory.rst).
 *
 * @param cores CPU time per time, for example {@code 1.50}; empty without a limit
 * @param memoryBytes empty without a limit
 */
record CgroupLimits(Optional<String> cores, Optional<String> memoryBytes) {

  /** Version 1 writes "no limit" as a number near the largest. */
  private static final long UNLIMITED = 1L << 60;

  private record Group(Path mount, Path path) {}

  static CgroupLimits of(Path root) {
    List<String> memberships = TextFiles.lines(root.resolve("proc/self/cgroup"));
    Path cgroup = root.resolve("sys/fs/cgroup");
    double cores = Double.POSITIVE_INFINITY;
    long memory = UNLIMITED;
    for (String membership : memberships) {
      String[] fields = membership.split(":", 3);
      if (fields.length < 3) {
        continue;
      }
      List<String> controllers = List.of(fields[1].split(",", -1));
      Path path = Path.of("/").relativize(Path.of(fields[2]));
      if (fields[1].isEmpty()) {
        Group group = new Group(cgroup, path);
        cores = Math.min(cores, walk(group, CgroupLimits::coresV2));
        memory = Math.min(memory, (long) walk(group, at -> number(at.resolve("memory.max"))));
      }
      if (controllers.contains("cpu")) {
        cores =
            Math.min(cores, walk(new Group(cgroup.resolve("cpu"), path), CgroupLimits::coresV1));
      }
      if (controllers.contains("memory")) {
        memory =
            Math.min(
                memory,
                (long)
                    walk(
                        new Group(cgroup.resolve("memory"), path),
                        at -> number(at.resolve("memory.limit_in_bytes"))));
      }
    }
    return new CgroupLimits(
        Double.isInfinite(cores)
            ? Optional.empty()
            : Optional.of(String.format(Locale.ROOT, "%.2f", cores)),
        memory >= UNLIMITED ? Optional.empty() : Optional.of(Long.toString(memory)));
  }

  /** The smallest value from the group up to the mount. */
  private static double walk(Group group, ToDoubleFunction<Path> value) {
    double smallest = Double.POSITIVE_INFINITY;
    Path at = group.mount().resolve(group.path()).normalize();
    while (at != null && at.startsWith(group.mount())) {
      smallest = Math.min(smallest, value.applyAsDouble(at));
      at = at.getParent();
    }
    return smallest;
  }

  private static double coresV2(Path group) {
    return TextFiles.read(group.resolve("cpu.max"))
        .map(text -> text.split(" ", -1))
        .filter(words -> words.length == 2 && !words[0].equals("max"))
        .map(words -> Double.parseDouble(words[0]) / Double.parseDouble(words[1]))
        .orElse(Double.POSITIVE_INFINITY);
  }

  private static double coresV1(Path group) {
    double quota = number(group.resolve("cpu.cfs_quota_us"));
    return quota > 0 && !Double.isInfinite(quota)
        ? quota / number(group.resolve("cpu.cfs_period_us"))
        : Double.POSITIVE_INFINITY;
  }

  private static double number(Path file) {
    return TextFiles.read(file)
        .filter(text -> text.matches("-?[0-9]{1,19}"))
        .map(Double::parseDouble)
        .orElse(Double.POSITIVE_INFINITY);
  }
}
