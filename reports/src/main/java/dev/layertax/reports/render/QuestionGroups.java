package dev.layertax.reports.render;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.render.Page.Group;
import dev.layertax.reports.wording.Names;
import dev.layertax.reports.wording.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Rows under the question they answer, in the order of the results.
 *
 * @param ofSeveralEngines whether a question's heading has to name its engine
 */
record QuestionGroups(boolean ofSeveralEngines) {

  <T> List<Group> rows(List<T> all, Function<T, Cell> cell, Function<T, List<Page.Cell>> row) {
    Map<Cell, List<List<Page.Cell>>> byQuestion = new LinkedHashMap<>();
    for (T one : all) {
      byQuestion
          .computeIfAbsent(cell.apply(one).on(Target.WRITABLE_LAYER), question -> new ArrayList<>())
          .add(Page.Cell.about(Subject.of(cell.apply(one)), row.apply(one)));
    }
    return byQuestion.entrySet().stream()
        .map(group -> new Group(heading(group.getKey()), group.getValue()))
        .toList();
  }

  /** A question, with its engine where the run has several. */
  String heading(Cell question) {
    return Names.question(question) + (ofSeveralEngines ? " (" + question.engine() + ")" : "");
  }
}
