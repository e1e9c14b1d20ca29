package dev.layertax.harness.guarantee;

import dev.layertax.harness.engine.ChildJvm;
import dev.layertax.harness.engine.Engine;
import dev.layertax.harness.engine.kernel.KernelEngine;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The experiments on this machine's own overlayfs; needs a kernel that mounts it for us. */
class KernelGuaranteesIT extends GuaranteeContract {

  @Override
  protected Engine open(String name) {
    Engine engine = new KernelEngine(storage(name), ChildJvm.likeThisProcess(line -> {}));
    Optional<String> unavailable = engine.unavailable();
    unavailable.ifPresent(
        why -> System.out.println("skipped, guarantees of engine kernel not checked: " + why));
    Assumptions.assumeTrue(unavailable.isEmpty(), () -> unavailable.get());
    return engine;
  }
}
