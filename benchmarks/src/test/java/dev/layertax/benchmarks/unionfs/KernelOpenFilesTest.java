package dev.layertax.benchmarks.unionfs;

/** On the kernel's overlayfs, where it can be mounted. */
class KernelOpenFilesTest extends OpenFilesContract {
  KernelOpenFilesTest() {
    super(new KernelOverlay());
  }
}
