package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.List;

/**
 * The {@code user.} attributes of a path without those of the layers. A name that begins as theirs
 * do is kept under an escaped one, as the kernel does since 6.7 so that layers can be stored in a
 * layer (overlayfs.rst, "Nesting overlayfs mounts").
 */
final class XattrView implements UserDefinedFileAttributeView {
  private static final String ESCAPED = Layers.PRIVATE + Layers.PRIVATE;

  private final UnionFileSystem fs;
  private final UnionPath path;
  private final boolean follow;

  XattrView(UnionFileSystem fs, UnionPath path, boolean follow) {
    this.fs = fs;
    this.path = path;
    this.follow = follow;
  }

  /** Whether a real attribute is a mark of the layer it is in, and of no other. */
  static boolean isPrivate(String realName) {
    return realName.startsWith(Layers.PRIVATE) && !realName.startsWith(ESCAPED);
  }

  private static String real(String name) {
    return name.startsWith(Layers.PRIVATE) ? Layers.PRIVATE + name : name;
  }

  @Override
  public String name() {
    return "user";
  }

  @Override
  public List<String> list() throws IOException {
    fs.requireOpen();
    return fs.attributes()
        .reading(
            path,
            follow,
            (entry, host) -> {
              List<String> names = new ArrayList<>();
              for (String name : Layers.xattrs(host).list()) {
                if (name.startsWith(ESCAPED)) {
                  names.add(name.substring(Layers.PRIVATE.length()));
                } else if (!isPrivate(name)) {
                  names.add(name);
                }
              }
              return names;
            });
  }

  @Override
  public int size(String name) throws IOException {
    fs.requireOpen();
    return named(
        name,
        () ->
            fs.attributes()
                .reading(path, follow, (entry, host) -> Layers.xattrs(host).size(real(name))));
  }

  @Override
  public int read(String name, ByteBuffer target) throws IOException {
    fs.requireOpen();
    return named(
        name,
        () ->
            fs.attributes()
                .reading(
                    path, follow, (entry, host) -> Layers.xattrs(host).read(real(name), target)));
  }

  @Override
  public int write(String name, ByteBuffer source) throws IOException {
    fs.requireOpen();
    fs.attributes().requireNoLink(path, follow);
    return named(
        name,
        () ->
            fs.attributes()
                .changing(
                    path, follow, (entry, host) -> Layers.xattrs(host).write(real(name), source)));
  }

  private interface Action {
    int run() throws IOException;
  }

  /** A failure speaks of the caller's name, not of the escaped one. */
  private int named(String name, Action action) throws IOException {
    try {
      return action.run();
    } catch (FileSystemException e) {
      String reason = e.getReason();
      String real = real(name);
      if (e.getClass() != FileSystemException.class || real.equals(name) || reason == null) {
        throw e;
      }
      FileSystemException mine =
          new FileSystemException(e.getFile(), e.getOtherFile(), reason.replace(real, name));
      mine.setStackTrace(e.getStackTrace());
      throw mine;
    }
  }

  /** Removes an attribute; an absent one copies nothing up. */
  @Override
  public void delete(String name) throws IOException {
    if (!list().contains(name)) {
      throw Errors.of(
          path, "Unable to delete extended attribute '" + name + "': No data available");
    }
    fs.attributes()
        .changing(
            path,
            follow,
            (entry, host) -> {
              Layers.xattrs(host).delete(real(name));
              return null;
            });
  }
}
