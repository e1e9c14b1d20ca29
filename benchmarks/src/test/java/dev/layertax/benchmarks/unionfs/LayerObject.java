package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One object of a lower layer, as data. What it needs and does not find, such as a file to link to,
 * makes it do nothing: any part of a list of objects makes layers too.
 *
 * @param layer 0 is the topmost
 * @param path relative to the place in the layer where operations happen
 * @param target where a link points
 * @param number gives length, mode, owner and attributes
 */
record LayerObject(int layer, Kind kind, String path, String target, int number) {
  private static final LinkOption NOFOLLOW = LinkOption.NOFOLLOW_LINKS;

  /** What there is in layers. */
  enum Kind {
    FILE,
    /** A file with holes. */
    SPARSE,
    DIRECTORY,
    /** A directory with {@code user.overlay.opaque}. */
    OPAQUE,
    SYMLINK,
    /** A further name of a file of the same layer. */
    LINK,
    /** A character device 0/0. */
    WHITEOUT,
    /** An empty file with {@code user.overlay.whiteout}. */
    MARKED_WHITEOUT
  }

  /** Whether a mount must have {@code userxattr} to understand it. */
  boolean needsUserMarks() {
    return kind == Kind.OPAQUE || kind == Kind.MARKED_WHITEOUT;
  }

  /**
   * Makes it.
   *
   * @param root the layer's
   * @param place in the layer, where the path begins
   * @param device a whiteout to make more links of
   */
  void make(Path root, Path place, Path device) throws IOException {
    Path object = place.resolve(path);
    try {
      Files.createDirectories(object.getParent());
      switch (kind) {
        case FILE -> Files.write(object, Operation.bytes(number % 9_000), create());
        case SPARSE -> sparse(object);
        case DIRECTORY -> Files.createDirectory(object);
        case OPAQUE -> {
          Files.createDirectory(object);
          Layers.setOpaque(object);
        }
        case SYMLINK -> Files.createSymbolicLink(object, Path.of(target));
        case LINK -> Files.createLink(object, place.resolve(target));
        case WHITEOUT -> Files.createLink(object, device);
        case MARKED_WHITEOUT -> markedWhiteout(root, object);
      }
    } catch (FileSystemException impossible) {
      return;
    }
    if (kind == Kind.FILE || kind == Kind.SPARSE || kind == Kind.DIRECTORY) {
      decorate(object);
    }
  }

  private static StandardOpenOption[] create() {
    return new StandardOpenOption[] {StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE};
  }

  /** Begins with data or a hole, ends with data or a hole; up to more than two stretches long. */
  private void sparse(Path object) throws IOException {
    try (FileChannel channel = FileChannel.open(object, create())) {
      channel.write(ByteBuffer.wrap(Operation.bytes(number % 2 == 0 ? 0 : number % 5_000)));
      byte[] last = number % 3 == 0 ? new byte[1] : Operation.bytes(1 + number % 9_000);
      channel.write(ByteBuffer.wrap(last), 10_000L + number * 7L % 300_000);
    }
  }

  private void markedWhiteout(Path root, Path object) throws IOException {
    Path parent = object.getParent();
    if (Layers.mark(parent) != Layers.Mark.OPAQUE && Layers.mark(root) != Layers.Mark.OPAQUE) {
      Files.createFile(object);
      Layers.setWhiteout(object);
      Layers.setHoldsWhiteouts(root);
      Layers.setHoldsWhiteouts(parent);
    }
  }

  private void decorate(Path object) throws IOException {
    int mode = kind == Kind.DIRECTORY ? 0700 : 0600;
    if (number % 3 == 0) {
      Files.setAttribute(object, "unix:gid", number % 2 == 0 ? 1000 : 65_534, NOFOLLOW);
      Files.setAttribute(object, "unix:uid", number % 4 == 0 ? 1000 : 0, NOFOLLOW);
    }
    int special = number % 5 == 0 ? 07177 : 0177;
    Files.setAttribute(object, "unix:mode", mode | (number & special), NOFOLLOW);
    if (number % 4 == 0) {
      Layers.write(object, "one", "of the layer " + number);
    }
    if (number % 8 == 0) {
      Layers.write(object, "empty", "");
    }
  }

  @Override
  public String toString() {
    return "LAYER "
        + layer
        + " "
        + kind
        + " "
        + Operation.encoded(path)
        + " "
        + Operation.encoded(target)
        + " "
        + number;
  }

  /** Reads what {@link #toString} wrote. */
  static LayerObject parse(String line) {
    String[] words = line.strip().split(" +", -1);
    return new LayerObject(
        Integer.parseInt(words[1]),
        Kind.valueOf(words[2]),
        Operation.decoded(words[3]),
        Operation.decoded(words[4]),
        Integer.parseInt(words[5]));
  }
}
