package dev.layertax.benchmarks.workload;

/**
 * A delay of known length in each operation, for the harness to show that it would notice one.
 *
 * <p>It waits for the clock with the processor busy: a parked thread comes back tens of
 * microseconds late, which is more than the delay wanted. Nothing but {@code layertax calibrate}
 * sets the property; without it the constant is 0, the compiler leaves the call out, and nothing is
 * measured that was not done.
 */
final class KnownDelay {

  /** Of the JVM, in nanoseconds for each operation. */
  static final String PROPERTY = "layertax.delay.nanos";

  private static final long NANOS = Long.getLong(PROPERTY, 0);

  private KnownDelay() {}

  /** Ends an operation, late if so asked. */
  static void endOperation() {
    if (NANOS > 0) {
      long end = System.nanoTime() + NANOS;
      while (System.nanoTime() < end) {
        // Only the clock ends it.
      }
    }
  }
}
