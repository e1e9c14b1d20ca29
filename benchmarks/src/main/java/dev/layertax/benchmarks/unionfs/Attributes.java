package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessMode;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads and changes what a file is, beside its data. A change copies the whole file up first. */
final class Attributes {
  static final Set<String> VIEWS = Set.of("basic", "posix", "owner", "unix", "user");

  private static final LinkOption NOFOLLOW = LinkOption.NOFOLLOW_LINKS;

  private final UnionFileSystem fs;

  Attributes(UnionFileSystem fs) {
    this.fs = fs;
  }

  /** What is done with an entry whose real path is known. */
  interface Action<T> {
    T run(Entry entry, Path host) throws IOException;
  }

  static boolean isSupported(Class<? extends FileAttributeView> type) {
    return type == BasicFileAttributeView.class
        || type == PosixFileAttributeView.class
        || type == FileOwnerAttributeView.class
        || type == UserDefinedFileAttributeView.class;
  }

  /** Runs on the object as it is; begins again where its name changed meanwhile. */
  <T> T reading(UnionPath path, boolean follow, Action<T> action) throws IOException {
    while (true) {
      Lookup.Found found = fs.lookup().walk(path, follow);
      Entry entry = found.requireExisting(path);
      boolean upper = entry.inode.upper;
      try {
        T result = action.run(entry, upper ? entry.upperPath() : entry.inode.lower);
        if (!fs.isStale(found)) {
          return result;
        }
      } catch (IOException e) {
        if (!fs.isStale(found)) {
          throw Errors.translated(e, path);
        }
      }
    }
  }

  /** Runs on the object in the upper layer, copied up if need be. */
  <T> T changing(UnionPath path, boolean follow, Action<T> action) throws IOException {
    while (true) {
      Lookup.Found found = fs.lookup().walk(path, follow);
      Entry entry = found.requireExisting(path);
      try {
        fs.copyUp().ensure(entry);
        return changed(entry, action);
      } catch (Errors.StaleEntryException changed) {
        fs.counters().walksRepeated.increment();
      } catch (IOException e) {
        throw Errors.translated(e, path);
      }
    }
  }

  private <T> T changed(Entry entry, Action<T> action) throws IOException {
    Directory parent = entry.parent == null ? fs.root() : entry.parent;
    fs.tree().readLock().lock();
    parent.names.lock();
    try {
      fs.requireCurrent(entry);
      return action.run(entry, entry.upperPath());
    } finally {
      parent.names.unlock();
      fs.tree().readLock().unlock();
    }
  }

  UnionAttributes read(UnionPath path, boolean follow) throws IOException {
    return reading(
        path,
        follow,
        (entry, host) ->
            new UnionAttributes(
                Files.readAttributes(host, PosixFileAttributes.class, NOFOLLOW), entry.inode));
  }

  void checkAccess(UnionPath path, AccessMode... modes) throws IOException {
    if (modes.length == 0 && !fs.lookup().walk(path, true).exists()) {
      throw new Errors.AbsentException(path);
    }
    reading(
        path,
        true,
        (entry, host) -> {
          host.getFileSystem().provider().checkAccess(host, modes);
          return null;
        });
  }

  /** As {@code Files.readAttributes} with names. */
  Map<String, Object> read(UnionPath path, String attributes, boolean follow) throws IOException {
    int colon = attributes.indexOf(':');
    String view = colon < 0 ? "basic" : attributes.substring(0, colon);
    String names = attributes.substring(colon + 1);
    requireView(view);
    if (view.equals("user")) {
      return readUser(new XattrView(fs, path, follow), names);
    }
    return reading(
        path,
        follow,
        (entry, host) -> {
          Map<String, Object> values =
              new LinkedHashMap<>(Files.readAttributes(host, attributes, NOFOLLOW));
          correct(values, entry.inode, host);
          return values;
        });
  }

  private static void correct(Map<String, Object> values, Inode inode, Path host)
      throws IOException {
    if (inode.originKey != null) {
      values.replace("fileKey", inode.originKey);
      boolean moved = inode.lower != null && !inode.lower.equals(host);
      if (moved && (values.containsKey("ino") || values.containsKey("dev"))) {
        Map<String, Object> origin =
            Files.readAttributes(inode.lower, "unix:ino,dev,fileKey", NOFOLLOW);
        if (origin.get("fileKey").equals(inode.originKey)) {
          values.replace("ino", origin.get("ino"));
          values.replace("dev", origin.get("dev"));
        }
      }
    }
    if (!inode.upper) {
      values.replace("lastAccessTime", inode.lowerAccessTime);
    }
    if (inode instanceof Directory directory && directory.isMerged()) {
      values.replace("nlink", 1);
    }
  }

  private static Map<String, Object> readUser(XattrView view, String names) throws IOException {
    List<String> wanted = names.equals("*") ? view.list() : Arrays.asList(names.split(","));
    if (wanted.contains("*")) {
      wanted = view.list();
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (String name : wanted) {
      ByteBuffer value = ByteBuffer.allocate(view.size(name));
      view.read(name, value);
      values.put(name, Arrays.copyOf(value.array(), value.position()));
    }
    return values;
  }

  /** As {@code Files.setAttribute}. */
  void set(UnionPath path, String attribute, Object value, boolean follow) throws IOException {
    int colon = attribute.indexOf(':');
    String view = colon < 0 ? "basic" : attribute.substring(0, colon);
    requireView(view);
    if (view.equals("user")) {
      byte[] bytes = value instanceof byte[] array ? array : null;
      ByteBuffer buffer = bytes == null ? (ByteBuffer) value : ByteBuffer.wrap(bytes);
      new XattrView(fs, path, follow).write(attribute.substring(colon + 1), buffer);
      return;
    }
    if (attribute.endsWith(":mode") || attribute.endsWith(":permissions")) {
      requireNoLink(path, follow);
    }
    changing(
        path,
        follow,
        (entry, host) -> Files.setAttribute(host, attribute, value, itself(entry.inode)));
  }

  /** What has a change made to the object itself: not to follow what is no link costs two calls. */
  static LinkOption[] itself(Inode inode) {
    return inode.kind == Inode.Kind.SYMLINK ? new LinkOption[] {NOFOLLOW} : new LinkOption[0];
  }

  /** Links have no mode and no attributes to change; nothing is copied up to find that out. */
  void requireNoLink(UnionPath path, boolean follow) throws IOException {
    if (!follow) {
      Entry entry = fs.lookup().walk(path, false).entry();
      if (entry.inode != null && entry.inode.kind == Inode.Kind.SYMLINK) {
        throw Errors.loop(path);
      }
    }
  }

  private static void requireView(String view) {
    if (!VIEWS.contains(view)) {
      throw new UnsupportedOperationException("View '" + view + "' not available");
    }
  }

  @SuppressWarnings("unchecked")
  <V extends FileAttributeView> V view(UnionPath path, Class<V> type, boolean follow) {
    if (type == BasicFileAttributeView.class) {
      return (V) new AttributeView(fs, path, follow, "basic");
    }
    if (type == PosixFileAttributeView.class) {
      return (V) new AttributeView(fs, path, follow, "posix");
    }
    if (type == FileOwnerAttributeView.class) {
      return (V) new AttributeView(fs, path, follow, "owner");
    }
    return type == UserDefinedFileAttributeView.class ? (V) new XattrView(fs, path, follow) : null;
  }
}
