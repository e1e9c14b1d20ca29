package dev.layertax.benchmarks.dataset;

/** A seeded, endless, uniform sequence of page numbers that allocates nothing; not thread-safe. */
public final class RandomPages {
  private final int pages;
  private long state;

  /**
   * @param pages how many pages there are, at least 1
   */
  public RandomPages(int pages, long seed) {
    if (pages < 1) {
      throw new IllegalArgumentException("a file needs at least one page, got " + pages);
    }
    this.pages = pages;
    this.state = seed;
  }

  /** The next page number, from 0 to {@code pages - 1}. */
  public int next() {
    state += 0x9e3779b97f4a7c15L;
    // The high half times the bound: Lemire, "Fast Random Integer Generation in an Interval",
    // ACM TOMACS 29(1), 2019, without its rejection; the bias is under pages / 2^32.
    return (int) (((Content.mix(state) >>> 32) * pages) >>> 32);
  }
}
