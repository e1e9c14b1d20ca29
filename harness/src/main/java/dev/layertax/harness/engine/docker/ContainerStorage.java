package dev.layertax.harness.engine.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Info;
import dev.layertax.harness.engine.ContainerOptions;
import dev.layertax.harness.engine.Mount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a container has at the dataset's path, as the engine tells it. */
final class ContainerStorage {

  private final DockerConnection connection;
  private final String container;
  private final ContainerOptions options;
  private final DockerOptions chosen;
  private final Optional<BaseImage> baseImage;
  private final List<InspectContainerResponse.Mount> mounts;
  private final Optional<InspectContainerResponse.Mount> mounted;

  ContainerStorage(
      DockerConnection connection,
      String container,
      ContainerOptions options,
      DockerOptions chosen,
      Optional<BaseImage> baseImage)
      throws IOException {
    this.connection = connection;
    this.container = container;
    this.options = options;
    this.chosen = chosen;
    this.baseImage = baseImage;
    this.mounts = Optional.ofNullable(inspect().getMounts()).map(List::copyOf).orElse(List.of());
    this.mounted = mounts.stream().filter(this::isAtTheDataset).findFirst();
  }

  private InspectContainerResponse inspect() throws IOException {
    return connection.call(
        "look at container " + container, client -> client.inspectContainerCmd(container).exec());
  }

  private boolean isAtTheDataset(InspectContainerResponse.Mount mount) {
    return mount.getDestination().getPath().equals(options.image().path());
  }

  /** The volume that was made for this container alone. */
  Optional<DockerVolume> anonymousVolume() {
    return options.mount() instanceof Mount.Anonymous
        ? mounted.map(mount -> new DockerVolume(connection, mount.getName(), true))
        : Optional.empty();
  }

  /** Volumes that the container has only because its image declares them; a directory is none. */
  List<DockerVolume> unaskedVolumes() {
    return mounts.stream()
        .filter(mount -> mount.getName() != null && !mount.getName().isEmpty())
        .filter(mount -> !(isVolume() && isAtTheDataset(mount)))
        .map(mount -> new DockerVolume(connection, mount.getName(), true))
        .toList();
  }

  /** The directory of this machine that takes the bytes, when this user may write there. */
  Optional<Path> backing() {
    if (options.mount() instanceof Mount.Bind bind) {
      return Optional.of(bind.directory());
    }
    return mounted
        .map(InspectContainerResponse.Mount::getSource)
        .filter(source -> !source.isEmpty())
        .map(Path::of)
        .filter(Files::isWritable);
  }

  SortedMap<String, String> facts() throws IOException {
    SortedMap<String, String> facts = new TreeMap<>();
    Info info = connection.info();
    facts.put("serverVersion", connection.version().getVersion());
    facts.put("apiVersion", connection.version().getApiVersion());
    facts.put("dockerRootDir", info.getDockerRootDir());
    facts.put("storageDriver", info.getDriver());
    for (List<String> status : Optional.ofNullable(info.getDriverStatuses()).orElse(List.of())) {
      facts.put("storageDriver." + status.get(0), status.get(1));
    }
    facts.put("driver", driver(info));
    facts.put("mountPoint", options.image().path());
    mounted
        .map(InspectContainerResponse.Mount::getDriver)
        .filter(driver -> !driver.isEmpty())
        .ifPresent(driver -> facts.put("volumeDriver", driver));
    if (isVolume()) {
      chosen.volumeOptions().forEach((name, value) -> facts.put("volumeOption." + name, value));
    }
    baseImage.ifPresent(
        base -> base.volumes().forEach(path -> facts.put("imageVolume." + path, base.reference())));
    facts.put("cgroupVersion", String.valueOf(info.getCGroupVersion()));
    limits(facts);
    return facts;
  }

  private boolean isVolume() {
    return options.mount() instanceof Mount.Named || options.mount() instanceof Mount.Anonymous;
  }

  private String driver(Info info) {
    if (options.mount() instanceof Mount.Tmpfs) {
      return "tmpfs";
    }
    if (options.mount() instanceof Mount.Bind) {
      return "none";
    }
    return isVolume() ? chosen.volumeDriver().orElse("local") : info.getDriver();
  }

  private void limits(Map<String, String> facts) throws IOException {
    var host = inspect().getHostConfig();
    if (host.getMemory() != null && host.getMemory() > 0) {
      facts.put("memoryLimitBytes", host.getMemory().toString());
    }
    if (host.getNanoCPUs() != null && host.getNanoCPUs() > 0) {
      facts.put("cpuLimit", Double.toString(host.getNanoCPUs() / 1e9));
    }
  }
}
