package dev.layertax.harness.engine.docker;

import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Image;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What everything of ours carries in an engine: containers, volumes and images. */
final class Labels {

  /** On everything of ours; the value is the word {@link #OURS}. */
  static final String LAYERTAX = "dev.layertax";

  static final String OURS = "true";

  /** What the names of images begin with. */
  static final String IMAGES = "layertax/";

  /** The run that made it. */
  static final String RUN = "dev.layertax.run";

  /** Prefix of the facts about the process that made it. */
  static final String OWNER = "dev.layertax.owner";

  /**
   * On containers: the name it was made with. A container that a user starts from an image of ours
   * inherits the image's labels, and one from a copy of a container that one's: neither its name.
   */
  static final String CONTAINER = "dev.layertax.container";

  /** On volumes: those made before it by the same run. */
  static final String NUMBER = "dev.layertax.number";

  /** On volumes that a container made for itself. */
  static final String ANONYMOUS = "dev.layertax.anonymous";

  /** On images: the digest of all that is in them. */
  static final String CONTENT = "dev.layertax.content";

  private Labels() {}

  /**
   * Whether we made that container, and not a user from an image of ours: it has the name we gave
   * it, or is a step of a build, whose command the builder marks as none.
   */
  static boolean areOf(Container container) {
    String name = container.getLabels().get(CONTAINER);
    boolean named =
        name != null
            && Optional.ofNullable(container.getNames()).stream()
                .flatMap(Arrays::stream)
                .anyMatch(("/" + name)::equals);
    return named || String.valueOf(container.getCommand()).contains("#(nop) ");
  }

  /** Whether every name of that image is one we give. */
  static boolean nameOnly(Image image) {
    return Optional.ofNullable(image.getRepoTags()).stream()
        .flatMap(Arrays::stream)
        .allMatch(name -> name.startsWith(IMAGES) || name.startsWith("<none>"));
  }

  static Map<String, String> of(String run, OwnerProcess owner) {
    Map<String, String> labels = new HashMap<>(owner.labels());
    labels.put(LAYERTAX, OURS);
    labels.put(RUN, run);
    return labels;
  }
}
