package dev.layertax.benchmarks.unionfs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * The operations of a seed. They are drawn beforehand and not by what the tree has become, so that
 * any part of them can be done alone; short stories among them reach what single ones seldom do.
 */
final class RandomOperations {
  static final String[] NAMES = {"a", "b", "c", "d", "e"};

  /** Names of 255 bytes are the longest there are; one more is refused. */
  private static final String[] SPECIAL = {
    "n".repeat(255),
    "n".repeat(256),
    " blank",
    "new\nline",
    "back\\slash",
    ".hidden",
    ".wh.a",
    "\"quoted'",
    "*?[",
    "#1",
    "umlaut-\u00fc",
    "\u65e5\u672c\u8a9e",
    "work",
    "..."
  };

  private static final Operation.Kind[] SINGLE = {
    Operation.Kind.WRITE,
    Operation.Kind.WRITE,
    Operation.Kind.WRITE,
    Operation.Kind.WRITE_AT,
    Operation.Kind.WRITE_AT,
    Operation.Kind.TRUNCATE,
    Operation.Kind.READ,
    Operation.Kind.READ,
    Operation.Kind.STAT,
    Operation.Kind.STAT,
    Operation.Kind.STAT,
    Operation.Kind.LIST,
    Operation.Kind.DELETE,
    Operation.Kind.DELETE,
    Operation.Kind.DELETE_IF_EXISTS,
    Operation.Kind.CREATE_DIRECTORY,
    Operation.Kind.CREATE_DIRECTORY,
    Operation.Kind.CREATE_DIRECTORIES,
    Operation.Kind.MOVE,
    Operation.Kind.MOVE,
    Operation.Kind.MOVE,
    Operation.Kind.COPY,
    Operation.Kind.COPY,
    Operation.Kind.LINK,
    Operation.Kind.SYMLINK,
    Operation.Kind.PERMISSIONS,
    Operation.Kind.MODE,
    Operation.Kind.OWNER,
    Operation.Kind.GROUP,
    Operation.Kind.TIMES,
    Operation.Kind.XATTR_SET,
    Operation.Kind.XATTR_SET,
    Operation.Kind.XATTR_GET,
    Operation.Kind.XATTR_REMOVE,
    Operation.Kind.XATTR_LIST,
    Operation.Kind.WALK,
    Operation.Kind.READ_LINK,
    Operation.Kind.SAME_FILE,
    Operation.Kind.REAL_PATH,
    Operation.Kind.ACCESS,
    Operation.Kind.KEY,
    Operation.Kind.KEY,
    Operation.Kind.HOLD,
    Operation.Kind.HOLD,
    Operation.Kind.HOLD,
    Operation.Kind.HELD_READ,
    Operation.Kind.HELD_READ,
    Operation.Kind.HELD_READ_AT,
    Operation.Kind.HELD_WRITE,
    Operation.Kind.HELD_WRITE_AT,
    Operation.Kind.HELD_TRUNCATE,
    Operation.Kind.HELD_POSITION,
    Operation.Kind.HELD_FORCE,
    Operation.Kind.HELD_TRANSFER,
    Operation.Kind.HELD_RECEIVE,
    Operation.Kind.HELD_MAP,
    Operation.Kind.HELD_LOCK,
    Operation.Kind.HELD_CLOSE,
    Operation.Kind.MAPPED_READ,
    Operation.Kind.STREAM_OPEN,
    Operation.Kind.STREAM_FIRST,
    Operation.Kind.STREAM_REST
  };

  private final Random random;
  private final List<String> known;
  private final List<Operation> list = new ArrayList<>();

  /**
   * Operations that depend on nothing else.
   *
   * @param known paths that the layers have, among those that are used
   */
  RandomOperations(long seed, List<String> known) {
    this.random = random(~seed);
    this.known = known;
  }

  /**
   * A generator for a seed.
   *
   * <p>Note: those of neighbouring seeds begin alike when the seed is given to {@link Random} as it
   * is; SplitMix64's finalizer takes them apart.
   */
  static Random random(long seed) {
    long mixed = seed * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    return new Random(mixed ^ mixed >>> 31);
  }

  List<Operation> list(int count) {
    while (list.size() < count) {
      int dice = random.nextInt(400);
      if (dice == 0) {
        add(Operation.Kind.REMOUNT, ".", ".");
      } else if (dice == 1) {
        add(Operation.Kind.TREE, ".", ".");
      } else if (dice < 60) {
        story();
      } else {
        single(SINGLE[random.nextInt(SINGLE.length)], path(), path());
      }
    }
    return list.subList(0, count);
  }

  private void single(Operation.Kind kind, String path, String other) {
    switch (kind) {
      case WRITE, HOLD -> add(kind, path, other, opening());
      case WRITE_AT -> add(kind, path, other, some("WRITE", "READ", "TRUNCATE_EXISTING", "CREATE"));
      case MOVE -> add(kind, path, other, some("", "REPLACE_EXISTING", "ATOMIC_MOVE"));
      case COPY ->
          add(kind, path, other, some("", "REPLACE_EXISTING", "COPY_ATTRIBUTES", "NOFOLLOW_LINKS"));
      case SYMLINK -> add(kind, path, linkTarget(random));
      case STAT,
          MODE,
          OWNER,
          GROUP,
          TIMES,
          XATTR_SET,
          XATTR_GET,
          XATTR_REMOVE,
          XATTR_LIST,
          READ,
          REAL_PATH,
          KEY,
          WALK ->
          add(kind, path, other, some("", "NOFOLLOW_LINKS"));
      default -> add(kind, path, other);
    }
  }

  private void add(Operation.Kind kind, String path, String other, String... options) {
    int number = random.nextInt(random.nextInt(10) == 0 ? 300_000 : 10_000);
    list.add(Operation.of(kind, path, other, number, options));
  }

  /** Options for opening: mostly those that mean something together. */
  private String[] opening() {
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> new String[] {"READ"};
      case 3, 4 -> new String[] {"READ", "WRITE"};
      case 5 -> new String[] {"WRITE", "CREATE"};
      case 6 -> new String[] {"READ", "WRITE", "CREATE", "TRUNCATE_EXISTING"};
      case 7 -> new String[] {"WRITE", "CREATE_NEW"};
      case 8 -> new String[] {"APPEND", random.nextBoolean() ? "CREATE" : "WRITE"};
      case 9 -> new String[] {random.nextBoolean() ? "READ" : "WRITE", "NOFOLLOW_LINKS"};
      case 10 -> new String[] {random.nextBoolean() ? "READ" : "WRITE", "DELETE_ON_CLOSE"};
      default ->
          some(
              "READ",
              "WRITE",
              "CREATE",
              "CREATE_NEW",
              "TRUNCATE_EXISTING",
              "APPEND",
              "SPARSE",
              "DSYNC",
              "DELETE_ON_CLOSE",
              "NOFOLLOW_LINKS");
    };
  }

  /** The first always, each other one in two of five cases; an empty name is none. */
  private String[] some(String first, String... others) {
    List<String> options = new ArrayList<>();
    if (!first.isEmpty()) {
      options.add(first);
    }
    for (String other : others) {
      if (random.nextInt(5) < 2) {
        options.add(other);
      }
    }
    return options.toArray(String[]::new);
  }

  private String path() {
    if (!known.isEmpty() && random.nextInt(5) < 2) {
      return known.get(random.nextInt(known.size()));
    }
    StringBuilder path = new StringBuilder(name());
    int depth = 0;
    for (int i = random.nextInt(3); i > 0; i--) {
      int dice = random.nextInt(60);
      if (dice == 0 && depth >= 0) {
        path.append("/..");
        depth--;
      } else {
        path.append('/').append(dice == 1 ? "." : name());
        depth++;
      }
    }
    return path.toString();
  }

  private String name() {
    return random.nextInt(60) == 0 ? special(random) : NAMES[random.nextInt(NAMES.length)];
  }

  static String special(Random random) {
    return SPECIAL[random.nextInt(SPECIAL.length)];
  }

  /** Mostly a neighbour; now and then the link itself, a name above or none at all. */
  static String linkTarget(Random random) {
    String name = NAMES[random.nextInt(NAMES.length)];
    return switch (random.nextInt(6)) {
      case 0 -> "../" + name;
      case 1 -> name + "/" + NAMES[random.nextInt(NAMES.length)];
      case 2 -> random.nextBoolean() ? "absent" : "./" + name;
      default -> name;
    };
  }

  /** A few operations on the same names. */
  private void story() {
    String path = path();
    String other = path();
    String child = path + "/" + NAMES[random.nextInt(NAMES.length)];
    switch (random.nextInt(18)) {
      case 0 -> replaceByDirectory(path, child);
      case 1 -> deleteAndRecreate(path);
      case 2 -> moveDirectory(path, other, child);
      case 3 -> readerBeforeCopyUp(path);
      case 4 -> mappingBeforeCopyUp(path);
      case 5 -> removeTree(path, child);
      case 6 -> linked(path, other);
      case 7 -> snapshot(path, child);
      case 8 -> chainOfLinks(path, other);
      case 9 -> nameless(path, other);
      case 10 -> deep(path);
      case 11 -> sparse(path);
      case 12 -> parentTimes(path, child);
      case 13 -> transfer(path, other);
      case 14 -> decorated(path, other);
      case 15 -> linkItself(path);
      case 16 -> removeKnownDirectory();
      default -> moveOnto(path, other);
    }
  }

  private void replaceByDirectory(String path, String child) {
    add(Operation.Kind.DELETE, path, ".");
    add(Operation.Kind.CREATE_DIRECTORY, path, ".");
    add(Operation.Kind.WRITE, child, ".", "WRITE", "CREATE");
    add(Operation.Kind.LIST, path, ".");
  }

  private void deleteAndRecreate(String path) {
    for (int i = random.nextInt(3); i >= 0; i--) {
      add(Operation.Kind.DELETE, path, ".");
      add(Operation.Kind.WRITE, path, ".", "WRITE", "CREATE_NEW");
    }
    add(Operation.Kind.STAT, path, ".");
  }

  /** A directory of the upper alone, often over what a lower layer has and the upper hides. */
  private void moveDirectory(String path, String other, String child) {
    String made = random.nextInt(3) == 0 ? path : "made" + random.nextInt(3);
    add(Operation.Kind.CREATE_DIRECTORY, made, ".");
    add(Operation.Kind.WRITE, made + "/only", ".", "WRITE", "CREATE");
    add(Operation.Kind.HOLD, made + "/only", ".", "READ");
    if (random.nextInt(3) > 0) {
      removeTree(other, child);
    }
    add(Operation.Kind.MOVE, made, other, some("", "ATOMIC_MOVE"));
    add(Operation.Kind.LIST, other, ".");
    if (random.nextInt(4) == 0) {
      removeTree(other, child);
    }
  }

  private void readerBeforeCopyUp(String path) {
    add(Operation.Kind.HOLD, path, ".", "READ");
    add(Operation.Kind.HELD_READ, ".", ".");
    add(Operation.Kind.WRITE_AT, path, ".", "WRITE");
    list.add(Operation.of(Operation.Kind.HELD_READ, ".", ".", 11));
    add(Operation.Kind.KEY, path, ".");
  }

  private void mappingBeforeCopyUp(String path) {
    add(Operation.Kind.HOLD, path, ".", "READ");
    list.add(Operation.of(Operation.Kind.HELD_MAP, ".", ".", 11));
    list.add(Operation.of(Operation.Kind.WRITE_AT, path, ".", 0, "WRITE"));
    list.add(Operation.of(Operation.Kind.MAPPED_READ, ".", ".", 3));
    list.add(Operation.of(Operation.Kind.HELD_MAP, ".", ".", 11));
    list.add(Operation.of(Operation.Kind.MAPPED_READ, ".", ".", 3));
  }

  private void removeTree(String path, String child) {
    for (String name : NAMES) {
      add(Operation.Kind.DELETE, path + "/" + name, ".");
    }
    add(Operation.Kind.DELETE, path, ".");
    if (random.nextBoolean()) {
      add(Operation.Kind.CREATE_DIRECTORY, path, ".");
      add(Operation.Kind.STAT, child, ".");
      add(Operation.Kind.LIST, path, ".");
    }
  }

  /** One that the layers have, emptied of all that they have in it: whiteouts may be left there. */
  private void removeKnownDirectory() {
    if (known.isEmpty()) {
      return;
    }
    String inside = known.get(random.nextInt(known.size()));
    int slash = inside.lastIndexOf('/');
    String directory = slash < 0 ? inside : inside.substring(0, slash);
    known.stream()
        .filter(path -> path.startsWith(directory + "/"))
        .sorted(Comparator.comparingInt(String::length).reversed())
        .forEach(path -> add(Operation.Kind.DELETE, path, "."));
    add(Operation.Kind.DELETE, directory, ".");
    add(Operation.Kind.STAT, directory, ".");
  }

  private void linked(String path, String other) {
    add(Operation.Kind.LINK, other, path);
    add(Operation.Kind.WRITE, other, ".", "WRITE");
    add(Operation.Kind.STAT, path, ".");
    add(Operation.Kind.SAME_FILE, path, other);
    add(Operation.Kind.MOVE, path, other, some("ATOMIC_MOVE"));
    add(Operation.Kind.KEY, path, ".");
    add(Operation.Kind.DELETE, path, ".");
  }

  private void snapshot(String path, String child) {
    add(Operation.Kind.STREAM_OPEN, path, ".");
    if (random.nextBoolean()) {
      list.add(Operation.of(Operation.Kind.STREAM_FIRST, ".", ".", 3));
    }
    add(Operation.Kind.WRITE, child, ".", "WRITE", "CREATE");
    add(Operation.Kind.DELETE, path + "/" + NAMES[random.nextInt(NAMES.length)], ".");
    list.add(Operation.of(Operation.Kind.STREAM_REST, ".", ".", 3));
  }

  private void chainOfLinks(String path, String other) {
    String last = NAMES[random.nextInt(NAMES.length)];
    add(Operation.Kind.SYMLINK, path, last);
    add(Operation.Kind.SYMLINK, other, linkTarget(random));
    add(Operation.Kind.WRITE, path, ".", "WRITE", "CREATE");
    add(Operation.Kind.READ, path, ".");
    add(Operation.Kind.REAL_PATH, path, ".");
    add(Operation.Kind.XATTR_SET, other, ".");
  }

  private void nameless(String path, String other) {
    add(Operation.Kind.HOLD, path, ".", "READ", "WRITE");
    add(random.nextBoolean() ? Operation.Kind.DELETE : Operation.Kind.MOVE, path, other);
    list.add(Operation.of(Operation.Kind.HELD_WRITE, ".", ".", 11));
    list.add(Operation.of(Operation.Kind.HELD_READ_AT, ".", ".", 11));
  }

  private void deep(String path) {
    String deep = path + "/deep".repeat(1 + random.nextInt(20));
    add(Operation.Kind.CREATE_DIRECTORIES, deep, ".");
    add(Operation.Kind.WRITE, deep + "/a", ".", "WRITE", "CREATE");
    add(Operation.Kind.MOVE, path + "/deep", path() + "/moved", "REPLACE_EXISTING");
    add(Operation.Kind.READ, deep + "/a", ".");
  }

  private void sparse(String path) {
    add(Operation.Kind.WRITE_AT, path, ".", "WRITE", "CREATE", "SPARSE");
    add(Operation.Kind.TRUNCATE, path, ".");
    add(Operation.Kind.WRITE_AT, path, ".", "WRITE");
    add(Operation.Kind.READ, path, ".");
  }

  private void parentTimes(String path, String child) {
    add(Operation.Kind.TIMES, path, ".");
    single(random.nextBoolean() ? Operation.Kind.PERMISSIONS : Operation.Kind.WRITE, child, child);
    add(Operation.Kind.STAT, path, ".");
    add(Operation.Kind.DELETE, child, ".");
    add(Operation.Kind.STAT, path, ".");
  }

  private void transfer(String path, String other) {
    add(Operation.Kind.HOLD, path, ".", "READ", "WRITE");
    add(Operation.Kind.HOLD, other, ".", "READ", "WRITE");
    add(
        random.nextBoolean() ? Operation.Kind.HELD_TRANSFER : Operation.Kind.HELD_RECEIVE,
        ".",
        ".");
    add(Operation.Kind.READ, other, ".");
  }

  private void decorated(String path, String other) {
    add(Operation.Kind.XATTR_SET, path, ".");
    add(Operation.Kind.MODE, path, ".");
    add(Operation.Kind.OWNER, path, ".");
    add(Operation.Kind.STAT, path, ".");
    add(Operation.Kind.COPY, path, other, some("COPY_ATTRIBUTES", "REPLACE_EXISTING"));
    add(Operation.Kind.STAT, other, ".");
    add(Operation.Kind.XATTR_LIST, other, ".");
  }

  /** What is refused must not have copied up its parents: a merged directory has one link. */
  private void linkItself(String path) {
    Operation.Kind[] changes = {
      Operation.Kind.MODE,
      Operation.Kind.OWNER,
      Operation.Kind.TIMES,
      Operation.Kind.XATTR_SET,
      Operation.Kind.XATTR_REMOVE
    };
    add(changes[random.nextInt(changes.length)], path, ".", "NOFOLLOW_LINKS");
    add(Operation.Kind.STAT, path, ".", "NOFOLLOW_LINKS");
    int slash = path.lastIndexOf('/');
    add(Operation.Kind.STAT, slash < 0 ? "." : path.substring(0, slash), ".");
  }

  private void moveOnto(String path, String other) {
    add(Operation.Kind.MOVE, path, other, "ATOMIC_MOVE");
    add(Operation.Kind.STAT, path, ".");
    add(Operation.Kind.STAT, other, ".");
    add(Operation.Kind.MOVE, other, path, some("", "REPLACE_EXISTING"));
  }
}
