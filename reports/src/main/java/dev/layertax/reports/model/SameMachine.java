package dev.layertax.reports.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether what was measured in two environments may be held against each other, or stand in one
 * run: same machine, same runtime, same storage.
 */
public final class SameMachine {

  /** What changes costs; free memory or the governor's mood of the hour is not among it. */
  private static final List<String> HOST =
      List.of(
          "os",
          "kernel",
          "architecture",
          "cpu",
          "cores",
          "cpuLimit",
          "memoryLimitBytes",
          "jdk",
          "layertax");

  private static final List<String> TARGET =
      List.of("fileSystem", "device", "driver", "imageId", Passport.INVALID);

  /** Not in the passports of older runs, where their absence tells nothing. */
  private static final List<String> TARGET_WHERE_TOLD = List.of("options");

  private static final String ABSENT = "none";

  private SameMachine() {}

  /**
   * What tells the two apart, one fact each, as {@code kernel was 'A', is 'B'}; empty when they are
   * alike. A target that only one of them has, or that could not be looked at, tells nothing.
   */
  public static List<String> differences(Environment before, Environment now) {
    List<String> differences = differences("", HOST, before.host(), now.host());
    for (Passport old : before.passports()) {
      now.passports().stream()
          .filter(passport -> passport.engine().equals(old.engine()))
          .filter(passport -> passport.target() == old.target())
          .filter(passport -> Objects.equals(passport.workload(), old.workload()))
          .filter(passport -> wasSeen(passport) && wasSeen(old))
          .findFirst()
          .ifPresent(
              passport ->
                  differences.addAll(
                      differences(
                          old.engine() + " " + old.label() + " ",
                          told(old, passport),
                          old.facts(),
                          passport.facts())));
    }
    return List.copyOf(differences);
  }

  /** The environment with the facts that change costs alone, for those who keep it. */
  public static Environment facts(Environment environment) {
    List<String> told = new ArrayList<>(TARGET);
    told.addAll(TARGET_WHERE_TOLD);
    return new Environment(
        environment.schemaVersion(),
        kept(environment.host(), HOST),
        environment.passports().stream()
            .filter(SameMachine::wasSeen)
            .map(
                passport ->
                    new Passport(
                        passport.engine(),
                        passport.target(),
                        kept(passport.facts(), told),
                        passport.workload()))
            .toList());
  }

  private static SortedMap<String, String> kept(
      SortedMap<String, String> facts, List<String> names) {
    SortedMap<String, String> kept = new TreeMap<>(facts);
    kept.keySet().retainAll(names);
    return kept;
  }

  private static List<String> told(Passport old, Passport now) {
    List<String> names = new ArrayList<>(TARGET);
    TARGET_WHERE_TOLD.stream()
        .filter(name -> old.facts().containsKey(name) && now.facts().containsKey(name))
        .forEach(names::add);
    return names;
  }

  private static boolean wasSeen(Passport passport) {
    return !passport.facts().containsKey("problem") && !passport.facts().containsKey("missing");
  }

  private static List<String> differences(
      String subject, List<String> names, Map<String, String> before, Map<String, String> now) {
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      String was = before.getOrDefault(name, ABSENT);
      String is = now.getOrDefault(name, ABSENT);
      if (!was.equals(is)) {
        differences.add("%s%s was '%s', is '%s'".formatted(subject, name, was, is));
      }
    }
    return differences;
  }
}
