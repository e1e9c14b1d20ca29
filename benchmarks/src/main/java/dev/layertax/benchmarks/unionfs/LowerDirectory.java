package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A directory of a lower layer. It does not change, so that what was found out stays known.
 *
 * <p>A name that is there costs one look at its attributes, and one that is not costs one
 * access(2), as either costs the kernel one lookup. That throws no exception, which would cost more
 * than the lookup; so it is asked first from the first absent name on. But access(2) follows links
 * and says of a link that leads nowhere that it is absent; its name tells the two apart, once the
 * names have been listed.
 */
final class LowerDirectory {
  private static final long BLOCK_BYTES = 4096;

  private final Path path;
  private final boolean marked;
  private boolean missed;

  /** How many more absent names are asked one by one: as many as a listing reads blocks. */
  private long unlisted = -1;

  private Set<String> names;
  private Set<String> whiteouts;
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
    if (names == null ? !missed : names.contains(name)) {
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

  /** Told when attributes said that a name is not there. */
  synchronized void missed() {
    missed = true;
  }

  /** All its names, those of whiteouts among them. */
  synchronized Set<String> names() throws IOException {
    if (names == null) {
      names = strings(Readdir.list(path));
    }
    return names;
  }

  /** The names that are whiteouts. */
  synchronized Set<String> whiteouts() throws IOException {
    return whiteouts == null ? whiteouts(Readdir.list(path)) : whiteouts;
  }

  /**
   * The names that are whiteouts.
   *
   * @param listed all names, for whom has listed them already
   */
  synchronized Set<String> whiteouts(List<Path> listed) throws IOException {
    if (whiteouts == null) {
      whiteouts = Readdir.whiteouts(path, listed, marked);
      names = names == null ? strings(listed) : names;
    }
    return whiteouts;
  }

  private static Set<String> strings(List<Path> listed) {
    Set<String> names = new HashSet<>();
    listed.forEach(name -> names.add(name.toString()));
    return names;
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
      names();
      return true;
    } catch (AccessDeniedException searchableOnly) {
      unlisted = Long.MAX_VALUE;
      return false;
    }
  }
}
