package dev.layertax.reports.wording;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Target;

/**
 * What a row, a card or a mark of a chart is about, by which a reader finds it again.
 *
 * @param question in words; empty where it is about every question
 * @param target its label; empty where it is about every target
 * @param engine its name; empty where it is about every engine
 */
public record Subject(String question, String target, String engine) {

  /** About the run as a whole. */
  public static final Subject RUN = new Subject("", "", "");

  /** One question on one target of one engine. */
  public static Subject of(Cell cell) {
    return new Subject(Names.question(cell), cell.target().label(), cell.engine());
  }

  /** One question on all targets of an engine. */
  public static Subject ofQuestion(Cell cell) {
    return new Subject(Names.question(cell), "", cell.engine());
  }

  /** Everything that was measured on an engine. */
  public static Subject ofEngine(String engine) {
    return new Subject("", "", engine);
  }

  /** The same question of the same engine on that target. */
  public Subject on(Target other) {
    return new Subject(question, other.label(), engine);
  }
}
