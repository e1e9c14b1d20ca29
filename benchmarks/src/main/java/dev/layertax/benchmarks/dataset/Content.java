package dev.layertax.benchmarks.dataset;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Seeded bytes: the 8 bytes at offset {@code 8 n} are, little-endian, the n-th output (from 0) of
 * SplitMix64 started at the seed.
 *
 * <p>Every byte is a function of seed and offset alone, so that a part of a file can be made or
 * checked without the rest, and no file system can compress or deduplicate it.
 *
 * <p>Source: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014;
 * the same numbers as {@code new java.util.SplittableRandom(seed).nextLong()}.
 */
final class Content {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private Content() {}

  /**
   * Fills what remains of the buffer, and leaves its position at its limit.
   *
   * @param offset of the first byte in the content, a multiple of 8
   */
  static void fill(ByteBuffer buffer, long seed, long offset) {
    if (offset < 0 || offset % Long.BYTES != 0) {
      throw new IllegalArgumentException(
          "content starts at a multiple of " + Long.BYTES + ", got offset " + offset);
    }
    ByteBuffer words = buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    long state = seed + offset / Long.BYTES * GOLDEN_GAMMA;
    while (words.remaining() >= Long.BYTES) {
      state += GOLDEN_GAMMA;
      words.putLong(mix(state));
    }
    long last = mix(state + GOLDEN_GAMMA);
    while (words.hasRemaining()) {
      words.put((byte) last);
      last >>>= Byte.SIZE;
    }
    buffer.position(buffer.limit());
  }

  static long mix(long state) {
    long z = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
