package dev.layertax.reports.stats;

import dev.layertax.reports.model.Environment;
import dev.layertax.reports.model.RunComparison.Difference;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Facts of two environments that are not the same, by name. */
final class EnvironmentDifferences {

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

  private static SortedMap<String, String> facts(Environment environment) {
    SortedMap<String, String> facts = new TreeMap<>();
    environment.host().forEach((name, value) -> facts.put("host." + name, value));
    environment
        .passports()
        .forEach(
            passport ->
                passport
                    .facts()
                    .forEach(
                        (name, value) ->
                            facts.put(
                                passport.engine() + "." + passport.label() + "." + name, value)));
    return facts;
  }
}
