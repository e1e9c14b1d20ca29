package dev.layertax.harness.guarantee;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Programs of several containers at once; closing it interrupts what still waits for one. */
final class Together implements AutoCloseable {

  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "guarantee program");
            thread.setDaemon(true);
            return thread;
          });

  <T> Future<T> start(Callable<T> program) {
    return threads.submit(program);
  }

  /** Waits for its end. */
  static <T> T result(Future<T> program) throws IOException, InterruptedException {
    try {
      return program.get();
    } catch (ExecutionException e) {
      throw cause(e);
    }
  }

  /** What the program's thread threw, to throw it here. */
  static IOException cause(ExecutionException e) {
    if (e.getCause() instanceof IOException io) {
      return io;
    }
    if (e.getCause() instanceof RuntimeException fault) {
      throw fault;
    }
    return new IOException(e.getCause());
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
