package dev.layertax.benchmarks.unionfs;

/** On the kernel's overlayfs, where it can be mounted. */
class KernelCopyDataTest extends CopyDataContract {
  KernelCopyDataTest() {
    super(new KernelOverlay());
  }
}
