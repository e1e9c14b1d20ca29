package dev.layertax.benchmarks.unionfs;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The lower layers of a seed: one to five, with every kind of object under the names in use. */
final class RandomLayers {
  private final Random random;
  private final List<LayerObject> objects = new ArrayList<>();
  private final List<String> files = new ArrayList<>();
  private final boolean userMarks;
  private final boolean markedWhiteouts;

  /**
   * Layers that can be changed through the kernel, or only looked at.
   *
   * @param markedWhiteouts whether whiteouts are also such with an attribute: the kernel (6.18)
   *     does not remove a directory that merges with them, as if they were files
   */
  RandomLayers(long seed, boolean markedWhiteouts) {
    random = RandomOperations.random(seed);
    userMarks = random.nextBoolean();
    this.markedWhiteouts = markedWhiteouts;
  }

  List<LayerObject> objects() {
    int layers = 1 + random.nextInt(5);
    for (int layer = 0; layer < layers; layer++) {
      files.clear();
      fill(layer, "", layers > 2 ? 2 : 3);
    }
    return objects;
  }

  private void fill(int layer, String prefix, int depth) {
    for (String name : RandomOperations.NAMES) {
      String path = prefix + name;
      int kind = random.nextInt(20);
      if (kind < 6 && depth > 1) {
        boolean opaque = userMarks && random.nextInt(4) == 0;
        add(layer, opaque ? LayerObject.Kind.OPAQUE : LayerObject.Kind.DIRECTORY, path, ".");
        fill(layer, path + "/", depth - 1);
      } else if (kind < 8) {
        files.add(path);
        add(layer, LayerObject.Kind.FILE, path, ".");
      } else if (kind < 10) {
        files.add(path);
        add(layer, LayerObject.Kind.SPARSE, path, ".");
      } else if (kind == 10 && !files.isEmpty()) {
        String first = files.get(random.nextInt(files.size()));
        files.add(path);
        add(layer, LayerObject.Kind.LINK, path, first);
      } else if (kind < 13 && !userMarks) {
        // Note: not with userxattr, which is none for a link: the kernel then forgets its origin.
        add(layer, LayerObject.Kind.SYMLINK, path, RandomOperations.linkTarget(random));
      } else if (kind < 15) {
        boolean marked = userMarks && markedWhiteouts && random.nextBoolean();
        LayerObject.Kind whiteout =
            marked ? LayerObject.Kind.MARKED_WHITEOUT : LayerObject.Kind.WHITEOUT;
        add(layer, whiteout, path, ".");
      }
    }
    String special = RandomOperations.special(random);
    if (random.nextInt(4) == 0 && special.length() < 256) {
      add(layer, LayerObject.Kind.FILE, prefix + special, ".");
    }
  }

  private void add(int layer, LayerObject.Kind kind, String path, String target) {
    objects.add(new LayerObject(layer, kind, path, target, random.nextInt(100_000)));
  }
}
