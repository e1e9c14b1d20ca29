package dev.layertax.benchmarks.unionfs;

/** On the kernel's overlayfs, where it can be mounted. */
class KernelCopyUpTest extends CopyUpContract {
  KernelCopyUpTest() {
    super(new KernelOverlay());
  }
}
