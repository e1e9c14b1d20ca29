package dev.layertax.benchmarks.unionfs;

/** On the union layer. */
class UnionRenameRmdirStatReaddirTest extends RenameRmdirStatReaddirContract {
  UnionRenameRmdirStatReaddirTest() {
    super(new UnionOverlay());
  }
}
