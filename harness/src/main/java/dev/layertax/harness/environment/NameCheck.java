package dev.layertax.harness.environment;

import dev.layertax.harness.environment.MountTable.Mount;
import dev.layertax.reports.model.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a target is what its name says, by the mounts a program in a container of it saw.
 *
 * <p>In a container the writable layer is the container's own root, of the kind its storage driver
 * makes; every other target is a mount of its own at the dataset's path. A program outside of
 * containers (the simulated engine's) sees plain directories of this machine, whatever they lie on:
 * there only the layer and the memory can be told.
 *
 * <p>Where mounts cannot be seen nothing is judged: what is unknown is not a lie.
 *
 * @param datasetPath where the dataset lies in the container's image, absolute
 * @param engineFacts {@code driver}: of the layer's storage or of the volume; {@code
 *     volumeOption.type}: the file system that a volume's options ask for; {@code
 *     imageVolume.PATH}: the image that declares a VOLUME there
 */
record NameCheck(Target target, Sight sight, String datasetPath, Map<String, String> engineFacts) {

  private static final List<String> OVERLAY_DRIVERS =
      List.of("overlay2", "overlay", "overlayfs", "layertax-unionfs");
  private static final List<String> MEMORY = List.of("tmpfs", "ramfs");

  /** Why the target is not what its name says, in one sentence without its full stop. */
  Optional<String> problem() {
    Optional<Mount> seen = sight.mount();
    if (target == Target.HOST_DIRECTORY || seen.isEmpty()) {
      return Optional.empty();
    }
    Mount mount = seen.get();
    return mountedWithin().or(() -> place(mount));
  }

  /** As an image's VOLUME within the data directory of its server. */
  private Optional<String> mountedWithin() {
    return sight.isOutsideOfContainers()
        ? Optional.empty()
        : sight.mountsWithin().stream()
            .findFirst()
            .map(
                within ->
                    "a part of it, %s, is a mount of its own, %s"
                        .formatted(within.mountPoint(), of(within)));
  }

  private Optional<String> place(Mount mount) {
    return switch (target) {
      case WRITABLE_LAYER ->
          sight.isOutsideOfContainers()
              ? simulatedLayer(mount)
              : mountedOverLayer(mount).or(() -> layer(mount));
      case TMPFS -> directory(mount).or(() -> memory(mount));
      default -> directory(mount).or(() -> onDisk(mount));
    };
  }

  /** What the name does not tell of a target that is what it says. */
  Optional<String> note() {
    return sight
        .mount()
        .filter(mount -> target != Target.TMPFS && target != Target.HOST_DIRECTORY)
        .filter(mount -> MEMORY.contains(mount.fileSystem()) && isMemoryByItsOptions())
        .map(mount -> "memory, as the options of its volume ask");
  }

  private Optional<String> simulatedLayer(Mount mount) {
    return sight.isSimulatedLayer()
        ? Optional.empty()
        : Optional.of("it is a plain directory on " + of(mount) + ", and no layer");
  }

  /** An image's VOLUME gets a volume unasked, and the layer at that path is never written. */
  private Optional<String> mountedOverLayer(Mount mount) {
    if (mount.mountPoint().equals(containerRoot())) {
      return Optional.empty();
    }
    Optional<String> image =
        Optional.ofNullable(engineFacts.get("imageVolume." + mount.mountPoint()));
    return Optional.of(
        "%s: what is written goes to %s, not to the writable layer%s"
            .formatted(
                image
                    .map(name -> "image " + name + " declares a VOLUME at " + mount.mountPoint())
                    .orElse(
                        "another volume is mounted at "
                            + mount.mountPoint()
                            + ", as an image that declares a VOLUME there gets it"),
                of(mount),
                image.isPresent() ? "; choose another " + choice() : ""));
  }

  /** A server's image is given; where it keeps its data can be another place. */
  private String choice() {
    return engineFacts.containsKey("image") ? "data directory" : "base image";
  }

  /** The part of the path seen before the dataset's path in the image. */
  private Path containerRoot() {
    String path = sight.path().map(Path::toString).orElse("");
    return path.endsWith(datasetPath)
        ? Path.of("/" + path.substring(0, path.length() - datasetPath.length()))
        : Path.of("/");
  }

  private Optional<String> layer(Mount mount) {
    String driver = engineFacts.getOrDefault("driver", "overlayfs");
    if (OVERLAY_DRIVERS.contains(driver)) {
      return expected(mount, "overlay", driver);
    }
    return switch (driver) {
      case "fuse-overlayfs" -> expected(mount, "fuse.fuse-overlayfs", driver);
      case "btrfs", "zfs" -> expected(mount, driver, driver);
      // A directory copied whole, on whatever carries the engine's data; or a driver not known
      // here.
      default ->
          MEMORY.contains(mount.fileSystem())
              ? Optional.of("driver " + driver + " keeps it on " + of(mount) + ", which is memory")
              : Optional.empty();
    };
  }

  private static Optional<String> expected(Mount mount, String fileSystem, String driver) {
    return mount.fileSystem().equals(fileSystem)
        ? Optional.empty()
        : Optional.of(
            "it is "
                + of(mount)
                + ", not the "
                + fileSystem
                + " that driver "
                + driver
                + " mounts");
  }

  /** What is no layer must be mounted where it is, or be a plain directory where nothing is. */
  private Optional<String> directory(Mount mount) {
    if (sight.isSimulatedLayer()) {
      return Optional.of("its bytes go to the simulated union layer");
    }
    boolean itsOwn = sight.path().filter(mount.mountPoint()::equals).isPresent();
    return itsOwn || sight.isOutsideOfContainers()
        ? Optional.empty()
        : Optional.of(
            "nothing is mounted at "
                + sight.path().map(Path::toString).orElse("its path")
                + ": what is written goes to the mount of "
                + mount.mountPoint()
                + ", "
                + of(mount)
                + (mount.mountPoint().equals(containerRoot()) ? ", the writable layer" : ""));
  }

  private static Optional<String> memory(Mount mount) {
    return MEMORY.contains(mount.fileSystem())
        ? Optional.empty()
        : Optional.of("it is " + of(mount) + ", and no memory");
  }

  private Optional<String> onDisk(Mount mount) {
    if (sight.isOutsideOfContainers()) {
      return Optional.empty();
    }
    if (mount.fileSystem().equals("overlay") || mount.fileSystem().equals("fuse.fuse-overlayfs")) {
      return Optional.of(
          "it lies on " + of(mount) + ", a copy-on-write layer like the one it is held against");
    }
    return MEMORY.contains(mount.fileSystem()) && !isMemoryByItsOptions()
        ? Optional.of("it is " + of(mount) + ", which is memory; choose a place on a disk")
        : Optional.empty();
  }

  /** As {@code docker volume create --opt type=tmpfs --opt device=tmpfs} makes one. */
  private boolean isMemoryByItsOptions() {
    return MEMORY.contains(engineFacts.getOrDefault("volumeOption.type", ""));
  }

  /** A file system in memory or over others names itself for want of a device. */
  private static String of(Mount mount) {
    return mount.device().equals(mount.fileSystem()) || mount.device().equals("none")
        ? mount.fileSystem()
        : mount.fileSystem() + " on " + mount.device();
  }
}
