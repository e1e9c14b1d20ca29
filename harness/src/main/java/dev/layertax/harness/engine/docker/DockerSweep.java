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
 * process that made it lives or cannot be seen from here. Nothing without the label is touched.
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
  private final List<Swept> swept = new ArrayList<>();

  DockerSweep(DockerConnection connection) {
    this.connection = connection;
  }

  /** A sweep of the engine that the environment names. */
  public static DockerSweep ofEnvironment() {
    return new DockerSweep(DockerConnection.ofEnvironment());
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
      if (isAbandoned("container", id, container.getLabels())) {
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
      if (isAbandoned("volume", name, volume.getLabels())) {
        remove("volume", name, () -> client.removeVolumeCmd(name).exec());
      }
    }
    return swept.size();
  }

  /** An image goes after those that are built on it; one that a container holds stays. */
  private int images(DockerClient client) {
    Set<String> refused = new HashSet<>();
    boolean more = true;
    while (more) {
      more = false;
      for (Image image : images(client, refused)) {
        Map<String, String> labels = image.getLabels() == null ? Map.of() : image.getLabels();
        boolean inUse =
            OwnerProcess.of(labels)
                .filter(owner -> owner.state() == OwnerProcess.State.ALIVE)
                .isPresent();
        if (inUse) {
          refused.add(image.getId());
          swept.add(new Swept("image", nameOf(image), Fate.IN_USE, "in use by a run"));
        } else {
          more |= remove(client, image, refused);
        }
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

  private boolean isAbandoned(String kind, String name, Map<String, String> labels) {
    Optional<OwnerProcess> owner = OwnerProcess.of(labels);
    OwnerProcess.State state = owner.map(OwnerProcess::state).orElse(OwnerProcess.State.GONE);
    switch (state) {
      case ALIVE -> swept.add(new Swept(kind, name, Fate.IN_USE, "in use by a run"));
      case UNKNOWN ->
          swept.add(
              new Swept(
                  kind,
                  name,
                  Fate.LEFT_ALONE,
                  "of a run on " + owner.orElseThrow().machine() + "; clean there"));
      case GONE -> {
        return true;
      }
    }
    return false;
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
