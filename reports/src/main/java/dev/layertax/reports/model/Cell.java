package dev.layertax.reports.model;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One workload with its parameters on one target of one engine.
 *
 * @param engine name of the engine: {@code simulated}, {@code kernel}, {@code docker}; {@code host}
 *     for the sentinels
 * @param workload name of the workload, as {@code list} prints it
 * @param params the workload's parameters by name, without {@code location}; may be empty
 * @param target where the bytes go
 */
public record Cell(
    String engine, String workload, SortedMap<String, String> params, Target target) {

  /** The engine name of the sentinels, which run beside every engine. */
  public static final String HOST_ENGINE = "host";

  /** The parameter that tells apart what one visit measures one after the other. */
  public static final String PHASE = "phase";

  /** The parameter that tells an old revision's cell from the new one's, which has none. */
  public static final String REVISION = "revision";

  private static final String OLD = "old";

  public Cell {
    Objects.requireNonNull(engine, "engine");
    Objects.requireNonNull(workload, "workload");
    Objects.requireNonNull(target, "target");
    params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
  }

  public static Cell of(String engine, String workload, Map<String, String> params, Target target) {
    return new Cell(engine, workload, new TreeMap<>(params), target);
  }

  /** The same workload, parameters and engine on another target. */
  public Cell on(Target other) {
    return new Cell(engine, workload, params, other);
  }

  /** Whether an old revision of the workload is measured, for the new one to be held against. */
  public boolean ofOldRevision() {
    return OLD.equals(params.get(REVISION));
  }

  /** The same cell of the old revision. */
  public Cell oldRevision() {
    SortedMap<String, String> marked = new TreeMap<>(params);
    marked.put(REVISION, OLD);
    return new Cell(engine, workload, marked, target);
  }

  /** The same cell of the new revision; itself if it is one. */
  public Cell newRevision() {
    if (!ofOldRevision()) {
      return this;
    }
    SortedMap<String, String> unmarked = new TreeMap<>(params);
    unmarked.remove(REVISION);
    return new Cell(engine, workload, unmarked, target);
  }

  /** What a visit goes to: the cells of one visit differ in their {@link #PHASE} alone. */
  public Cell visited() {
    if (!params.containsKey(PHASE)) {
      return this;
    }
    SortedMap<String, String> others = new TreeMap<>(params);
    others.remove(PHASE);
    return new Cell(engine, workload, others, target);
  }

  /** Workload and parameters in one line, for example {@code first-write size=64MiB}. */
  public String question() {
    StringBuilder line = new StringBuilder(workload);
    params.forEach((name, value) -> line.append(' ').append(name).append('=').append(value));
    return line.toString();
  }

  /** The whole cell in one line, unique within a run. */
  @Override
  public String toString() {
    return engine + " " + question() + " @ " + target;
  }
}
