package dev.layertax.harness.engine.docker;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The process that made something in an engine, so that another can tell whether it still lives.
 *
 * @param machine its host and, on Linux, its namespace of process numbers
 * @param pid its number there
 * @param startedAt when it started; a number is given again, the pair is not
 */
record OwnerProcess(String machine, long pid, Instant startedAt) {

  private static final String MACHINE = Labels.OWNER + ".machine";
  private static final String PID = Labels.OWNER + ".pid";
  private static final String STARTED_AT = Labels.OWNER + ".started-at";

  /**
   * Linux gives the start as ticks since the boot, whose time moves when the clock is set. Wide,
   * for what a living run holds must not be removed, and what a dead one left may wait.
   */
  private static final Duration CLOCK_STEP = Duration.ofMinutes(1);

  /** Needs no name service, without which all machines would be one. */
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  /** What is known of an owner from here. */
  enum State {
    ALIVE,
    GONE,
    UNKNOWN
  }

  static OwnerProcess self() {
    ProcessHandle self = ProcessHandle.current();
    return new OwnerProcess(thisMachine(), self.pid(), startOf(self));
  }

  /** The owner that labels name, if they do. */
  static Optional<OwnerProcess> of(Map<String, String> labels) {
    try {
      return labels.containsKey(PID)
          ? Optional.of(
              new OwnerProcess(
                  labels.getOrDefault(MACHINE, ""),
                  Long.parseLong(labels.get(PID)),
                  Instant.ofEpochMilli(Long.parseLong(labels.getOrDefault(STARTED_AT, "0")))))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  Map<String, String> labels() {
    return Map.of(
        MACHINE,
        machine,
        PID,
        Long.toString(pid),
        STARTED_AT,
        Long.toString(startedAt.toEpochMilli()));
  }

  State state() {
    if (!machine.equals(thisMachine())) {
      return State.UNKNOWN;
    }
    boolean alive =
        ProcessHandle.of(pid)
            .filter(ProcessHandle::isAlive)
            .map(OwnerProcess::startOf)
            .filter(start -> Duration.between(start, startedAt).abs().compareTo(CLOCK_STEP) <= 0)
            .isPresent();
    return alive ? State.ALIVE : State.GONE;
  }

  private static Instant startOf(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }

  private static String thisMachine() {
    return hostName() + processNamespace();
  }

  private static String hostName() {
    try {
      return Files.isReadable(HOST_NAME)
          ? Files.readString(HOST_NAME).strip()
          : InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      return "unknown";
    }
  }

  private static String processNamespace() {
    try {
      return "/" + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }
}
