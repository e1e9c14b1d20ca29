package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32;

/**
 * Does operations on one tree. Two trees that are alike answer alike: an answer is text without the
 * tree's own place in it.
 */
final class TreeOperations {
  private static final LinkOption[] NOFOLLOW = {LinkOption.NOFOLLOW_LINKS};
  private static final LinkOption[] FOLLOW = {};
  private static final int[] IDS = {0, 1000, 65_534};

  /** A name like that of a layer's mark must be kept as any other. */
  private static final String[] ATTRIBUTES = {"one", "two", "empty", "absent", "overlay.x"};

  private final Path root;
  private final Path mount;
  private final HeldDescriptors held = new HeldDescriptors();
  private final Map<Object, Integer> keys = new HashMap<>();

  /**
   * Operations below a directory.
   *
   * @param mount what the directory is in; neither's path is in an answer
   */
  TreeOperations(Path mount, Path root) {
    this.mount = mount;
    this.root = root;
  }

  /** Something that can be done and has an answer. */
  interface Action {
    Object run() throws IOException;
  }

  Path root() {
    return root;
  }

  /** Does it and says what came of it. */
  String perform(Operation operation) {
    return outcome(() -> run(operation));
  }

  private Object run(Operation operation) throws IOException {
    Path path = root.resolve(operation.path());
    Path other = root.resolve(operation.other());
    return switch (operation.kind()) {
      case WRITE, WRITE_AT -> write(path, operation);
      case TRUNCATE -> truncate(path, operation.number());
      case READ -> read(path, operation);
      case DELETE -> {
        Files.delete(path);
        yield "deleted";
      }
      case DELETE_IF_EXISTS -> Files.deleteIfExists(path);
      case CREATE_DIRECTORY -> createDirectory(path, operation.number());
      case CREATE_DIRECTORIES -> Files.createDirectories(path);
      case MOVE -> Files.move(path, other, operation.options(CopyOption.class, new CopyOption[0]));
      case COPY -> Files.copy(path, other, operation.options(CopyOption.class, new CopyOption[0]));
      case LINK -> Files.createLink(path, other);
      case SYMLINK ->
          Files.createSymbolicLink(path, path.getFileSystem().getPath(operation.other()));
      case READ_LINK -> Files.readSymbolicLink(path).toString();
      case SAME_FILE -> Files.isSameFile(path, other);
      case REAL_PATH -> path.toRealPath(links(operation));
      case LIST -> list(path);
      case WALK -> walk(path, operation);
      case TREE -> tree();
      case HOLD -> held.hold(path, operation);
      case STREAM_OPEN -> held.openStream(path);
      case REMOUNT -> throw new IllegalArgumentException("a mount's, not a tree's");
      default ->
          operation.kind().compareTo(Operation.Kind.HOLD) > 0
              ? held.run(operation)
              : attributes(path, operation);
    };
  }

  private Object attributes(Path path, Operation operation) throws IOException {
    int number = operation.number();
    LinkOption[] links = links(operation);
    return switch (operation.kind()) {
      case STAT -> new Description(path, links).text();
      case KEY -> key(path, links);
      case ACCESS ->
          Files.exists(path)
              + " "
              + Files.isReadable(path)
              + " "
              + Files.isWritable(path)
              + " "
              + Files.isExecutable(path)
              + " "
              + Files.isHidden(path);
      case PERMISSIONS -> Files.setPosixFilePermissions(path, permissions(number));
      case MODE -> Files.setAttribute(path, "unix:mode", Operation.mode(number), links);
      case OWNER -> Files.setAttribute(path, "unix:uid", IDS[number % IDS.length], links);
      case GROUP -> Files.setAttribute(path, "unix:gid", IDS[number % IDS.length], links);
      case TIMES -> times(path, number, links);
      case XATTR_SET, XATTR_GET, XATTR_REMOVE, XATTR_LIST -> attribute(path, operation);
      default -> throw new IllegalArgumentException(operation.toString());
    };
  }

  private static LinkOption[] links(Operation operation) {
    return operation.has(LinkOption.NOFOLLOW_LINKS) ? NOFOLLOW : FOLLOW;
  }

  static Set<OpenOption> opening(Operation operation) {
    return Set.of(operation.options(OpenOption.class, new OpenOption[0]));
  }

  static boolean reads(Operation operation) {
    List<String> options = operation.options();
    return options.contains("READ") || !(options.contains("WRITE") || options.contains("APPEND"));
  }

  private static Set<PosixFilePermission> permissions(int number) {
    StringBuilder text = new StringBuilder("rwx------");
    for (int bit = 0; bit < 6; bit++) {
      if ((number >> bit & 1) != 0) {
        text.setCharAt(3 + bit, "rwx".charAt(bit % 3));
      }
    }
    return PosixFilePermissions.fromString(text.toString());
  }

  private static Object write(Path path, Operation operation) throws IOException {
    int number = operation.number();
    boolean at = operation.kind() == Operation.Kind.WRITE_AT;
    Set<OpenOption> options = opening(operation);
    try (FileChannel channel =
        number % 3 == 0
            ? FileChannel.open(
                path, options, PosixFilePermissions.asFileAttribute(permissions(number)))
            : FileChannel.open(path, options)) {
      ByteBuffer data = ByteBuffer.wrap(Operation.bytes(at ? 50 : number % 15_000));
      int written = at ? channel.write(data, number) : channel.write(data);
      return written + " written at " + channel.position() + " of " + channel.size();
    }
  }

  private static Object truncate(Path path, int size) throws IOException {
    try (FileChannel channel = FileChannel.open(path, java.nio.file.StandardOpenOption.WRITE)) {
      return channel.truncate(size).size();
    }
  }

  private static Object read(Path path, Operation operation) throws IOException {
    if (operation.number() % 2 == 0) {
      return content(path);
    }
    Set<OpenOption> options = Set.<OpenOption>of(links(operation));
    try (SeekableByteChannel channel = Files.newByteChannel(path, options)) {
      ByteBuffer buffer = ByteBuffer.allocate(100);
      return channel.position(operation.number() % 5_000).read(buffer)
          + " read "
          + checksum(buffer.flip())
          + " of "
          + channel.size();
    }
  }

  static String content(Path path) throws IOException {
    byte[] bytes = Files.readAllBytes(path);
    return bytes.length + " bytes " + checksum(ByteBuffer.wrap(bytes));
  }

  static String checksum(ByteBuffer bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    return Long.toHexString(sum.getValue());
  }

  private static Object createDirectory(Path path, int number) throws IOException {
    return number % 3 == 0
        ? Files.createDirectory(path, PosixFilePermissions.asFileAttribute(permissions(number)))
        : Files.createDirectory(path);
  }

  private static Object times(Path path, int number, LinkOption... links) throws IOException {
    FileTime modified = number % 5 == 0 ? null : FileTime.fromMillis(1_000_003L * number);
    FileTime accessed =
        number % 4 == 0 ? null : FileTime.fromMillis(Description.FUTURE_MILLIS + 2_003L * number);
    Files.getFileAttributeView(path, BasicFileAttributeView.class, links)
        .setTimes(modified, accessed, null);
    return "set";
  }

  private static Object attribute(Path path, Operation operation) throws IOException {
    UserDefinedFileAttributeView view =
        Files.getFileAttributeView(path, UserDefinedFileAttributeView.class, links(operation));
    int number = operation.number();
    String name = ATTRIBUTES[number % ATTRIBUTES.length];
    return switch (operation.kind()) {
      case XATTR_SET ->
          view.write(name, StandardCharsets.UTF_8.encode("v".repeat(number % 90) + number));
      case XATTR_GET -> {
        ByteBuffer value = ByteBuffer.allocate(view.size(name));
        yield view.read(name, value) + " " + StandardCharsets.UTF_8.decode(value.flip());
      }
      case XATTR_REMOVE -> {
        view.delete(name);
        yield "removed";
      }
      default -> Description.attributeNames(view);
    };
  }

  /** Identities as they come up: the first object seen is 0, the next 1. */
  private Object key(Path path, LinkOption... links) throws IOException {
    Map<String, Object> attributes = Files.readAttributes(path, "unix:fileKey,ino", links);
    Object key = attributes.get("fileKey");
    Object same = Files.readAttributes(path, BasicFileAttributes.class, links).fileKey();
    boolean inode = key.toString().contains("ino=" + attributes.get("ino"));
    return "object "
        + keys.computeIfAbsent(key, absent -> keys.size())
        + " "
        + inode
        + " "
        + key.equals(same);
  }

  private Object list(Path path) throws IOException {
    TreeSet<String> names = new TreeSet<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(path)) {
      for (Path child : stream) {
        names.add(text(child));
      }
    }
    return names;
  }

  /** Every visit; the order is each file system's own. */
  private Object walk(Path path, Operation operation) throws IOException {
    Set<FileVisitOption> options =
        operation.has(LinkOption.NOFOLLOW_LINKS) ? Set.of() : Set.of(FileVisitOption.FOLLOW_LINKS);
    TreeSet<String> seen = new TreeSet<>();
    Files.walkFileTree(
        path,
        options,
        12,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            seen.add(text(file) + (attributes.isSymbolicLink() ? " link" : ""));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure) {
            seen.add(text(file) + " " + said(failure));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure) {
            seen.add(text(directory) + "/" + (failure == null ? "" : said(failure)));
            return FileVisitResult.CONTINUE;
          }
        });
    return seen;
  }

  /** Every object by its path, with all that can be compared, and what is held open. */
  String tree() throws IOException {
    return new Description.Tree(this).text() + held.contents();
  }

  void close() throws IOException {
    held.closeAll();
  }

  String outcome(Action action) {
    try {
      Object result = action.run();
      return result instanceof Path path ? text(path) : String.valueOf(result);
    } catch (IOException | RuntimeException | InternalError e) {
      return said(e);
    }
  }

  private String said(Throwable e) {
    List<String> words = new ArrayList<>();
    words.add(e.getClass().getSimpleName());
    if (e instanceof FileSystemException named) {
      words.add(text(named.getFile()));
      words.add(text(named.getOtherFile()));
      words.add(named.getReason());
    } else {
      words.add(text(e.getMessage()));
    }
    return String.join(" ", words);
  }

  String text(Path path) {
    return text(path.toString());
  }

  private String text(String text) {
    if (text == null) {
      return "";
    }
    String inside = text.replace(root.toString(), "");
    return mount.getNameCount() == 0 ? inside : inside.replace(mount.toString(), "");
  }
}
