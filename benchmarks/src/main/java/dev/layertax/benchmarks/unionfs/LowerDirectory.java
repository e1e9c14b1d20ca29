package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * A directory of a lower layer.
 *
 * <p>A name that is not there costs one access(2), as it costs the kernel one lookup, and no
 * exception. But access(2) follows links, so it says the same of a link that leads nowhere; its
 * name tells the two apart, once the names have been listed.
 *
 * <p>Note: {@code readAttributes} tells them apart by itself, and throws for every absent name,
 * which costs more than the lookup.
 */
final class LowerDirectory {
  private static final long BLOCK_BYTES = 4096;

  private final Path path;
  private final boolean marked;

  /** How many more absent names are asked one by one: as many as a listing reads blocks. */
  private long unlisted = -1;

  private Set<String> names;
  private Boolean searchable;

  /**
   * A directory.
   *
   * @param marked whether it carries the mark that it may hold whiteouts
   */
  LowerDirectory(Path path, boolean marked) {
    this.path = path;
    this.marked = marked;
  }

  Path path() {
    return path;
  }

  boolean marked() {
    return marked;
  }

  /**
   * Looks for a name.
   *
   * @param child the name in this directory
   * @return false if it is not there; true if it is, or if only its attributes can tell
   */
  synchronized boolean mayHold(String name, Path child) throws IOException {
    if (names != null && names.contains(name)) {
      return true;
    }
    // Where it cannot be searched, the failure of reading attributes says so.
    if (!isSearchable() || Files.exists(child)) {
      return true;
    }
    if (names == null && !listed()) {
      return true;
    }
    return names.contains(name);
  }

  private boolean isSearchable() {
    if (searchable == null) {
      searchable = Files.isExecutable(path);
    }
    return searchable;
  }

  private boolean listed() throws IOException {
    if (unlisted < 0) {
      unlisted = Files.size(path) / BLOCK_BYTES;
    }
    if (unlisted > 0) {
      unlisted--;
      return false;
    }
    try {
      Set<String> there = new HashSet<>();
      Readdir.list(path).forEach(name -> there.add(name.toString()));
      names = there;
      return true;
    } catch (AccessDeniedException searchableOnly) {
      unlisted = Long.MAX_VALUE;
      return false;
    }
  }
}
