package dev.layertax.reports.render;

import dev.layertax.reports.model.Environment;
import dev.layertax.reports.model.Passport;
import dev.layertax.reports.render.Page.Column;
import dev.layertax.reports.render.Page.Group;
import dev.layertax.reports.render.Page.Table;
import dev.layertax.reports.wording.Figures;
import dev.layertax.reports.wording.Names;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;

/** What was measured on what: the page's tables of the machine and of each target. */
final class PassportTables {

  private final Environment environment;
  private final boolean severalEngines;

  PassportTables(Environment environment, boolean severalEngines) {
    this.environment = environment;
    this.severalEngines = severalEngines;
  }

  Table host() {
    return new Table(
        "The machine",
        List.of(Column.text("Fact"), Column.text("Value")),
        facts(environment.host()));
  }

  List<Table> passports() {
    return environment.passports().stream()
        .sorted(Comparator.comparing(Passport::engine).thenComparing(Passport::target))
        .map(
            passport ->
                new Table(
                    passport.target() + (severalEngines ? " of " + passport.engine() : ""),
                    List.of(Column.text("Fact"), Column.text("Value")),
                    facts(passport.facts())))
        .toList();
  }

  private static List<Group> facts(SortedMap<String, String> facts) {
    List<List<Page.Cell>> rows = new ArrayList<>();
    facts.forEach(
        (name, value) ->
            rows.add(List.of(Page.Cell.of(Names.counter(name)), Page.Cell.of(fact(name, value)))));
    return rows.isEmpty() ? List.of() : List.of(new Group("", rows));
  }

  private static String fact(String name, String value) {
    return Names.countsBytes(name) && value.matches("\\d{1,15}")
        ? Figures.size(Double.parseDouble(value))
        : value;
  }
}
