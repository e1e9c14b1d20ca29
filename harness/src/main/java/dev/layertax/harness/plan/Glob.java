package dev.layertax.harness.plan;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.regex.PatternSyntaxException;

/** A glob over workload names, as {@code --workload} takes it. */
public record Glob(String pattern, PathMatcher matcher) {

  /**
   * The glob of a pattern.
   *
   * @throws PatternSyntaxException if the pattern is no glob
   */
  public static Glob of(String pattern) {
    return new Glob(pattern, FileSystems.getDefault().getPathMatcher("glob:" + pattern));
  }

  /** Whether it is a glob of that name. */
  public boolean matches(String name) {
    return matcher.matches(Path.of(name));
  }
}
