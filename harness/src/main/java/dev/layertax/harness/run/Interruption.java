package dev.layertax.harness.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C or SIGTERM, turned into a stop after which the owner still removes storage and writes the
 * report: the JVM's end waits for {@link #close}. It is the first thing the owner opens, so that it
 * is the last that closes.
 *
 * <p>After a signal the owner must not call {@code System.exit} before it closes this: that call
 * waits for the hook, and the hook for the owner. The exit code is then the signal's.
 */
public final class Interruption implements AutoCloseable {

  /** A stuck owner must not make the process immortal. */
  private static final long PATIENCE_SECONDS = 120;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stopAndWait, "interruption");
  private Runnable stop;
  private boolean requested;

  private Interruption() {}

  /** Watches for the process being told to end. */
  public static Interruption watch() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /**
   * What to call when the process is told to end; at once if it was already.
   *
   * @param action returns at once; called from any thread
   */
  public void stops(Runnable action) {
    boolean now;
    synchronized (this) {
      stop = action;
      now = requested;
    }
    if (now) {
      action.run();
    }
  }

  /** Whether the process was told to end. */
  public synchronized boolean requested() {
    return requested;
  }

  private void stopAndWait() {
    Runnable action;
    synchronized (this) {
      requested = true;
      action = stop;
    }
    if (action != null) {
      stopWith(action);
    }
    try {
      if (!closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println(
            "layertax: gave up waiting for the run to stop; `clean` removes its storage");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What cannot be stopped at once is no reason to end before storage is removed. */
  private static void stopWith(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      System.err.println(
          "layertax: waiting for what could not be ended at once: " + e.getMessage());
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
