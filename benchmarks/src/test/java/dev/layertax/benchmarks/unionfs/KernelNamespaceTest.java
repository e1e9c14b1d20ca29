package dev.layertax.benchmarks.unionfs;

/** On the kernel's overlayfs, where it can be mounted. */
class KernelNamespaceTest extends NamespaceContract {
  KernelNamespaceTest() {
    super(new KernelOverlay());
  }
}
