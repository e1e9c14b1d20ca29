package dev.layertax.harness.engine;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The one program that runs in a container of this machine, and a kill that outlasts it. */
public final class ForkSlot {

  private final ChildJvm jvm;
  private final Path directory;
  private int runs;
  private boolean killed;
  private ChildJvm.Running running;

  /**
   * @param directory of its own for working files and results, away from the measured storage
   */
  public ForkSlot(ChildJvm jvm, Path directory) {
    this.jvm = jvm;
    this.directory = directory;
  }

  /** Runs a program and waits for its end. */
  public ForkExit run(ForkCommand command, URI location, Duration timeout)
      throws IOException, InterruptedException {
    ChildJvm.Running child;
    synchronized (this) {
      Path result = Files.createDirectories(directory).resolve("result-" + runs++ + ".tsv");
      child = jvm.start(command, location, directory, result);
      running = child;
      if (killed) {
        child.kill();
      }
    }
    try {
      return child.await(timeout);
    } finally {
      synchronized (this) {
        running = null;
      }
    }
  }

  /** Lets programs run again after {@link #kill}. */
  public synchronized void revive() {
    killed = false;
  }

  /**
   * Ends the program that runs now and every later one at once, until {@link #revive}. From any
   * thread.
   */
  public synchronized void kill() {
    killed = true;
    if (running != null) {
      running.kill();
    }
  }
}
