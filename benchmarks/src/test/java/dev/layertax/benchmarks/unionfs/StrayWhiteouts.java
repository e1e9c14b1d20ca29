package dev.layertax.benchmarks.unionfs;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds whiteouts below which nothing can be: in a directory that no other layer merges with. The
 * kernel lists them, as it reads such a directory as it is, and then finds nothing under their
 * names; the union layer does not, which package-info tells.
 */
final class StrayWhiteouts {
  private final Replay replay;

  StrayWhiteouts(Replay replay) {
    this.replay = replay;
  }

  /** The replay's objects without those. */
  List<LayerObject> without() {
    return replay.objects().stream().filter(object -> !isStray(object)).toList();
  }

  private boolean isStray(LayerObject object) {
    if (object.kind() != LayerObject.Kind.WHITEOUT
        && object.kind() != LayerObject.Kind.MARKED_WHITEOUT) {
      return false;
    }
    if (object.kind() == LayerObject.Kind.MARKED_WHITEOUT
        && object.layer() == replay.layers() - 1) {
      // The kernel does not look for marks in the lowest layer's listing.
      return true;
    }
    List<Integer> merged = merged(parent(object.path()));
    return merged.size() == 1 && merged.get(0) == object.layer();
  }

  private static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /** The layers whose directories make up one of the union. */
  private List<Integer> merged(String path) {
    List<Integer> layers = new ArrayList<>();
    if (path.isEmpty()) {
      for (int layer = 0; layer < replay.layers(); layer++) {
        layers.add(layer);
      }
      return layers;
    }
    for (int layer : merged(parent(path))) {
      LayerObject object = at(layer, path);
      boolean directory = isDirectory(layer, path, object);
      if (directory) {
        layers.add(layer);
      }
      if (object != null && (!directory || object.kind() == LayerObject.Kind.OPAQUE)) {
        break;
      }
    }
    return layers;
  }

  private LayerObject at(int layer, String path) {
    return replay.objects().stream()
        .filter(object -> object.layer() == layer && object.path().equals(path))
        .findFirst()
        .orElse(null);
  }

  /** A directory may also be there only because something is in it. */
  private boolean isDirectory(int layer, String path, LayerObject object) {
    if (object != null) {
      return object.kind() == LayerObject.Kind.DIRECTORY
          || object.kind() == LayerObject.Kind.OPAQUE;
    }
    return replay.objects().stream()
        .anyMatch(below -> below.layer() == layer && below.path().startsWith(path + "/"));
  }
}
