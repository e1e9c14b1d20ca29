package dev.layertax.harness.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C or SIGTERM, turned into a stop of the run after which its owner still removes storage and
 * writes the report: the JVM's end waits for {@link #close}.
 *
 * <p>After a signal the owner must not call {@code System.exit} before it closes this: that call
 * waits for the hook, and the hook for the owner.
 */
public final class Interruption implements AutoCloseable {

  /** A stuck owner must not make the process immortal. */
  private static final long PATIENCE_SECONDS = 120;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook;

  private Interruption(Runnable stop) {
    this.hook =
        new Thread(
            () -> {
              stop.run();
              awaitOwner();
            },
            "interruption");
  }

  /**
   * Calls {@code stop} when the process is told to end.
   *
   * @param stop returns at once; called from another thread
   */
  public static Interruption stopping(Runnable stop) {
    Interruption interruption = new Interruption(stop);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  private void awaitOwner() {
    try {
      if (!closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println(
            "layertax: gave up waiting for the run to stop; `clean` removes its storage");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets the process end. */
  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already: the hook runs, and has just been let go.
    }
  }
}
