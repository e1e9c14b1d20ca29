package dev.layertax.harness.engine;

import java.io.IOException;

/** Removals of which none keeps the next from being tried. */
public final class Cleanup {

  /** One removal. */
  @FunctionalInterface
  public interface Step {
    void run() throws IOException;
  }

  private IOException first;

  /** Tries one. */
  public void attempt(Step step) {
    try {
      step.run();
    } catch (IOException e) {
      if (first == null) {
        first = e;
      } else {
        first.addSuppressed(e);
      }
    }
  }

  /** Throws the first failure, with the others. */
  public void finish() throws IOException {
    if (first != null) {
      throw first;
    }
  }

  /** The failure, after what it left was removed. */
  public static IOException after(IOException failure, Step step) {
    Cleanup cleanup = new Cleanup();
    cleanup.first = failure;
    cleanup.attempt(step);
    return failure;
  }
}
