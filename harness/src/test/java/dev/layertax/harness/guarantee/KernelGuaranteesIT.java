package dev.layertax.harness.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.harness.engine.ChildJvm;
import dev.layertax.harness.engine.Engine;
import dev.layertax.harness.engine.Storage;
import dev.layertax.harness.engine.kernel.KernelEngine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;

/** The experiments on this machine's own overlayfs; needs a kernel that mounts it for us. */
class KernelGuaranteesIT extends GuaranteeContract {

  private final List<Storage> storages = new ArrayList<>();

  @Override
  protected Engine open(String name) {
    Storage storage = Storage.under(directory.resolve("a place"), name, register());
    storages.add(storage);
    Engine engine = new KernelEngine(storage, ChildJvm.likeThisProcess(line -> {}));
    Optional<String> unavailable = engine.unavailable();
    unavailable.ifPresent(
        why -> System.out.println("skipped, guarantees of engine kernel not checked: " + why));
    Assumptions.assumeTrue(unavailable.isEmpty(), () -> unavailable.get());
    return engine;
  }

  @Override
  @AfterEach
  protected void closeStorages() throws IOException {
    for (Storage storage : storages) {
      storage.close();
      assertThat(storage.root()).doesNotExist();
    }
  }
}
