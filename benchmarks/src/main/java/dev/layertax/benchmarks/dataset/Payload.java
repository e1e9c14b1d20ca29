package dev.layertax.benchmarks.dataset;

import java.nio.ByteBuffer;

/** Seeded direct buffers that a workload writes again and again. */
public final class Payload {
  private Payload() {}

  /**
   * A direct buffer of seeded, incompressible bytes, ready to be read from 0 to {@code sizeBytes};
   * {@code clear()} readies it again.
   */
  public static ByteBuffer of(int sizeBytes, long seed) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(sizeBytes);
    Content.fill(buffer, seed, 0);
    return buffer.flip();
  }
}
