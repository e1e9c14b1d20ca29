package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** From a path to the one without links and dots. */
final class RealPaths {
  private final UnionFileSystem fs;

  RealPaths(UnionFileSystem fs) {
    this.fs = fs;
  }

  /**
   * The real path.
   *
   * @param follow false: links stay, and dots are taken out by name, as the Unix provider has it
   */
  Path of(UnionPath path, boolean follow) throws IOException {
    fs.requireOpen();
    if (follow) {
      Lookup.Found found = fs.lookup().walk(path, true);
      return of(found.requireExisting(path));
    }
    UnionPath result = withoutDots((UnionPath) path.toAbsolutePath());
    existing(result);
    return result;
  }

  private Entry existing(UnionPath path) throws IOException {
    return fs.lookup().walk(path, false).requireExisting(path);
  }

  private UnionPath withoutDots(UnionPath absolute) throws IOException {
    Path result = fs.rootPath();
    for (Path name : absolute) {
      String text = name.toString();
      if (text.equals(".")) {
        continue;
      }
      // Two dots after a link leave what it points to, not the link's own directory.
      if (text.equals("..") && result.getNameCount() > 0) {
        if (existing((UnionPath) result).inode.kind != Inode.Kind.SYMLINK) {
          result = result.getParent();
          continue;
        }
      }
      if (!text.equals("..") || result.getNameCount() > 0) {
        result = result.resolve(name);
      }
    }
    return (UnionPath) result;
  }

  private Path of(Entry entry) {
    Deque<String> names = new ArrayDeque<>();
    for (Entry at = entry; at.parent != null; at = at.parent.entry) {
      names.push(at.name);
    }
    Path result = fs.rootPath();
    for (String name : names) {
      result = result.resolve(name);
    }
    return result;
  }
}
