package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** All that can be seen of a tree, by path. */
final class Snapshot {
  /** What objects have that were not touched since their {@linkplain #age ageing}. */
  private static final FileTime AGED = FileTime.fromMillis(1_100_000_000_000L);

  private static final String TOUCHED = " touched";
  private static final LinkOption NOFOLLOW = LinkOption.NOFOLLOW_LINKS;

  private Snapshot() {}

  /** Gives all objects of a layer an old time, so that it shows which are changed after. */
  static void age(Path path) throws IOException {
    if (Files.isDirectory(path, NOFOLLOW)) {
      try (DirectoryStream<Path> children = Files.newDirectoryStream(path)) {
        for (Path child : children) {
          age(child);
        }
      }
    }
    if (!Files.isSymbolicLink(path)) {
      Files.setLastModifiedTime(path, AGED);
    }
  }

  /** The tree with one object's time left out. */
  static Map<String, String> withoutTime(Map<String, String> tree, String path) {
    Map<String, String> same = new TreeMap<>(tree);
    same.computeIfPresent(path, (name, text) -> text.replace(TOUCHED, " " + AGED));
    return same;
  }

  static Map<String, String> withoutTimes(Map<String, String> tree) {
    Map<String, String> same = tree;
    for (String path : tree.keySet()) {
      same = withoutTime(same, path);
    }
    return same;
  }

  static Map<String, String> of(Path root) throws IOException {
    Map<String, String> tree = new TreeMap<>();
    tree.put("/", describe(root));
    add(root, "/", tree);
    return tree;
  }

  /** The lines in which two differ; empty for equal ones. */
  static String difference(Map<String, String> found, Map<String, String> expected) {
    StringBuilder lines = new StringBuilder();
    Set<String> paths = new TreeSet<>(found.keySet());
    paths.addAll(expected.keySet());
    for (String path : paths) {
      String is = found.get(path);
      String should = expected.get(path);
      if (!Objects.equals(is, should)) {
        lines.append(path + " is " + is + ", should be " + should + "\n");
      }
    }
    return lines.toString();
  }

  /** A path as it stands in a snapshot. */
  static String name(Path path) {
    return path.toString().replace(Scenario.LONG, "LONG");
  }

  private static void add(Path directory, String name, Map<String, String> tree)
      throws IOException {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
      for (Path child : children) {
        String path = name + name(child.getFileName());
        tree.put(path, describe(child));
        if (Files.isDirectory(child, NOFOLLOW)) {
          add(child, path + "/", tree);
        }
      }
    }
  }

  private static String describe(Path path) throws IOException {
    Map<String, Object> attributes =
        Files.readAttributes(path, "unix:mode,uid,gid,lastModifiedTime", NOFOLLOW);
    String text =
        String.format(
            "%o %s:%s", (int) attributes.get("mode"), attributes.get("uid"), attributes.get("gid"));
    if (Files.isSymbolicLink(path)) {
      return text + " to " + Files.readSymbolicLink(path);
    }
    FileTime time = (FileTime) attributes.get("lastModifiedTime");
    text += time.compareTo(AGED) > 0 ? TOUCHED : " " + time;
    Map<String, Object> xattrs = new TreeMap<>(Files.readAttributes(path, "user:*", NOFOLLOW));
    xattrs.replaceAll((name, value) -> Arrays.toString((byte[]) value));
    if (!Files.isRegularFile(path, NOFOLLOW)) {
      return text + " " + xattrs;
    }
    byte[] bytes = Files.readAllBytes(path);
    return text + " " + xattrs + " " + bytes.length + " bytes " + Arrays.hashCode(bytes);
  }
}
