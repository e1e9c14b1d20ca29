package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.NonReadableChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A seeded stream of file operations on one tree. Two trees given the same seed must answer alike;
 * each answer is a line of text without the tree's own place in it.
 */
final class RandomOperations {
  private static final LinkOption NOFOLLOW = LinkOption.NOFOLLOW_LINKS;
  private static final String[] NAMES = {"a", "b", "c", "d", "e"};

  private final Path root;
  private final Random random;
  private final List<FileChannel> open = new ArrayList<>();

  RandomOperations(Path root, long seed) {
    this.root = root;
    this.random = new Random(seed);
  }

  private interface Operation {
    Object run() throws IOException;
  }

  /** Does the next operation and says what it was and what came of it. */
  String next() {
    int kind = random.nextInt(25);
    Path path = path();
    Path other = path();
    int number = random.nextInt(20_000);
    boolean flag = random.nextBoolean();
    String name = kind + " " + text(path) + " " + text(other) + " " + number + " " + flag + ": ";
    return name + outcome(() -> run(kind, path, other, number, flag));
  }

  private Object run(int kind, Path path, Path other, int number, boolean flag) throws IOException {
    return switch (kind) {
      case 0, 1 ->
          Files.write(
              path,
              bytes(number),
              flag ? StandardOpenOption.CREATE_NEW : StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      case 2 -> Files.write(path, bytes(number % 100), StandardOpenOption.APPEND);
      case 3 -> writeAt(path, number, flag);
      case 4 -> truncate(path, number);
      case 5, 6 -> describeFile(path);
      case 7 -> {
        Files.delete(path);
        yield "deleted";
      }
      case 8 -> Files.deleteIfExists(path);
      case 9, 10 -> Files.createDirectory(path);
      case 11, 12 -> Files.move(path, other, moveOptions(number, flag));
      case 13 -> Files.copy(path, other, copyOptions(number));
      case 14 -> Files.createLink(path, other);
      case 15 ->
          Files.createSymbolicLink(
              path, flag ? other.getFileName() : path.getParent().relativize(other));
      case 16 ->
          Files.setPosixFilePermissions(
              path, PosixFilePermissions.fromString(flag ? "rwxr-x--x" : "rw-rw-r--"));
      case 17 -> Files.setLastModifiedTime(path, FileTime.fromMillis(1_000_000L * number));
      case 18 -> xattr(path, number % 4, flag);
      case 19 -> list(path);
      case 20 -> describe(path, flag);
      case 21 -> Files.readSymbolicLink(path).toString();
      case 22 -> keep(path, flag);
      case 23 -> useKept(number, flag);
      default -> Files.isSameFile(path, other);
    };
  }

  private Path path() {
    Path path = root;
    int depth = 1 + random.nextInt(3);
    for (int i = 0; i < depth; i++) {
      String name = NAMES[random.nextInt(NAMES.length)];
      path = path.resolve(random.nextInt(40) == 0 ? ".." : name);
      if (!path.normalize().startsWith(root) || path.normalize().equals(root)) {
        path = root.resolve(name);
      }
    }
    return path;
  }

  private static CopyOption[] moveOptions(int number, boolean atomic) {
    if (atomic && number % 2 == 0) {
      return new CopyOption[] {StandardCopyOption.ATOMIC_MOVE};
    }
    return number % 3 == 0
        ? new CopyOption[0]
        : new CopyOption[] {StandardCopyOption.REPLACE_EXISTING};
  }

  private static CopyOption[] copyOptions(int number) {
    List<CopyOption> options = new ArrayList<>();
    if (number % 2 == 0) {
      options.add(StandardCopyOption.REPLACE_EXISTING);
    }
    if (number % 3 == 0) {
      options.add(StandardCopyOption.COPY_ATTRIBUTES);
    }
    if (number % 5 == 0) {
      options.add(NOFOLLOW);
    }
    return options.toArray(CopyOption[]::new);
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static Object writeAt(Path path, int position, boolean truncate) throws IOException {
    StandardOpenOption extra =
        truncate ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.READ;
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE, extra)) {
      channel.write(ByteBuffer.wrap(bytes(50)), position);
      channel.force(false);
      return channel.size();
    }
  }

  private static Object truncate(Path path, int size) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      return channel.truncate(size).size();
    }
  }

  private static Object describeFile(Path path) throws IOException {
    byte[] bytes = Files.readAllBytes(path);
    return bytes.length + " bytes " + Arrays.hashCode(bytes);
  }

  private static Object xattr(Path path, int action, boolean flag) throws IOException {
    UserDefinedFileAttributeView view =
        Files.getFileAttributeView(path, UserDefinedFileAttributeView.class);
    String name = flag ? "one" : "two";
    return switch (action) {
      case 0, 1 -> view.write(name, StandardCharsets.UTF_8.encode("value of " + name));
      case 2 -> {
        view.delete(name);
        yield "removed";
      }
      default -> new TreeSet<>(view.list());
    };
  }

  private Object keep(Path path, boolean write) throws IOException {
    StandardOpenOption option = write ? StandardOpenOption.WRITE : StandardOpenOption.READ;
    FileChannel channel = FileChannel.open(path, option, NOFOLLOW);
    open.add(channel);
    return channel.size() > 0;
  }

  private Object useKept(int number, boolean close) throws IOException {
    if (open.isEmpty()) {
      return "none";
    }
    FileChannel channel = open.get(number % open.size());
    if (close && open.size() > 8) {
      open.remove(channel);
      channel.close();
      return "closed";
    }
    ByteBuffer buffer = ByteBuffer.allocate(64);
    int read;
    try {
      read = channel.read(buffer);
    } catch (NonReadableChannelException writable) {
      channel.write(ByteBuffer.wrap(bytes(30)), number);
      return "written " + channel.size();
    }
    return read + " read " + Arrays.hashCode(buffer.array()) + " of " + channel.size();
  }

  private Object list(Path path) throws IOException {
    TreeSet<String> names = new TreeSet<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(path)) {
      for (Path child : stream) {
        names.add(child.getFileName().toString());
      }
    }
    return names;
  }

  private static Object describe(Path path, boolean follow) throws IOException {
    LinkOption[] options = follow ? new LinkOption[0] : new LinkOption[] {NOFOLLOW};
    PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class, options);
    String type = attributes.isDirectory() ? "dir" : attributes.isSymbolicLink() ? "link" : "file";
    String size = attributes.isDirectory() ? "" : " " + attributes.size();
    return type + size + " " + PosixFilePermissions.toString(attributes.permissions());
  }

  /** Every object by its path, with all that can be compared. */
  Map<String, String> tree() {
    Map<String, String> tree = new TreeMap<>();
    addTree(root, tree);
    return tree;
  }

  private void addTree(Path directory, Map<String, String> tree) {
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path path : stream) {
        tree.put(text(path), outcome(() -> describeAll(path)));
        if (Files.isDirectory(path, NOFOLLOW)) {
          addTree(path, tree);
        }
      }
    } catch (IOException e) {
      tree.put(text(directory) + " listing", e.toString());
    }
  }

  private static Object describeAll(Path path) throws IOException {
    String text = describe(path, false).toString();
    if (Files.isSymbolicLink(path)) {
      return text + " to " + Files.readSymbolicLink(path);
    }
    UserDefinedFileAttributeView view =
        Files.getFileAttributeView(path, UserDefinedFileAttributeView.class);
    text += " " + new TreeSet<>(view.list());
    return Files.isRegularFile(path, NOFOLLOW)
        ? text + " nlink " + Files.getAttribute(path, "unix:nlink") + " " + describeFile(path)
        : text;
  }

  void close() throws IOException {
    for (FileChannel channel : open) {
      channel.close();
    }
  }

  private String text(Path path) {
    return path.toString().replace(root.toString(), "");
  }

  private String outcome(Operation operation) {
    try {
      Object result = operation.run();
      return result instanceof Path path ? text(path) : String.valueOf(result);
    } catch (FileSystemException e) {
      return e.getClass().getSimpleName()
          + " "
          + strip(e.getFile())
          + " "
          + strip(e.getOtherFile())
          + " "
          + e.getReason();
    } catch (IOException | RuntimeException e) {
      return e.getClass().getSimpleName() + " " + strip(e.getMessage());
    }
  }

  private String strip(String text) {
    return text == null ? "" : text.replace(root.toString(), "");
  }
}
