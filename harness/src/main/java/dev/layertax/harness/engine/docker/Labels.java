package dev.layertax.harness.engine.docker;

import java.util.HashMap;
import java.util.Map;

/** What everything of ours carries in an engine: containers, volumes and images. */
final class Labels {

  /** On everything of ours; the value is the word {@link #OURS}. */
  static final String LAYERTAX = "dev.layertax";

  static final String OURS = "true";

  /** The run that made it. */
  static final String RUN = "dev.layertax.run";

  /** Prefix of the facts about the process that made it. */
  static final String OWNER = "dev.layertax.owner";

  /** On volumes: those made before it by the same run. */
  static final String NUMBER = "dev.layertax.number";

  /** On volumes that a container made for itself. */
  static final String ANONYMOUS = "dev.layertax.anonymous";

  /** On images: the digest of all that is in them. */
  static final String CONTENT = "dev.layertax.content";

  private Labels() {}

  static Map<String, String> of(String run, OwnerProcess owner) {
    Map<String, String> labels = new HashMap<>(owner.labels());
    labels.put(LAYERTAX, OURS);
    labels.put(RUN, run);
    return labels;
  }
}
