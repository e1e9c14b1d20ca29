package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserDefinedFileAttributeView;

/**
 * The marks overlayfs keeps in a layer: whiteouts and opaque directories (overlayfs.rst, "whiteouts
 * and opaque directories").
 */
final class Layers {
  /** Prefix of the private attributes, under {@code user.}. */
  static final String PRIVATE = "overlay.";

  private static final String WHITEOUT = PRIVATE + "whiteout";
  private static final String OPAQUE = PRIVATE + "opaque";
  private static final int CHARACTER_DEVICE = 0020000;
  private static final int FORMAT = 0170000;

  private Layers() {}

  /** What a directory's {@code overlay.opaque} says. */
  enum Mark {
    NONE,
    /** {@code y}: the merge ends here. */
    OPAQUE,
    /** {@code x}: zero-size files in it may be whiteouts. */
    HOLDS_WHITEOUTS
  }

  static Mark mark(Path directory) throws IOException {
    UserDefinedFileAttributeView view = xattrs(directory);
    if (view == null || !view.list().contains(OPAQUE)) {
      return Mark.NONE;
    }
    return switch (read(view, OPAQUE)) {
      case "y" -> Mark.OPAQUE;
      case "x" -> Mark.HOLDS_WHITEOUTS;
      default -> Mark.NONE;
    };
  }

  static void setOpaque(Path directory) throws IOException {
    write(directory, OPAQUE, "y");
  }

  static void setHoldsWhiteouts(Path directory) throws IOException {
    write(directory, OPAQUE, "x");
  }

  static void setWhiteout(Path file) throws IOException {
    write(file, WHITEOUT, "");
  }

  /**
   * Whether the object is a whiteout.
   *
   * @param marked whether its directory is marked as holding whiteouts
   */
  static boolean isWhiteout(Path path, BasicFileAttributes attributes, boolean marked)
      throws IOException {
    if (attributes.isOther()) {
      int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
      return (mode & FORMAT) == CHARACTER_DEVICE
          && (long) Files.getAttribute(path, "unix:rdev", LinkOption.NOFOLLOW_LINKS) == 0;
    }
    return marked
        && attributes.isRegularFile()
        && attributes.size() == 0
        && xattrs(path).list().contains(WHITEOUT);
  }

  static UserDefinedFileAttributeView xattrs(Path path) {
    return Files.getFileAttributeView(
        path, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
  }

  static String read(UserDefinedFileAttributeView view, String name) throws IOException {
    ByteBuffer value = ByteBuffer.allocate(view.size(name));
    view.read(name, value);
    return StandardCharsets.UTF_8.decode(value.flip()).toString();
  }

  static void write(Path path, String name, String value) throws IOException {
    xattrs(path).write(name, StandardCharsets.UTF_8.encode(value));
  }
}
