package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;

/**
 * From a path to an entry, by the cache, and by the layers where the cache has no answer:
 * overlayfs's {@code ovl_lookup}.
 */
final class Lookup {
  /** As the kernel's {@code MAXSYMLINKS}. */
  private static final int MAX_LINKS = 40;

  /** So many characters are at most 255 bytes, whatever they are. */
  private static final int SHORT_NAME = 255 / 4;

  private static final String[] NO_NAMES = {};

  private final UnionFileSystem fs;

  Lookup(UnionFileSystem fs) {
    this.fs = fs;
  }

  /**
   * Where a walk ended.
   *
   * @param parent the directory that has, or would have, the name
   * @param entry what the name stands for; may be absent
   * @param last the last name as it was given: {@code .} and {@code ..} stand for themselves
   * @param moves how often directories had moved before the walk
   */
  record Found(Directory parent, Entry entry, String last, long moves) {
    boolean exists() {
      return entry.inode != null;
    }

    /** Whether the path ends in a name, and not in a dot, two dots or the root. */
    boolean isPlain() {
      return !last.isEmpty() && !last.equals(".") && !last.equals("..");
    }

    Entry requireExisting(Path path) throws NoSuchFileException {
      if (entry.inode == null) {
        throw Errors.noSuchFile(path);
      }
      return entry;
    }
  }

  /**
   * Walks to a path's entry.
   *
   * @param follow whether a symbolic link at the end is followed
   * @throws NoSuchFileException when a directory on the way is absent
   */
  Found walk(UnionPath path, boolean follow) throws IOException {
    long moves = fs.moves();
    String[] names = path.names();
    Directory directory = fs.root();
    Directory parent = directory;
    Entry entry = directory.entry;
    String last = "";
    int links = 0;
    for (int i = 0; i < names.length; i++) {
      last = names[i];
      if (last.equals(".")) {
        entry = directory.entry;
        parent = directory.parentOrSelf();
        continue;
      }
      if (last.equals("..")) {
        directory = directory.parentOrSelf();
        entry = directory.entry;
        parent = directory.parentOrSelf();
        continue;
      }
      parent = directory;
      entry = directory.children.get(last);
      if (entry == null) {
        entry = lookupInLayers(path, directory, last);
      }
      boolean end = i == names.length - 1;
      Inode inode = entry.inode;
      if (inode == null) {
        if (end) {
          break;
        }
        throw Errors.noSuchFile(path);
      }
      if (inode instanceof Directory child) {
        directory = child;
      } else if (inode.kind == Inode.Kind.SYMLINK && (follow || !end)) {
        if (++links > MAX_LINKS) {
          throw Errors.loop(path);
        }
        Path target = inode.target();
        names = spliced(target, names, i + 1);
        i = -1;
        if (target.isAbsolute()) {
          directory = fs.root();
          entry = directory.entry;
          parent = directory;
        }
      } else if (!end) {
        throw Errors.notDirectory(path);
      }
    }
    return new Found(parent, entry, last, moves);
  }

  private static String[] spliced(Path target, String[] names, int from) {
    String[] first = namesOf(target);
    String[] all = new String[first.length + names.length - from];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(names, from, all, first.length, names.length - from);
    return all;
  }

  /** The names of a path of the default provider; none for the root and for the empty path. */
  static String[] namesOf(Path path) {
    if (path.getNameCount() == 0 || path.toString().isEmpty()) {
      return NO_NAMES;
    }
    String[] names = new String[path.getNameCount()];
    for (int i = 0; i < names.length; i++) {
      names[i] = path.getName(i).toString();
    }
    return names;
  }

  private Entry lookupInLayers(Path path, Directory directory, String name) throws IOException {
    fs.tree().readLock().lock();
    directory.names.lock();
    try {
      Entry entry = directory.children.get(name);
      if (entry == null) {
        fs.counters().lookupMisses.increment();
        entry = searched(directory, name);
        directory.put(entry);
      }
      return entry;
    } catch (IOException e) {
      throw Errors.translated(e, path);
    } finally {
      directory.names.unlock();
      fs.tree().readLock().unlock();
    }
  }

  private Entry searched(Directory directory, String name) throws IOException {
    Merge merge = new Merge();
    if (directory.dead) {
      return merge.entry(directory, name);
    }
    if (directory.upper) {
      Path path = directory.entry.upperPath().resolve(name);
      if (isThere(directory, name, path)) {
        merge.add(path, attributes(path), directory.upperMarked, true);
      }
    }
    for (LowerDirectory lower : directory.lowers) {
      if (merge.ended) {
        break;
      }
      Path path = lower.path().resolve(name);
      merge.add(path, attributes(lower, name, path), lower.marked(), false);
    }
    return merge.entry(directory, name);
  }

  private boolean isThere(Directory directory, String name, Path path) {
    fs.counters().layerLookups.increment();
    return mayBeTooLong(name) || directory.upperMayHold(name) || Files.exists(path);
  }

  private BasicFileAttributes attributes(LowerDirectory lower, String name, Path path)
      throws IOException {
    fs.counters().layerLookups.increment();
    if (!mayBeTooLong(name) && !lower.mayHold(name, path)) {
      return null;
    }
    BasicFileAttributes attributes = attributes(path);
    if (attributes == null) {
      lower.missed();
    }
    return attributes;
  }

  /** Only the failure of reading attributes tells a name that is absent from one too long. */
  private static boolean mayBeTooLong(String name) {
    return name.length() > SHORT_NAME;
  }

  /** Whether a lower layer shows something under the entry's name. */
  boolean isLowerVisible(Entry entry) throws IOException {
    if (entry.below() == Entry.Below.UNKNOWN) {
      entry.below(findLower(entry) ? Entry.Below.SOMETHING : Entry.Below.NOTHING);
    }
    return entry.below() == Entry.Below.SOMETHING;
  }

  private boolean findLower(Entry entry) throws IOException {
    for (LowerDirectory lower : entry.parent.lowers) {
      Path path = lower.path().resolve(entry.name);
      BasicFileAttributes attributes = attributes(lower, entry.name, path);
      if (attributes != null) {
        return !Layers.isWhiteout(path, attributes, lower.marked());
      }
    }
    return false;
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException absent) {
      return null;
    } catch (FileSystemException e) {
      if (Errors.isNotDirectory(e)) {
        return null;
      }
      throw e;
    }
  }

  /** What the layers have under one name, gathered from the top. */
  private final class Merge {
    boolean ended;
    private boolean upper;
    private boolean whiteout;
    private boolean opaque;
    private boolean upperMarked;
    private boolean lowerHidden;
    private Path file;
    private BasicFileAttributes top;
    private FileTime lowerAccessTime;
    private final List<LowerDirectory> lowers = new ArrayList<>(1);

    void add(Path path, BasicFileAttributes attributes, boolean marked, boolean inUpper)
        throws IOException {
      if (attributes == null) {
        return;
      }
      if (Layers.isWhiteout(path, attributes, marked)) {
        whiteout = inUpper;
        ended = true;
        return;
      }
      if (!attributes.isDirectory()) {
        ended = true;
        if (top != null) {
          lowerHidden = true;
          return;
        }
      }
      if (top == null) {
        top = attributes;
        upper = inUpper;
        file = path;
      }
      if (!inUpper && lowerAccessTime == null) {
        lowerAccessTime = attributes.lastAccessTime();
      }
      if (attributes.isDirectory()) {
        addDirectory(path, inUpper);
      }
    }

    private void addDirectory(Path path, boolean inUpper) throws IOException {
      Layers.Mark mark = Layers.mark(path);
      boolean holdsWhiteouts = mark == Layers.Mark.HOLDS_WHITEOUTS;
      if (inUpper) {
        upperMarked = holdsWhiteouts;
      } else {
        lowers.add(new LowerDirectory(path, holdsWhiteouts));
      }
      if (mark == Layers.Mark.OPAQUE) {
        opaque = inUpper;
        ended = true;
      }
    }

    Entry entry(Directory parent, String name) throws IOException {
      if (top == null) {
        Entry.Below below = whiteout ? Entry.Below.UNKNOWN : Entry.Below.NOTHING;
        return new Entry(parent, name, null, whiteout, below);
      }
      if (!top.isDirectory()) {
        Inode inode =
            new Inode(
                kind(top),
                upper ? null : file,
                upper,
                upper ? null : top.fileKey(),
                lowerAccessTime);
        if (inode.kind == Inode.Kind.SYMLINK) {
          inode.pointTo(Files.readSymbolicLink(file));
        }
        Entry.Below below = upper ? Entry.Below.UNKNOWN : Entry.Below.SOMETHING;
        return new Entry(parent, name, inode, false, below);
      }
      Directory directory =
          new Directory(fs.tree(), List.copyOf(lowers), upper, top.fileKey(), lowerAccessTime);
      directory.upperMarked = upperMarked;
      Entry entry = new Entry(parent, name, directory, false, belowDirectory());
      directory.entry = entry;
      return entry;
    }

    private Entry.Below belowDirectory() {
      if (!lowers.isEmpty() || lowerHidden) {
        return Entry.Below.SOMETHING;
      }
      return opaque ? Entry.Below.UNKNOWN : Entry.Below.NOTHING;
    }
  }

  private static Inode.Kind kind(BasicFileAttributes attributes) {
    if (attributes.isRegularFile()) {
      return Inode.Kind.FILE;
    }
    return attributes.isSymbolicLink() ? Inode.Kind.SYMLINK : Inode.Kind.OTHER;
  }
}
