package dev.layertax.benchmarks.unionfs;

/** On the union layer. */
class UnionErrnoTest extends ErrnoContract {
  UnionErrnoTest() {
    super(new UnionOverlay());
  }
}
