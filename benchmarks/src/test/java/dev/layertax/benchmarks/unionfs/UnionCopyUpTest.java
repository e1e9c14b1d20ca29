package dev.layertax.benchmarks.unionfs;

/** On the union layer. */
class UnionCopyUpTest extends CopyUpContract {
  UnionCopyUpTest() {
    super(new UnionOverlay());
  }
}
