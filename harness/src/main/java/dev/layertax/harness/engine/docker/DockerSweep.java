package dev.layertax.harness.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Image;
import dev.layertax.harness.engine.StorageSweep.Fate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Removes what runs left in the engine, and the images they share: what has our label, unless the
 * process that made it lives or cannot be seen from here. Nothing without the label is touched, nor
 * what a user made of our images, which has the label from them.
 */
public final class DockerSweep implements AutoCloseable {

  /**
   * One thing looked at.
   *
   * @param kind {@code container}, {@code volume} or {@code image}
   * @param name the engine's name for it
   * @param fate what became of it
   * @param detail why, in a few words
   */
  public record Swept(String kind, String name, Fate fate, String detail) {}

  private static final List<String> OURS = List.of(Labels.LAYERTAX + "=" + Labels.OURS);

  private final DockerConnection connection;
  private final Unseen unseen;
  private final List<Swept> swept = new ArrayList<>();

  /** What becomes of what runs made that may live where this process cannot look. */
  public enum Unseen {
    STAYS,
    GOES
  }

  private DockerSweep(DockerConnection connection, Unseen unseen) {
    this.connection = connection;
    this.unseen = unseen;
  }

  /** A sweep of the engine that the environment names. */
  public static DockerSweep ofEnvironment(Unseen unseen) {
    return new DockerSweep(DockerConnection.ofEnvironment(), unseen);
  }

  /** A sweep of the engine at that address: {@code unix:///…} or {@code tcp://…}. */
  public static DockerSweep at(String host, Unseen unseen) {
    return new DockerSweep(DockerConnection.to(host), unseen);
  }

  /** Why the engine cannot be looked at, in one sentence; empty when it can. */
  public Optional<String> unavailable() {
    return connection.problem();
  }

  /**
   * Looks at everything that has our label.
   *
   * @throws IOException when the engine does not answer
   */
  public List<Swept> sweep() throws IOException {
    connection.call("remove containers", this::containers);
    connection.call("remove volumes", this::volumes);
    connection.call("remove images", this::images);
    return List.copyOf(swept);
  }

  private int containers(DockerClient client) {
    for (Container container :
        client.listContainersCmd().withShowAll(true).withLabelFilter(OURS).exec()) {
      String id = container.getId();
      if (Labels.areOf(container)
          && isAbandoned("container", id, Optional.ofNullable(container.getLabels()))) {
        remove(
            "container",
            id,
            () -> client.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec());
      }
    }
    return swept.size();
  }

  private int volumes(DockerClient client) {
    List<InspectVolumeResponse> found =
        client.listVolumesCmd().withFilter("label", OURS).exec().getVolumes();
    for (InspectVolumeResponse volume : found == null ? List.<InspectVolumeResponse>of() : found) {
      String name = volume.getName();
      if (isAbandoned("volume", name, Optional.ofNullable(volume.getLabels()))) {
        remove("volume", name, () -> client.removeVolumeCmd(name).exec());
      }
    }
    return swept.size();
  }

  /** An image goes after those that are built on it; one that a container holds stays. */
  private int images(DockerClient client) {
    Set<String> refused = new HashSet<>();
    for (Image image : images(client, refused)) {
      String name = nameOf(image);
      if (!Labels.nameOnly(image)) {
        swept.add(new Swept("image", name, Fate.LEFT_ALONE, "has a name that a user gave it"));
        refused.add(image.getId());
      } else if (!isAbandoned("image", name, Optional.ofNullable(image.getLabels()))) {
        refused.add(image.getId());
      }
    }
    boolean more = true;
    while (more) {
      more = false;
      for (Image image : images(client, refused)) {
        more |= remove(client, image, refused);
      }
    }
    for (Image image : images(client, refused)) {
      swept.add(
          new Swept("image", nameOf(image), Fate.IN_USE, "a container or another image needs it"));
    }
    return swept.size();
  }

  private static List<Image> images(DockerClient client, Set<String> without) {
    return client.listImagesCmd().withShowAll(true).withLabelFilter(OURS.get(0)).exec().stream()
        .filter(image -> !without.contains(image.getId()))
        .toList();
  }

  /** Not its untagged parents with it: a base image may be another's, and ours have their turn. */
  private boolean remove(DockerClient client, Image image, Set<String> refused) {
    try {
      client.removeImageCmd(image.getId()).withNoPrune(true).exec();
      swept.add(new Swept("image", nameOf(image), Fate.REMOVED, "left by a run"));
      return true;
    } catch (ConflictException | NotFoundException e) {
      return false;
    } catch (DockerException e) {
      refused.add(image.getId());
      leave("image", nameOf(image), e);
      return false;
    }
  }

  private void leave(String kind, String name, DockerException e) {
    swept.add(new Swept(kind, name, Fate.LEFT_ALONE, "cannot be removed: " + EngineFault.of(e)));
  }

  private static String nameOf(Image image) {
    String[] tags = image.getRepoTags();
    boolean named = tags != null && tags.length > 0 && !tags[0].startsWith("<none>");
    return named ? tags[0] : image.getId();
  }

  private boolean isAbandoned(String kind, String name, Optional<Map<String, String>> labels) {
    Optional<OwnerProcess> owner = labels.flatMap(OwnerProcess::of);
    OwnerProcess.State state = owner.map(OwnerProcess::state).orElse(OwnerProcess.State.UNKNOWN);
    if (state == OwnerProcess.State.ALIVE) {
      swept.add(new Swept(kind, name, Fate.IN_USE, "in use by a run"));
      return false;
    }
    if (state == OwnerProcess.State.UNKNOWN && unseen == Unseen.STAYS) {
      String host = owner.map(known -> known.machine().host()).orElse("an unknown machine");
      swept.add(
          new Swept(
              kind,
              name,
              Fate.LEFT_ALONE,
              "of a run on "
                  + host
                  + " that cannot be looked for from here; clean there, or with --unseen"));
      return false;
    }
    return true;
  }

  private void remove(String kind, String name, Runnable removal) {
    try {
      removal.run();
      swept.add(new Swept(kind, name, Fate.REMOVED, "left by a run"));
    } catch (NotFoundException e) {
      // Gone by itself meanwhile: what was wanted.
      return;
    } catch (DockerException e) {
      leave(kind, name, e);
    }
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
