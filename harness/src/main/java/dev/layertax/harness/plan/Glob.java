package dev.layertax.harness.plan;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.regex.PatternSyntaxException;

/** A glob over workload names, as {@code --workload} takes it. */
record Glob(String pattern, PathMatcher matcher) {

  /**
   * @throws PatternSyntaxException if the pattern is no glob
   */
  static Glob of(String pattern) {
    return new Glob(pattern, FileSystems.getDefault().getPathMatcher("glob:" + pattern));
  }

  boolean matches(String name) {
    return matcher.matches(Path.of(name));
  }
}
