package dev.layertax.harness.server;

import dev.layertax.harness.engine.ServerSource;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Target;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A command in containers of a user's image, as a workload.
 *
 * @param name of the workload
 * @param source what its containers are made from
 * @param command words of the image's shell, run once in each visit
 * @param figures what it prints, at least one; each is a cell
 * @param timeout after which it is killed
 * @param params of every cell, beside the phase
 * @param verification of the line on which the command says what it verified of its data; empty for
 *     one that verifies nothing
 * @param patterns the hand-made workloads that have the write pattern of a phase, by its name, as
 *     {@link Cell#question} has them
 */
public record ServerWorkload(
    String name,
    ServerSource source,
    String command,
    List<Figure> figures,
    Duration timeout,
    SortedMap<String, String> params,
    Optional<Pattern> verification,
    Map<String, List<String>> patterns) {

  public ServerWorkload {
    figures = List.copyOf(figures);
    params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
    patterns = Map.copyOf(patterns);
    if (figures.isEmpty()) {
      throw new IllegalArgumentException("a command needs at least one figure, got none");
    }
    if (figures.stream().map(Figure::name).distinct().count() < figures.size()) {
      throw new IllegalArgumentException(
          "several figures of one command need names that differ, got "
              + figures.stream().map(figure -> "'" + figure.name() + "'").toList());
    }
  }

  /** The cell of a figure on a target. */
  public Cell cell(Figure figure, String engine, Target target) {
    Map<String, String> all = new TreeMap<>(params);
    if (!figure.name().isEmpty()) {
      all.put(Cell.PHASE, figure.name());
    }
    return Cell.of(engine, name, all, target);
  }

  /** Whether that cell is one of its. */
  public boolean hasCell(Cell cell) {
    return cell.workload().equals(name);
  }

  /**
   * The figure of a cell of its.
   *
   * @throws IllegalArgumentException when it has no such
   */
  public Figure figureOf(Cell cell) {
    String phase = cell.params().getOrDefault(Cell.PHASE, "");
    return figures.stream()
        .filter(figure -> figure.name().equals(phase))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name + " has no figure of " + cell));
  }
}
