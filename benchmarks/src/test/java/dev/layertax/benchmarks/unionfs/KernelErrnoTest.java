package dev.layertax.benchmarks.unionfs;

/** On the kernel's overlayfs, where it can be mounted. */
class KernelErrnoTest extends ErrnoContract {
  KernelErrnoTest() {
    super(new KernelOverlay());
  }
}
