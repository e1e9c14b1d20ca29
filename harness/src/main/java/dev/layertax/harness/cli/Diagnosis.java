package dev.layertax.harness.cli;

import dev.layertax.reports.model.Environment;
import dev.layertax.reports.model.Passport;
import dev.layertax.reports.model.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One thing found about this machine.
 *
 * @param severity whether a run can be trusted, with care, or not be made
 * @param subject what was looked at
 * @param finding what was found
 * @param advice what to do; empty when nothing has to be done
 */
record Diagnosis(Severity severity, String subject, String finding, String advice) {

  /** How bad it is. */
  enum Severity {
    OK,
    WARN,
    FAIL
  }

  /** A smoke run's images, volumes and copies, rounded up. */
  private static final long NEEDED_BYTES = 2L << 30;

  private static final long NEEDED_MEMORY_BYTES = 1L << 30;

  static List<Diagnosis> of(Environment environment) {
    Map<String, String> host = environment.host();
    List<Diagnosis> found = new ArrayList<>();
    found.add(ok("Java", host.getOrDefault("jdk", "unknown")));
    found.add(ok("kernel", host.getOrDefault("kernel", host.getOrDefault("os", "unknown"))));
    found.add(cores(host));
    found.add(memory(host));
    if (host.containsKey("governor")) {
      found.add(governor(host.get("governor")));
    }
    Set<String> unavailable = new HashSet<>();
    for (Passport passport : environment.passports()) {
      String why = passport.facts().get("unavailable");
      if (why == null) {
        found.addAll(target(passport));
      } else if (unavailable.add(passport.engine())) {
        found.add(
            new Diagnosis(
                Severity.WARN,
                "engine " + passport.engine(),
                why,
                "runs on the other engines are not touched by it"));
      }
    }
    return found;
  }

  private static Diagnosis ok(String subject, String finding) {
    return new Diagnosis(Severity.OK, subject, finding, "");
  }

  private static Diagnosis cores(Map<String, String> host) {
    String cores = host.getOrDefault("cores", "0");
    return "1".equals(cores)
        ? new Diagnosis(
            Severity.WARN,
            "cores",
            "1",
            "the harness and the measured JVM share it; use two or more for narrow intervals")
        : ok("cores", cores);
  }

  private static Diagnosis memory(Map<String, String> host) {
    String bytes = host.get("memoryBytes");
    if (bytes == null) {
      return ok("memory", "this machine does not tell");
    }
    return Long.parseLong(bytes) < NEEDED_MEMORY_BYTES
        ? new Diagnosis(
            Severity.WARN,
            "memory",
            bytes + " bytes",
            "the warm page cache of the largest workload may not fit; leave out first-write")
        : ok("memory", bytes + " bytes");
  }

  private static Diagnosis governor(String governor) {
    return "performance".equals(governor)
        ? ok("CPU governor", governor)
        : new Diagnosis(
            Severity.WARN,
            "CPU governor",
            governor,
            "the clock changes while measuring; set it to performance for narrow intervals");
  }

  private static List<Diagnosis> target(Passport passport) {
    String subject = passport.engine() + " " + passport.target();
    Map<String, String> facts = passport.facts();
    if (passport.invalid().isPresent()) {
      return List.of(
          new Diagnosis(
              Severity.WARN,
              subject,
              "not what its name says: " + passport.invalid().get(),
              "runs do not measure it, and say so"));
    }
    if (facts.containsKey("missing") || facts.containsKey("problem")) {
      String why = facts.getOrDefault("missing", facts.get("problem"));
      return List.of(
          passport.target() == Target.TMPFS
              ? new Diagnosis(Severity.WARN, subject, why, "runs leave this target out")
              : new Diagnosis(
                  Severity.FAIL, subject, why, "choose another directory by --out, or mend this"));
    }
    List<Diagnosis> found = new ArrayList<>();
    found.add(
        ok(
            subject,
            facts.getOrDefault("fileSystem", "unknown file system")
                + " on "
                + facts.getOrDefault("device", "an unknown device")
                + "; flush: "
                + facts.getOrDefault("fsync", "not probed")));
    if (facts.getOrDefault("fsync", "").startsWith("suspiciously")) {
      found.add(
          new Diagnosis(
              Severity.WARN,
              subject,
              "flushes return faster than most devices can",
              "synced workloads then cost less here than on honest storage; compare ratios only"));
    }
    String free = facts.get("freeBytes");
    if (free != null && passport.target() != Target.TMPFS && Long.parseLong(free) < NEEDED_BYTES) {
      found.add(
          new Diagnosis(
              Severity.FAIL,
              subject,
              free + " bytes free, " + NEEDED_BYTES + " needed",
              "free some space or choose another place by --out"));
    }
    return found;
  }
}
