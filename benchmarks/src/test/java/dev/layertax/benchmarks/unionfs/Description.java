package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What an object is, in words that are the same for two objects that are alike. */
final class Description {
  /** Times from here to {@link #FUTURE} were set by a clock and cannot be compared. */
  private static final FileTime CLOCK = FileTime.fromMillis(1_000_000_000_000L);

  /**
   * Begins the access times that are set: reading leaves them ({@code relatime}), be it through
   * either mount or below both.
   */
  static final long FUTURE_MILLIS = 4_000_000_000_000L;

  private static final FileTime FUTURE = FileTime.fromMillis(FUTURE_MILLIS);

  private static final LinkOption NOFOLLOW = LinkOption.NOFOLLOW_LINKS;

  private final Path path;
  private final PosixFileAttributes attributes;
  private final Map<String, Object> unix;

  Description(Path path, LinkOption... links) throws IOException {
    this.path = path;
    attributes = Files.readAttributes(path, PosixFileAttributes.class, links);
    unix = Files.readAttributes(path, "unix:*", links);
  }

  private String type() {
    return attributes.isDirectory()
        ? "directory"
        : attributes.isSymbolicLink() ? "link" : attributes.isRegularFile() ? "file" : "other";
  }

  String text() {
    StringBuilder text = new StringBuilder(type());
    if (!attributes.isDirectory()) {
      text.append(' ').append(attributes.size());
    }
    text.append(" nlink ").append(unix.get("nlink"));
    text.append(' ').append(Operation.octal((int) unix.get("mode") & 07777));
    text.append(' ').append(PosixFilePermissions.toString(attributes.permissions()));
    text.append(' ').append(unix.get("uid")).append(':').append(unix.get("gid"));
    text.append(' ').append(attributes.owner()).append(':').append(attributes.group());
    text.append(" modified ").append(time(attributes.lastModifiedTime()));
    text.append(" accessed ").append(time(attributes.lastAccessTime()));
    text.append(attributes.fileKey().equals(unix.get("fileKey")) ? "" : " of two minds");
    return text.toString();
  }

  private static String time(FileTime time) {
    return time.compareTo(CLOCK) > 0 && time.compareTo(FUTURE) < 0 ? "now" : time.toString();
  }

  private String all() throws IOException {
    String text = text();
    if (attributes.isSymbolicLink()) {
      return text + " to " + Files.readSymbolicLink(path);
    }
    UserDefinedFileAttributeView view =
        Files.getFileAttributeView(path, UserDefinedFileAttributeView.class, NOFOLLOW);
    text += " " + attributes(view);
    return attributes.isRegularFile() ? text + " " + TreeOperations.content(path) : text;
  }

  private static Map<String, String> attributes(UserDefinedFileAttributeView view)
      throws IOException {
    Map<String, String> values = new TreeMap<>();
    for (String name : attributeNames(view)) {
      ByteBuffer value = ByteBuffer.allocate(view.size(name));
      view.read(name, value);
      values.put(name, StandardCharsets.UTF_8.decode(value.flip()).toString());
    }
    return values;
  }

  static Set<String> attributeNames(UserDefinedFileAttributeView view) throws IOException {
    return new TreeSet<>(view.list());
  }

  /** A whole tree, a line for each object. */
  static final class Tree {
    private final TreeOperations operations;
    private final Map<String, String> lines = new TreeMap<>();
    private final Map<Object, String> firstNames = new HashMap<>();

    Tree(TreeOperations operations) {
      this.operations = operations;
    }

    String text() {
      lines.put("", operations.outcome(() -> line(operations.root(), "")));
      add(operations.root());
      StringBuilder text = new StringBuilder();
      lines.forEach(
          (name, line) ->
              text.append(Operation.encoded(name)).append(": ").append(line).append('\n'));
      return text.toString();
    }

    private void add(Path directory) {
      TreeMap<String, Path> children = new TreeMap<>();
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
        stream.forEach(child -> children.put(child.getFileName().toString(), child));
      } catch (IOException e) {
        lines.put(operations.text(directory) + " listing", e.toString());
      }
      for (Path child : children.values()) {
        String name = operations.text(child);
        lines.put(name, operations.outcome(() -> line(child, name)));
        if (Files.isDirectory(child, NOFOLLOW)) {
          add(child);
        }
      }
    }

    /** Objects with several names say which they share. */
    private String line(Path child, String name) throws IOException {
      Description description = new Description(child, NOFOLLOW);
      String first = firstNames.putIfAbsent(description.attributes.fileKey(), name);
      return description.all() + (first == null ? "" : " is " + first);
    }
  }
}
