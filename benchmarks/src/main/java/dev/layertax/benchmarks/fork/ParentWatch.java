package dev.layertax.benchmarks.fork;

import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;

/**
 * Ends this JVM soon after the process that started it.
 *
 * <p>Note: no thread waits for the end of standard input instead. A JVM that exits gives threads in
 * a system call 300 ms to come back (HotSpot, {@code
 * VM_Exit::wait_for_threads_in_native_to_block}), which would be a third of a visit.
 */
public final class ParentWatch extends TimerTask {
  /** Names the process to outlive by no more than a moment; absent, nobody is watched. */
  static final String PARENT_PROPERTY = "layertax.parent";

  private static final long PERIOD_MILLIS = 250;

  private final long pid;
  private final Optional<ProcessHandle> parent;

  private ParentWatch(long pid) {
    this.pid = pid;
    this.parent = ProcessHandle.of(pid);
  }

  /** Begins to watch; without the property {@code layertax.parent} there is nobody to watch. */
  public static void start() {
    Long pid = Long.getLong(PARENT_PROPERTY);
    if (pid != null) {
      new Timer("parent-watch", true).schedule(new ParentWatch(pid), 0, PERIOD_MILLIS);
    }
  }

  @Override
  public void run() {
    if (parent.map(ProcessHandle::isAlive).orElse(false)) {
      return;
    }
    System.err.println("process " + pid + ", which started this fork, has gone");
    // Not exit: its hooks would wait for the benchmark, which may hang in a write.
    Runtime.getRuntime().halt(ForkMain.FAILED);
  }
}
