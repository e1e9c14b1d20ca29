package dev.layertax.benchmarks.unionfs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;

/** Another process that changes a union until it is killed, and never breaks what it checks. */
final class UpperChanger {
  private static final int FILES = 6;
  private static final int PLACES = 12;

  private UpperChanger() {}

  static String text(int file) {
    return ("file " + file + " ").repeat(2_000);
  }

  static void fill(Path lower) throws IOException {
    for (String name : List.of("one", "two", "merged")) {
      Files.createDirectory(lower.resolve(name));
    }
    for (int file = 0; file < FILES; file++) {
      Files.writeString(place(lower, file), text(file));
    }
    Files.writeString(lower.resolve("current"), text(99));
    Files.writeString(lower.resolve("hidden"), "lower");
    Files.writeString(lower.resolve("merged/hidden"), "lower");
  }

  private static Path place(Path root, int number) {
    return root.resolve(number % 2 == 0 ? "one" : "two").resolve("place" + number);
  }

  public static void main(String[] args) throws IOException {
    try (FileSystem union =
        UnionFileSystem.mount(List.of(Path.of(args[0])), Path.of(args[1]), Path.of(args[2]))) {
      Path root = union.getPath("/");
      start(root);
      System.out.println("mounted");
      Random random = new Random(Long.parseLong(args[3]));
      while (!System.out.checkError()) {
        change(root, random);
      }
    }
  }

  /** Once, by the first that mounts: hides what must never show again. */
  private static void start(Path root) throws IOException {
    Files.deleteIfExists(root.resolve("merged/hidden"));
    if (!Files.exists(root.resolve("moved")) && !Files.isDirectory(root.resolve("hidden"))) {
      Files.deleteIfExists(root.resolve("hidden"));
      Files.createDirectory(root.resolve("moved"));
    }
  }

  private static void change(Path root, Random random) throws IOException {
    Path from = place(root, random.nextInt(PLACES));
    Path to = place(root, random.nextInt(PLACES));
    if (Files.exists(from) && !Files.exists(to)) {
      Files.move(from, to, ATOMIC_MOVE);
      Files.setPosixFilePermissions(
          to, PosixFilePermissions.fromString(random.nextBoolean() ? "rw-------" : "rw-r--r--"));
    }
    Path fresh = Files.writeString(root.resolve("fresh"), text(100 + random.nextInt(100)), UTF_8);
    Files.move(fresh, root.resolve("current"), ATOMIC_MOVE);
    if (!Files.deleteIfExists(root.resolve("merged"))) {
      Files.createDirectory(root.resolve("merged"));
    }
    if (Files.exists(root.resolve("moved"))) {
      Files.move(root.resolve("moved"), root.resolve("hidden"), ATOMIC_MOVE);
    } else {
      Files.move(root.resolve("hidden"), root.resolve("moved"), ATOMIC_MOVE);
    }
  }

  /** What is wrong in a union that such a process was killed in; empty where all is whole. */
  static String damage(Path root) throws IOException {
    StringBuilder damage = new StringBuilder();
    int[] seen = new int[FILES];
    for (int number = 0; number < PLACES; number++) {
      Path place = place(root, number);
      if (Files.exists(place)) {
        String text = Files.readString(place);
        int file = Integer.parseInt(text.substring(5, text.indexOf(' ', 5)));
        seen[file]++;
        damage.append(text.equals(text(file)) ? "" : place + " is not whole\n");
      }
    }
    for (int file = 0; file < FILES; file++) {
      damage.append(seen[file] == 1 ? "" : "file " + file + " is there " + seen[file] + " times\n");
    }
    String current = Files.readString(root.resolve("current"));
    String number = current.substring(5, current.indexOf(' ', 5));
    damage.append(current.equals(text(Integer.parseInt(number))) ? "" : "current is not whole\n");
    damage.append(Files.exists(root.resolve("merged/hidden")) ? "merged/hidden shows again\n" : "");
    damage.append(Files.isRegularFile(root.resolve("hidden")) ? "hidden shows again\n" : "");
    boolean once = Files.exists(root.resolve("moved")) != Files.exists(root.resolve("hidden"));
    return damage.append(once ? "" : "the directory is not in one place\n").toString();
  }
}
