package dev.layertax.harness.engine.docker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The process that made something in an engine, so that another can tell whether it still lives.
 *
 * @param machine where it runs
 * @param pid its number there
 * @param start when it started, in the system's own words; a number is given again, the pair is
 *     not. Empty when unknown
 */
record OwnerProcess(OwnerMachine machine, long pid, String start) {

  private static final String PID = Labels.OWNER + ".pid";
  private static final String START = Labels.OWNER + ".start";

  /** Of {@code /proc/PID/stat}, counted behind the name, which may hold anything: proc(5). */
  private static final int START_FIELD = 19;

  /** What is known of an owner from here. */
  enum State {
    ALIVE,
    GONE,
    UNKNOWN
  }

  static OwnerProcess self() {
    ProcessHandle self = ProcessHandle.current();
    return new OwnerProcess(OwnerMachine.here(), self.pid(), startOf(self));
  }

  /** The owner that labels name, if they do. */
  static Optional<OwnerProcess> of(Map<String, String> labels) {
    try {
      return labels.containsKey(PID)
          ? Optional.of(
              new OwnerProcess(
                  OwnerMachine.of(labels),
                  Long.parseLong(labels.get(PID)),
                  labels.getOrDefault(START, "")))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  Map<String, String> labels() {
    Map<String, String> labels = new HashMap<>(machine.labels());
    labels.put(PID, Long.toString(pid));
    labels.put(START, start);
    return labels;
  }

  /** Whatever cannot be told for certain is unknown: what a living run holds must stay. */
  State state() {
    OwnerMachine here = OwnerMachine.here();
    if (here.isLaterBootOf(machine)) {
      return State.GONE;
    }
    if (!here.sharesProcessesWith(machine)) {
      return State.UNKNOWN;
    }
    Optional<String> found =
        ProcessHandle.of(pid).filter(ProcessHandle::isAlive).map(OwnerProcess::startOf);
    if (found.isEmpty()) {
      return othersAreHidden() ? State.UNKNOWN : State.GONE;
    }
    if (found.get().isEmpty() || start.isEmpty()) {
      return State.UNKNOWN;
    }
    return found.get().equals(start) ? State.ALIVE : State.GONE;
  }

  /**
   * Linux's count of ticks since the boot, which no setting of the clock moves; elsewhere the time.
   */
  private static String startOf(ProcessHandle process) {
    try {
      String stat =
          Files.readString(
              Path.of("/proc", Long.toString(process.pid()), "stat"), StandardCharsets.ISO_8859_1);
      return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[START_FIELD] + " ticks";
    } catch (IOException | IndexOutOfBoundsException e) {
      return process.info().startInstant().map(Object::toString).orElse("");
    }
  }

  /** A /proc that is mounted with hidepid shows only this user's processes: proc(5). */
  private static boolean othersAreHidden() {
    return Files.isDirectory(Path.of("/proc/self")) && !Files.isReadable(Path.of("/proc/1/stat"));
  }
}
