package dev.layertax.reports.render;

import dev.layertax.reports.model.Environment;
import dev.layertax.reports.model.Passport;
import dev.layertax.reports.render.Page.Column;
import dev.layertax.reports.render.Page.Group;
import dev.layertax.reports.render.Page.Table;
import dev.layertax.reports.wording.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** Every target in one line. */
  Table overview() {
    Map<String, List<List<Page.Cell>>> rows = new LinkedHashMap<>();
    environment
        .passports()
        .forEach(
            passport ->
                rows.computeIfAbsent(passport.engine(), engine -> new ArrayList<>())
                    .add(
                        List.of(
                            Page.Cell.of(passport.label()),
                            Page.Cell.of(PassportFacts.sentence(passport)),
                            Page.Cell.of(PassportFacts.value(passport, "fsync")))));
    return new Table(
        "Each target as a program in a container of it sees it",
        List.of(Column.text("Target"), Column.text("What it is"), Column.text("Flush")),
        rows.entrySet().stream()
            .map(group -> new Group("Engine " + group.getKey(), group.getValue()))
            .toList());
  }

  List<Table> passports() {
    return environment.passports().stream()
        .map(
            passport ->
                new Table(
                    passport.label() + (severalEngines ? " of " + passport.engine() : ""),
                    List.of(Column.text("Fact"), Column.text("Value")),
                    rows(passport)))
        .toList();
  }

  private static List<Group> rows(Passport passport) {
    List<List<Page.Cell>> rows = new ArrayList<>();
    if (passport.invalid().isPresent()) {
      rows.add(List.of(Page.Cell.of("verdict"), new Page.Cell("invalid, not measured", "bad")));
    }
    rows.add(List.of(Page.Cell.of("what it is"), Page.Cell.of(PassportFacts.sentence(passport))));
    PassportFacts.of(passport)
        .forEach(fact -> rows.add(List.of(Page.Cell.of(fact.name()), Page.Cell.of(fact.value()))));
    return List.of(new Group("", rows));
  }

  private static List<Group> facts(SortedMap<String, String> facts) {
    List<List<Page.Cell>> rows = new ArrayList<>();
    facts.forEach(
        (name, value) ->
            rows.add(
                List.of(
                    Page.Cell.of(Names.counter(name)),
                    Page.Cell.of(PassportFacts.value(name, value)))));
    return rows.isEmpty() ? List.of() : List.of(new Group("", rows));
  }
}
