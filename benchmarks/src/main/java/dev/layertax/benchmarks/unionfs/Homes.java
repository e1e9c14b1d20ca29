package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * The records by which a change of two renames is whole after a crash.
 *
 * <p>Between the two, some name of the upper layer is empty, and an object in the work directory
 * will fill it: a whiteout, a new directory, or what was put aside. That object's own name in the
 * work directory says which place is its home, from before the first step on. After a crash, who
 * finds its home empty goes there, and who finds it taken has nothing to do: the change was not
 * begun, or ended.
 *
 * <p>Note: a record of its own would take two more system calls; a name takes none. Only where it
 * would be too long the place stands in a symbolic link beside the object.
 */
final class Homes {
  /** As Linux's {@code NAME_MAX}. */
  private static final int LONGEST_NAME = 255;

  private static final String HOME = "@";
  private static final String LINK = ">";

  private Homes() {}

  /**
   * A path for an object whose home is to be known, made by who calls.
   *
   * @param number no other object's
   * @param place the home, relative to the upper directory
   */
  static Path path(Path temporary, String number, Path place) throws IOException {
    String name = number + HOME + escaped(place.toString());
    if (name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME) {
      return temporary.resolve(name);
    }
    Files.createSymbolicLink(temporary.resolve(number + LINK), place);
    return temporary.resolve(number + HOME);
  }

  /** The link with the object's home, or null where its name says all. */
  static Path link(Path object) {
    String name = object.getFileName().toString();
    return name.endsWith(HOME)
        ? object.resolveSibling(name.substring(0, name.length() - HOME.length()) + LINK)
        : null;
  }

  /** Sends home who finds it empty; may itself be broken off and run again. */
  static void settle(Path temporary, Path upper) throws IOException {
    List<Path> objects = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(temporary)) {
      stream.forEach(objects::add);
    }
    for (Path object : objects) {
      String name = object.getFileName().toString();
      int home = name.indexOf(HOME);
      if (home >= 0) {
        Path link = link(object);
        String place =
            link == null
                ? unescaped(name.substring(home + HOME.length()))
                : Files.readSymbolicLink(link).toString();
        settle(object, upper, upper.resolve(place));
      }
    }
  }

  private static void settle(Path object, Path upper, Path place) throws IOException {
    Path parent = place.getParent();
    boolean isEmpty = Files.notExists(place, LinkOption.NOFOLLOW_LINKS);
    if (isEmpty && (parent.equals(upper) || Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS))) {
      boolean marked = Layers.mark(parent) == Layers.Mark.HOLDS_WHITEOUTS;
      BasicFileAttributes attributes =
          Files.readAttributes(object, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      // Where whiteouts are not looked for, one would show as an empty file.
      if (marked || !Layers.isWhiteout(object, attributes, true)) {
        WorkDirectory.install(object, place);
      }
    }
  }

  private static String escaped(String place) {
    return place.replace("%", "%p").replace("/", "%s");
  }

  private static String unescaped(String name) {
    return name.replace("%s", "/").replace("%p", "%");
  }
}
