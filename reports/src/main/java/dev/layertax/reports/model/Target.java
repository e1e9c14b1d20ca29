package dev.layertax.reports.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Where the bytes go. */
public enum Target {
  WRITABLE_LAYER("writable-layer"),
  NAMED_VOLUME("named-volume"),
  ANONYMOUS_VOLUME("anonymous-volume"),
  BIND_MOUNT("bind-mount"),
  TMPFS("tmpfs"),
  /** A plain directory of the host: only the sentinels of a block use it. */
  HOST_DIRECTORY("host-directory");

  private final String label;

  Target(String label) {
    this.label = label;
  }

  /** The name in commands, files and reports. */
  public String label() {
    return label;
  }

  /** The target of that label, if there is one. */
  public static Optional<Target> of(String label) {
    return Arrays.stream(values()).filter(target -> target.label.equals(label)).findFirst();
  }

  /** The targets a user can ask for, in the order of the reports. */
  public static List<Target> selectable() {
    return List.of(WRITABLE_LAYER, NAMED_VOLUME, ANONYMOUS_VOLUME, BIND_MOUNT, TMPFS);
  }

  @Override
  public String toString() {
    return label;
  }
}
