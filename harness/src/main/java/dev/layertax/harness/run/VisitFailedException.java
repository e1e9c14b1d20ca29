package dev.layertax.harness.run;

import dev.layertax.harness.engine.ForkExit;
import dev.layertax.reports.model.Cell;
import java.io.IOException;
import java.util.List;

/** A visit that gave no measurement; its message is the sample's reason. */
final class VisitFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** 128 + SIGINT and 128 + SIGTERM: how a JVM ends that was told to, on a terminal with us. */
  private static final List<Integer> TOLD_TO_END = List.of(130, 143);

  private final boolean toldToEnd;

  VisitFailedException(String reason) {
    this(reason, false);
  }

  private VisitFailedException(String reason, boolean toldToEnd) {
    super(reason);
    this.toldToEnd = toldToEnd;
  }

  /**
   * @param storage what was being written to, in a word or two
   */
  static VisitFailedException of(String storage, IOException e) {
    boolean nameless = e.getClass() == IOException.class && e.getMessage() != null;
    return new VisitFailedException(explained(storage, nameless ? e.getMessage() : e.toString()));
  }

  /**
   * @param what ended
   */
  static VisitFailedException of(Cell cell, String what, ForkExit exit) {
    List<String> tail = exit.errorTail();
    String last = tail.isEmpty() ? "nothing on stderr" : tail.get(tail.size() - 1);
    return new VisitFailedException(
        explained(
            cell.target().toString(),
            what + " ended with exit code " + exit.exitCode() + ": " + last),
        TOLD_TO_END.contains(exit.exitCode()));
  }

  private static String explained(String storage, String reason) {
    return WantOfSpace.isNamedIn(reason)
        ? "the storage of "
            + storage
            + " is full, free some or choose another --out, or for docker an engine with more: "
            + reason
        : reason;
  }

  /** Whether the fork was ended by a signal that may have been meant for the whole run. */
  boolean wasToldToEnd() {
    return toldToEnd;
  }
}
