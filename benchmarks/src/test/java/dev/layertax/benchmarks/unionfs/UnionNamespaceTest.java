package dev.layertax.benchmarks.unionfs;

/** On the union layer. */
class UnionNamespaceTest extends NamespaceContract {
  UnionNamespaceTest() {
    super(new UnionOverlay());
  }
}
