package dev.layertax.benchmarks.unionfs;

/** On the union layer. */
class UnionCopyDataTest extends CopyDataContract {
  UnionCopyDataTest() {
    super(new UnionOverlay());
  }
}
