package dev.layertax.harness.engine;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The class path of the measured JVM: this process's, and the jars of further workloads after it.
 *
 * @param entries absolute, in order
 */
public record ProgramPath(List<Path> entries) {

  public ProgramPath {
    entries = List.copyOf(entries);
  }

  /** The class path of this process. */
  public static ProgramPath ofThisProcess() {
    return new ProgramPath(
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(entry -> Path.of(entry).toAbsolutePath())
            .toList());
  }

  /** Whether it has jars that this process does not have. */
  public boolean hasMore() {
    return entries.size() > ofThisProcess().entries().size();
  }

  /** The same with jars after it. */
  public ProgramPath with(List<Path> jars) {
    List<Path> all = new ArrayList<>(entries);
    jars.forEach(jar -> all.add(jar.toAbsolutePath()));
    return new ProgramPath(all);
  }

  /** The same with one jar in another's place, where that is among them. */
  public ProgramPath replacing(Path jar, Path other) {
    Path replaced = jar.toAbsolutePath();
    return new ProgramPath(
        entries.stream()
            .map(entry -> entry.equals(replaced) ? other.toAbsolutePath() : entry)
            .toList());
  }

  /** As the {@code java} command of this machine is told it. */
  @Override
  public String toString() {
    return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}
