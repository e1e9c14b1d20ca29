package dev.layertax.benchmarks.unionfs;

import java.lang.reflect.Field;
import java.nio.MappedByteBuffer;

/**
 * Ends a mapping now.
 *
 * <p>Note: Java ends one when it collects the buffer, and a mount with a mapped file cannot be
 * unmounted; {@code MemorySegment}, which can be closed, is not there in Java 17.
 */
final class Unmapping {
  private Unmapping() {}

  static void unmap(MappedByteBuffer buffer) {
    try {
      Class<?> unsafe = Class.forName("sun.misc.Unsafe");
      Field instance = unsafe.getDeclaredField("theUnsafe");
      instance.setAccessible(true);
      unsafe
          .getMethod("invokeCleaner", java.nio.ByteBuffer.class)
          .invoke(instance.get(null), buffer);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Java cannot end a mapping", e);
    }
  }
}
