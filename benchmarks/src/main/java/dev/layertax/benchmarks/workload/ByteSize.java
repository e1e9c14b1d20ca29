package dev.layertax.benchmarks.workload;

/** Sizes as a workload's parameters name them: {@code 512B}, {@code 8KiB}, {@code 4MiB}. */
final class ByteSize {
  private ByteSize() {}

  /**
   * Bytes of a size.
   *
   * @throws IllegalArgumentException if it is none
   */
  static int of(String size) {
    int unit = size.endsWith("MiB") ? 1 << 20 : size.endsWith("KiB") ? 1 << 10 : 1;
    String number = size.substring(0, Math.max(0, size.length() - (unit == 1 ? 1 : 3)));
    try {
      if (size.endsWith("B")) {
        return Math.multiplyExact(Integer.parseInt(number), unit);
      }
    } catch (NumberFormatException | ArithmeticException e) {
      throw new IllegalArgumentException("a size is like 8KiB, got " + size, e);
    }
    throw new IllegalArgumentException("a size is like 8KiB, got " + size);
  }
}
