package dev.layertax.harness.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Driver;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.VolumeOptions;
import dev.layertax.harness.engine.ContainerOptions;
import dev.layertax.harness.engine.Mount;
import dev.layertax.harness.engine.archive.TarRoot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a container and its volume are made: without network, capabilities, new privileges and a log,
 * and with our labels.
 *
 * @param labels of everything of this run
 * @param number of what was made before in this run
 * @param declared paths at which the image has a VOLUME
 */
record ContainerCreation(
    Map<String, String> labels,
    int number,
    DockerOptions chosen,
    ContainerUser user,
    Set<String> declared) {

  private static final int DIRECTORY_MODE = 0755;

  String create(DockerClient client, ContainerOptions wanted, List<String> keeper) {
    Map<String, String> all = new HashMap<>(wanted.labels());
    all.putAll(container());
    return client
        .createContainerCmd(wanted.image().name())
        .withName(name())
        .withLabels(all)
        .withUser(user.owner().toString())
        .withEntrypoint(keeper)
        .withCmd(List.of())
        // A base image's own would run a program beside the measured one, or not end this one.
        .withHealthcheck(new HealthCheck().withTest(List.of("NONE")))
        .withStopSignal("SIGTERM")
        .withStdinOpen(true)
        .withHostConfig(
            storage(
                confined().withCapDrop(Capability.ALL),
                wanted.mount(),
                wanted.image().path(),
                new TarRoot(user.owner(), DIRECTORY_MODE)))
        .exec()
        .getId();
  }

  /**
   * A container of a user's server: it keeps the capabilities that the engine gives every
   * container, as the server would have them. Its first process is root's, because what one of
   * another user's has beside it gets none of root's capabilities, and cannot look.
   *
   * @param directory whose owner and mode a tmpfs in its place gets
   */
  String createServer(DockerClient client, ContainerOptions wanted, TarRoot directory) {
    Map<String, String> all = new HashMap<>(wanted.labels());
    all.putAll(container());
    return client
        .createContainerCmd(wanted.image().name())
        .withName(name())
        .withLabels(all)
        .withUser("0")
        .withEntrypoint(WaitingShell.WORDS)
        .withCmd(List.of())
        .withHealthcheck(new HealthCheck().withTest(List.of("NONE")))
        .withStopSignal("SIGTERM")
        .withStdinOpen(true)
        .withHostConfig(storage(confined(), wanted.mount(), wanted.image().path(), directory))
        .exec()
        .getId();
  }

  /** A container that never starts: the engine removes no image that one is made from. */
  String hold(DockerClient client, String image, List<String> keeper) {
    return client
        .createContainerCmd(image)
        .withName(name())
        .withLabels(container())
        .withEntrypoint(keeper)
        .withHostConfig(HostConfig.newHostConfig().withNetworkMode("none"))
        .exec()
        .getId();
  }

  private static HostConfig confined() {
    return HostConfig.newHostConfig()
        .withNetworkMode("none")
        .withSecurityOpts(List.of("no-new-privileges"))
        .withLogConfig(new LogConfig(LogConfig.LoggingType.NONE));
  }

  private HostConfig storage(HostConfig host, Mount mount, String path, TarRoot directory) {
    if (mount instanceof Mount.Tmpfs) {
      host.withTmpFs(
          Map.of(
              path,
              "rw,uid=%d,gid=%d,mode=%o"
                  .formatted(
                      directory.owner().user(), directory.owner().group(), directory.mode())));
    }
    List<com.github.dockerjava.api.model.Mount> mounts = new ArrayList<>();
    asked(mount, path).ifPresent(mounts::add);
    declared.stream()
        .filter(place -> mount instanceof Mount.Layer || !place.equals(path))
        .forEach(place -> mounts.add(unasked(place)));
    return host.withMounts(mounts);
  }

  private Optional<com.github.dockerjava.api.model.Mount> asked(Mount mount, String path) {
    if (mount instanceof Mount.Named named) {
      return Optional.of(volume(path).withSource(named.volume().name()));
    }
    if (mount instanceof Mount.Anonymous) {
      return Optional.of(volume(path).withVolumeOptions(anonymous()));
    }
    if (mount instanceof Mount.Bind bind) {
      return Optional.of(
          new com.github.dockerjava.api.model.Mount()
              .withType(MountType.BIND)
              .withSource(bind.directory().toString())
              .withTarget(path));
    }
    return Optional.empty();
  }

  /** What the engine makes for an image's VOLUME by itself, but with our labels for clean. */
  private com.github.dockerjava.api.model.Mount unasked(String path) {
    return volume(path).withVolumeOptions(new VolumeOptions().withLabels(volume(true)));
  }

  private static com.github.dockerjava.api.model.Mount volume(String path) {
    return new com.github.dockerjava.api.model.Mount().withType(MountType.VOLUME).withTarget(path);
  }

  private VolumeOptions anonymous() {
    VolumeOptions options = new VolumeOptions().withLabels(volume(true));
    if (chosen.volumeDriver().isPresent() || !chosen.volumeOptions().isEmpty()) {
      options.withDriverConfig(
          new Driver()
              .withName(chosen.volumeDriver().orElse("local"))
              .withOptions(chosen.volumeOptions()));
    }
    return options;
  }

  private String name() {
    return labels.get(Labels.RUN) + "-" + number;
  }

  private Map<String, String> container() {
    Map<String, String> all = new HashMap<>(labels);
    all.put(Labels.CONTAINER, name());
    return all;
  }

  /** The labels of a volume. */
  Map<String, String> volume(boolean anonymous) {
    Map<String, String> all = new HashMap<>(labels);
    all.put(Labels.NUMBER, Integer.toString(number));
    if (anonymous) {
      all.put(Labels.ANONYMOUS, "true");
    }
    return all;
  }
}
