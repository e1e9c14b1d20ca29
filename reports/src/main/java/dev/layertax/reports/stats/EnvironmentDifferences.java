package dev.layertax.reports.stats;

import dev.layertax.reports.model.Environment;
import dev.layertax.reports.model.RunComparison.Difference;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Facts of two environments that are not the same, by name; those of the hour do not count. */
final class EnvironmentDifferences {

  /** What is another in every run, whatever the machine. */
  private static final Set<String> OF_THE_HOUR = Set.of("freeBytes", "freeInodes", "path", "mount");

  /** Its figures vary; its first word says what it is worth. */
  private static final String FLUSH = "fsync";

  private EnvironmentDifferences() {}

  static List<Difference> of(Environment first, Environment second) {
    SortedMap<String, String> before = facts(first);
    SortedMap<String, String> after = facts(second);
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    return names.stream()
        .filter(name -> !Objects.equals(before.get(name), after.get(name)))
        .map(name -> new Difference(name, before.get(name), after.get(name)))
        .toList();
  }

  /** Every fact that lasts, by name. */
  static SortedMap<String, String> facts(Environment environment) {
    SortedMap<String, String> facts = new TreeMap<>();
    environment.host().forEach((name, value) -> facts.put("host." + name, value));
    environment
        .passports()
        .forEach(
            passport ->
                passport
                    .facts()
                    .forEach(
                        (name, value) -> {
                          if (!OF_THE_HOUR.contains(name)) {
                            facts.put(
                                passport.engine() + "." + passport.label() + "." + name,
                                name.equals(FLUSH) ? value.replaceFirst(",.*", "") : value);
                          }
                        }));
    return facts;
  }
}
