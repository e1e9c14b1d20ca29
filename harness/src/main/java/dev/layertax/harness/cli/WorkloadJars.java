package dev.layertax.harness.cli;

import dev.layertax.benchmarks.workload.Workload;
import dev.layertax.benchmarks.workload.Workloads;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;

/** The jars that bring workloads beside Layertax's own, and what they bring. */
final class WorkloadJars implements AutoCloseable {

  /** The embedded databases, in a jar of their own for the size of their native code. */
  static final String DATABASES = "layertax-databases.jar";

  private final Map<String, Path> jars = new LinkedHashMap<>();
  private final List<URLClassLoader> loaders = new ArrayList<>();
  private Workloads workloads = Workloads.own();

  private WorkloadJars() {}

  /**
   * The embedded databases' jar, where it lies beside Layertax's own, and the jars given.
   *
   * @throws UserException if one is no jar, brings no workload or one whose name is taken
   */
  static WorkloadJars of(List<Path> given) throws UserException, IOException {
    WorkloadJars all = new WorkloadJars();
    for (Path jar : given) {
      if (!Files.isRegularFile(jar)) {
        throw new UserException(
            ExitCode.INVALID, "--benchmarks " + jar + ": there is no such file; name a jar");
      }
    }
    Optional<Path> databases = databases();
    if (databases.isPresent()) {
      all.add(databases.get());
    }
    for (Path jar : given) {
      all.add(jar.toAbsolutePath());
    }
    return all;
  }

  /** The jar of the embedded databases, if it is there. */
  private static Optional<Path> databases() {
    String first = System.getProperty("java.class.path").split(java.io.File.pathSeparator, 2)[0];
    Path jar = Path.of(first).toAbsolutePath().resolveSibling(DATABASES);
    return Files.isRegularFile(jar) ? Optional.of(jar) : Optional.empty();
  }

  private void add(Path jar) throws UserException, IOException {
    URLClassLoader loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, WorkloadJars.class.getClassLoader());
    loaders.add(loader);
    try {
      List<Workload> brought = Workloads.broughtBy(loader);
      workloads = workloads.with(brought);
      brought.forEach(workload -> jars.put(workload.name(), jar));
    } catch (IllegalArgumentException | ServiceConfigurationError e) {
      throw new UserException(ExitCode.INVALID, jar + ": " + e.getMessage());
    }
  }

  /** Layertax's own workloads and those of the jars. */
  Workloads workloads() {
    return workloads;
  }

  /** The jars without which these workloads cannot be measured, in order. */
  List<Path> needed(Collection<String> names) {
    return names.stream().map(jars::get).filter(java.util.Objects::nonNull).distinct().toList();
  }

  @Override
  public void close() throws IOException {
    for (URLClassLoader loader : loaders) {
      loader.close();
    }
  }
}
