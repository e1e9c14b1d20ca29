package dev.layertax.harness.guarantee.program;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Work in steps at a fixed rate: a request now and then, a look now and then. */
final class Beat {

  /** One step. */
  interface Step {
    /** Returns whether it was the last. */
    boolean done() throws IOException;
  }

  private Beat() {}

  /** Takes steps until one is the last; false when there was none within the patience. */
  static boolean every(Duration period, Duration patience, Step step)
      throws IOException, InterruptedException {
    CompletableFuture<Boolean> last = new CompletableFuture<>();
    ScheduledExecutorService steps = Executors.newSingleThreadScheduledExecutor();
    try {
      ScheduledFuture<?> unused =
          steps.scheduleAtFixedRate(
              () -> take(step, last), 0, period.toNanos(), TimeUnit.NANOSECONDS);
      return last.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      steps.shutdownNow();
      steps.awaitTermination(1, TimeUnit.SECONDS);
    }
  }

  private static void take(Step step, CompletableFuture<Boolean> last) {
    try {
      if (!last.isDone() && step.done()) {
        last.complete(true);
      }
    } catch (IOException | RuntimeException e) {
      last.completeExceptionally(e);
    }
  }
}
