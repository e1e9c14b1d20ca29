package dev.layertax.benchmarks.unionfs;

/** On the kernel's overlayfs, where it can be mounted. */
class KernelRenameRmdirStatReaddirTest extends RenameRmdirStatReaddirContract {
  KernelRenameRmdirStatReaddirTest() {
    super(new KernelOverlay());
  }
}
