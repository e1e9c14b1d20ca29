package dev.layertax.benchmarks.unionfs;

/** On the union layer. */
class UnionOpenFilesTest extends OpenFilesContract {
  UnionOpenFilesTest() {
    super(new UnionOverlay());
  }
}
