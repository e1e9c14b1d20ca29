package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** The mounts of this JVM, and how one is made. */
final class Mounts {
  /** As the kernel's {@code OVL_MAX_STACK}. */
  private static final int MAX_LOWERS = 500;

  private static final Map<MountPoint, UnionFileSystem> MOUNTED = new ConcurrentHashMap<>();

  private Mounts() {}

  static FileSystemProvider provider() {
    return ProviderHolder.PROVIDER;
  }

  /** The instance that the JVM found by its service entry, or one of our own without it. */
  private static final class ProviderHolder {
    static final FileSystemProvider PROVIDER =
        FileSystemProvider.installedProviders().stream()
            .filter(UnionFileSystemProvider.class::isInstance)
            .findFirst()
            .orElseGet(UnionFileSystemProvider::new);
  }

  /** The mount with that very description, or null. */
  static UnionFileSystem find(MountPoint mountPoint) {
    return MOUNTED.get(mountPoint);
  }

  static UnionFileSystem mount(MountPoint mountPoint) throws IOException {
    check(mountPoint);
    WorkDirectory work = WorkDirectory.open(mountPoint.work(), mountPoint.upper());
    UnionFileSystem fs = null;
    try {
      fs = new UnionFileSystem(mountPoint, work, root(mountPoint));
      MOUNTED.put(mountPoint, fs);
      return fs;
    } finally {
      if (fs == null) {
        work.close();
      }
    }
  }

  static void unmounted(UnionFileSystem fs) throws IOException {
    MOUNTED.remove(fs.mountPoint(), fs);
    fs.work().close();
  }

  private static Directory root(MountPoint mountPoint) throws IOException {
    List<LowerDirectory> lowers = new ArrayList<>();
    for (Path lower : mountPoint.lowers()) {
      Layers.Mark mark = Layers.mark(lower);
      lowers.add(new LowerDirectory(lower, mark == Layers.Mark.HOLDS_WHITEOUTS));
      if (mark == Layers.Mark.OPAQUE) {
        break;
      }
    }
    Path upper = mountPoint.upper();
    Object key = Files.readAttributes(upper, BasicFileAttributes.class).fileKey();
    Directory root =
        new Directory(new ReentrantReadWriteLock(), List.copyOf(lowers), true, key, null);
    root.upperMarked = Layers.mark(upper) == Layers.Mark.HOLDS_WHITEOUTS;
    root.entry = Entry.root(upper, root);
    return root;
  }

  private static void check(MountPoint mountPoint) throws IOException {
    int lowers = mountPoint.lowers().size();
    if (lowers < 1 || lowers > MAX_LOWERS) {
      throw new IllegalArgumentException(
          "a union has 1 to " + MAX_LOWERS + " lower directories, not " + lowers);
    }
    for (Path lower : mountPoint.lowers()) {
      requireDirectory(lower, "lower");
      requireApart(lower, mountPoint.upper());
      requireApart(lower, mountPoint.work());
    }
    requireDirectory(mountPoint.upper(), "upper");
    requireDirectory(mountPoint.work(), "work");
    requireApart(mountPoint.upper(), mountPoint.work());
    if (!Files.getFileStore(mountPoint.upper()).equals(Files.getFileStore(mountPoint.work()))) {
      throw new FileSystemException(
          mountPoint.work().toString(),
          mountPoint.upper().toString(),
          "the work directory must be on the upper directory's file system, "
              + "so that files can be renamed from one to the other");
    }
  }

  private static void requireDirectory(Path directory, String role) throws IOException {
    if (!Files.exists(directory)) {
      throw new NoSuchFileException(
          directory.toString(), null, "the " + role + " directory must exist before the mount");
    }
    if (!Files.isDirectory(directory)) {
      throw new NotDirectoryException(directory.toString());
    }
  }

  private static void requireApart(Path one, Path other) throws IOException {
    Path a = one.toRealPath();
    Path b = Files.exists(other) ? other.toRealPath() : other;
    if (a.startsWith(b) || b.startsWith(a)) {
      throw new IllegalArgumentException(
          "the directories of a mount must not lie in each other: " + one + " and " + other);
    }
  }
}
