package dev.layertax.benchmarks.unionfs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/**
 * A change of a union, and what was done to it before.
 *
 * @param paths those of the change that an error may name
 */
record Scenario(String name, Step before, List<String> paths, Step change) {
  /** A name of which two do not fit into one, with characters that mean something in records. */
  static final String LONG = "long %@>\n".repeat(24);

  private static final byte[] DATA = "upper ".repeat(500).getBytes(UTF_8);

  /** Something done below the root of a union. */
  interface Step {
    void on(Path root) throws IOException;
  }

  @Override
  public String toString() {
    return name;
  }

  /**
   * The tree without the times of the directories that lose or get the names: a name that was taken
   * away and put back leaves a new time.
   */
  Map<String, String> withoutTimes(Map<String, String> tree) {
    Map<String, String> same = tree;
    for (String path : paths) {
      same = Snapshot.withoutTime(same, Snapshot.name(Path.of("/", path).getParent()));
    }
    return same;
  }

  /** What the lower layer has in every scenario. */
  static void fill(Path lower) throws IOException {
    for (String file :
        List.of("f", "g", "d/x", "d/y", "e/x", "deep/er/f", LONG + "/" + LONG + "/f")) {
      Path path = lower.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, "lower ".repeat(1000) + file);
    }
    Files.createDirectories(lower.resolve("deep/empty"));
    Files.createSymbolicLink(lower.resolve("link"), Path.of("f"));
    Files.createLink(lower.resolve("twin"), lower.resolve("g"));
    Files.setPosixFilePermissions(
        lower.resolve("deep"), PosixFilePermissions.fromString("rwxr-x---"));
    for (String name : List.of("f", "d", "deep")) {
      Files.setAttribute(lower.resolve(name), "user:one", ByteBuffer.wrap(DATA, 0, 10));
    }
  }

  private static Step nothing() {
    return root -> {};
  }

  private static Step both(Step first, Step second) {
    return root -> {
      first.on(root);
      second.on(root);
    };
  }

  private static Step delete(String... names) {
    return root -> {
      for (String name : names) {
        Files.delete(root.resolve(name));
      }
    };
  }

  private static Step write(String name) {
    return root -> Files.write(root.resolve(name), DATA);
  }

  private static Step directory(String name) {
    return root -> {
      Files.createDirectory(root.resolve(name));
      Files.write(root.resolve(name).resolve("inside"), DATA);
    };
  }

  private static Step emptyDirectory(String name) {
    return root -> Files.createDirectory(root.resolve(name));
  }

  /** A directory over what the lower layer has, which shows again should it go. */
  private static final Step OPAQUE = both(delete("e/x", "e"), directory("e"));

  private static final Step WHITEOUTS = delete("d/x", "d/y");

  private static Scenario rename(String name, Step before, String from, String to) {
    return new Scenario(
        "rename " + name,
        before,
        List.of(from, to),
        root -> Files.move(root.resolve(from), root.resolve(to), ATOMIC_MOVE));
  }

  private static Scenario remove(String name, Step before, String path) {
    return new Scenario("remove " + name, before, List.of(path), delete(path));
  }

  private static Scenario change(String name, Step before, String path, Step change) {
    return new Scenario(name, before, List.of(path), change);
  }

  private static Step chmod(String name) {
    return root ->
        Files.setPosixFilePermissions(
            root.resolve(name), PosixFilePermissions.fromString("rwx-w---x"));
  }

  static List<Scenario> all() {
    return List.of(
        change("chmod lower file", nothing(), "f", chmod("f")),
        change("chmod linked lower file", nothing(), "twin", chmod("twin")),
        change("chmod lower directory", nothing(), "deep", chmod("deep")),
        change(
            "open lower file below directories",
            nothing(),
            "deep/er/f",
            root -> FileChannel.open(root.resolve("deep/er/f"), StandardOpenOption.WRITE).close()),
        change(
            "set times",
            nothing(),
            "d/x",
            root ->
                Files.setLastModifiedTime(root.resolve("d/x"), FileTime.fromMillis(1_000_000_000))),
        change(
            "set attribute",
            nothing(),
            "d",
            root -> Files.setAttribute(root.resolve("d"), "user:one", ByteBuffer.wrap(DATA, 0, 3))),
        rename("lower file onto nothing", nothing(), "f", "new"),
        rename("lower file onto lower file", nothing(), "f", "g"),
        rename("lower file onto upper file", write("new"), "f", "new"),
        rename("lower file onto copied-up file", write("d/x"), "f", "d/x"),
        rename("lower file onto whiteout", delete("g"), "f", "g"),
        rename("lower file to another directory", nothing(), "d/x", "deep/er/x"),
        rename("lower file under long names", nothing(), LONG + "/" + LONG + "/f", LONG + "/f"),
        rename("lower file over upper one under long names", write(LONG + "/n"), "f", LONG + "/n"),
        rename("lower link", nothing(), "link", "d/link"),
        rename("upper file over lower file", write("new"), "new", "d/x"),
        rename("upper file over upper file", both(write("n"), write("m")), "n", "m"),
        rename("upper file over whiteout", both(write("n"), delete("d/x")), "n", "d/x"),
        rename("upper directory", directory("n"), "n", "deep/n"),
        rename("upper directory over whiteout", both(directory("n"), delete("f")), "n", "f"),
        rename("upper directory over whiteouts", both(directory("n"), WHITEOUTS), "n", "d"),
        rename("upper directory over lower one", directory("n"), "n", "deep/empty"),
        rename(
            "upper directory over empty one", both(directory("n"), emptyDirectory("m")), "n", "m"),
        rename("opaque directory", OPAQUE, "e", "new"),
        rename("opaque directory over whiteout", both(OPAQUE, delete("f")), "e", "f"),
        rename("opaque directory over whiteouts", both(OPAQUE, WHITEOUTS), "e", "d"),
        rename("opaque directory over empty one", both(OPAQUE, emptyDirectory("m")), "e", "m"),
        remove("lower file", nothing(), "deep/er/f"),
        remove("upper file", write("new"), "new"),
        remove("copied-up file", write("f"), "f"),
        remove("lower directory", nothing(), "deep/empty"),
        remove("merged directory", WHITEOUTS, "d"),
        remove("opaque directory", both(OPAQUE, delete("e/inside")), "e"),
        remove("directory under long names", delete(LONG + "/" + LONG + "/f"), LONG + "/" + LONG),
        change("mkdir", nothing(), "deep/er/new", emptyDirectory("deep/er/new")),
        change("mkdir over whiteout", delete("d/x"), "d/x", emptyDirectory("d/x")),
        change(
            "mkdir over whiteout with group",
            both(
                delete("d/x"),
                root -> {
                  Files.setAttribute(root.resolve("d"), "unix:gid", 7);
                  Files.setAttribute(root.resolve("d"), "unix:mode", 02755);
                }),
            "d/x",
            emptyDirectory("d/x")),
        change("create", nothing(), "new", root -> Files.createFile(root.resolve("new"))),
        change(
            "create over whiteout",
            delete("d/x"),
            "d/x",
            root -> Files.createFile(root.resolve("d/x"))),
        change(
            "symlink",
            nothing(),
            "new",
            root ->
                Files.createSymbolicLink(root.resolve("new"), root.getFileSystem().getPath("f"))),
        change(
            "symlink over whiteout",
            delete("f"),
            "f",
            root -> Files.createSymbolicLink(root.resolve("f"), root.getFileSystem().getPath("g"))),
        new Scenario(
            "link of lower file",
            nothing(),
            List.of("new", "deep/er/f"),
            root -> Files.createLink(root.resolve("new"), root.resolve("deep/er/f"))),
        new Scenario(
            "link over whiteout",
            delete("f"),
            List.of("f", "d/x"),
            root -> Files.createLink(root.resolve("f"), root.resolve("d/x"))));
  }
}
