package dev.layertax.benchmarks.unionfs;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One thing to do to a tree, as data: it is printed, read back and done again.
 *
 * @param path relative to the tree's root; {@code .} is the root
 * @param other a second path, or what a link says; {@code .} where there is none
 * @param number a length, a position, a mode or whatever else the kind needs; not negative
 * @param options {@code java.nio.file} options by their names
 */
record Operation(Kind kind, String path, String other, int number, List<String> options) {
  /** What is done; each has its lines in {@link TreeOperations} or {@link HeldDescriptors}. */
  enum Kind {
    WRITE,
    WRITE_AT,
    TRUNCATE,
    READ,
    DELETE,
    DELETE_IF_EXISTS,
    CREATE_DIRECTORY,
    CREATE_DIRECTORIES,
    MOVE,
    COPY,
    LINK,
    SYMLINK,
    PERMISSIONS,
    MODE,
    OWNER,
    GROUP,
    TIMES,
    XATTR_SET,
    XATTR_GET,
    XATTR_REMOVE,
    XATTR_LIST,
    LIST,
    WALK,
    STAT,
    READ_LINK,
    SAME_FILE,
    REAL_PATH,
    ACCESS,
    KEY,
    TREE,
    HOLD,
    HELD_READ,
    HELD_READ_AT,
    HELD_WRITE,
    HELD_WRITE_AT,
    HELD_TRUNCATE,
    HELD_POSITION,
    HELD_FORCE,
    HELD_TRANSFER,
    HELD_RECEIVE,
    HELD_MAP,
    HELD_LOCK,
    HELD_CLOSE,
    MAPPED_READ,
    STREAM_OPEN,
    STREAM_FIRST,
    STREAM_REST,
    REMOUNT
  }

  static Operation of(Kind kind, String path, String other, int number, String... options) {
    return new Operation(kind, path, other, number, List.of(options));
  }

  /** Reads what {@link #toString} wrote. */
  static Operation parse(String line) {
    String[] words = line.strip().split(" +", -1);
    return new Operation(
        Kind.valueOf(words[0]),
        decoded(words[1]),
        decoded(words[2]),
        Integer.parseInt(words[3]),
        words.length > 4 ? List.of(words[4].split(",", -1)) : List.of());
  }

  @Override
  public String toString() {
    String line = kind + " " + encoded(path) + " " + encoded(other) + " " + number;
    return options.isEmpty() ? line : line + " " + String.join(",", options);
  }

  boolean has(Enum<?> option) {
    return options.contains(option.name());
  }

  /** The options that are of a type, as the calls of {@code Files} take them. */
  <T> T[] options(Class<?> type, T[] array) {
    return options.stream().map(Operation::option).filter(type::isInstance).toList().toArray(array);
  }

  private static Object option(String name) {
    return Stream.of(StandardOpenOption.values(), StandardCopyOption.values(), LinkOption.values())
        .flatMap(Arrays::stream)
        .filter(option -> ((Enum<?>) option).name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no option " + name));
  }

  /** A word without blanks for any path. */
  static String encoded(String path) {
    return URLEncoder.encode(path, StandardCharsets.UTF_8).replace("%2F", "/");
  }

  static String decoded(String word) {
    return URLDecoder.decode(word, StandardCharsets.UTF_8);
  }

  /** The bytes that a number stands for, the same on every tree. */
  static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    int state = length * 0x9E3779B9 + 1;
    for (int i = 0; i < length; i++) {
      state = state * 1_664_525 + 1_013_904_223;
      bytes[i] = (byte) (state >>> 24);
    }
    return bytes;
  }

  /**
   * A mode of twelve bits that keeps everything usable to its owner, set-id and sticky included.
   */
  static int mode(int number) {
    return 0600 | (number & 07177);
  }

  static String octal(int mode) {
    return String.format(Locale.ROOT, "%04o", mode);
  }
}
