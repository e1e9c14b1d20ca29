package dev.layertax.harness.engine.kernel;

import dev.layertax.harness.engine.ChildJvm;
import dev.layertax.harness.engine.Storage;
import dev.layertax.harness.engine.local.ImageLayers;
import dev.layertax.harness.engine.local.LocalEngine;
import dev.layertax.harness.engine.local.Place;
import dev.layertax.harness.environment.MountTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Local containers whose writable layer this machine's overlayfs mounts; no Docker needed. */
public final class KernelEngine extends LocalEngine {

  /** The name in commands, files and reports. */
  public static final String NAME = "kernel";

  private final Path root;
  private OverlaySupport support;

  /**
   * @param storage for layers, volumes and bind mounts; the caller closes it
   */
  public KernelEngine(Storage storage, ChildJvm jvm) {
    super(NAME, storage, jvm);
    this.root = storage.root();
  }

  @Override
  public Optional<String> unavailable() {
    if (!support().isPossible()) {
      return Optional.of(support().reason());
    }
    return MountTable.ofThisProcess()
        .mountOf(root)
        .filter(mount -> mount.fileSystem().equals("overlay"))
        .map(
            mount ->
                root
                    + " lies on an overlayfs itself, which cannot carry another's upper layer;"
                    + " choose a place on ext4, xfs or btrfs by --out");
  }

  private OverlaySupport support() {
    if (support == null) {
      support = OverlaySupport.ofThisMachine();
    }
    return support;
  }

  @Override
  protected Place place(ImageLayers layers, Path container, Optional<Place> mounted)
      throws IOException {
    Optional<String> reason = unavailable();
    if (reason.isPresent()) {
      throw new IOException(reason.get());
    }
    return new ContainerView(support(), layers, container, mounted);
  }
}
