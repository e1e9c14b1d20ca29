package dev.layertax.harness.cli;

import dev.layertax.benchmarks.workload.JmhBenchmarks;
import dev.layertax.benchmarks.workload.Workload;
import dev.layertax.benchmarks.workload.Workloads;
import java.io.File;
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
import java.util.Objects;
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
      if (all.add(jar.toAbsolutePath()).isEmpty()) {
        throw new UserException(
            ExitCode.INVALID,
            jar
                + " has no benchmark with a parameter location, which would say where to write; a"
                + " JMH jar has @Param String location in its state, and opens"
                + " Path.of(URI.create(location))");
      }
    }
    return all;
  }

  /** The jar of the embedded databases, if it is there. */
  private static Optional<Path> databases() {
    String first = System.getProperty("java.class.path").split(File.pathSeparator, 2)[0];
    Path jar = Path.of(first).toAbsolutePath().resolveSibling(DATABASES);
    return Files.isRegularFile(jar) ? Optional.of(jar) : Optional.empty();
  }

  private List<Workload> add(Path jar) throws UserException, IOException {
    URLClassLoader loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, WorkloadJars.class.getClassLoader());
    loaders.add(loader);
    try {
      List<Workload> brought = new ArrayList<>(Workloads.broughtBy(loader));
      List<Workload> described = new ArrayList<>(workloads.everything());
      described.addAll(brought);
      brought.addAll(JmhBenchmarks.of(loader, described));
      workloads = workloads.with(brought);
      brought.forEach(workload -> jars.put(workload.name(), jar));
      return brought;
    } catch (IllegalArgumentException | ServiceConfigurationError e) {
      throw new UserException(ExitCode.INVALID, jar + ": " + e.getMessage());
    }
  }

  /** Layertax's own workloads and those of the jars. */
  Workloads workloads() {
    return workloads;
  }

  /** The names of what these jars bring. */
  List<String> broughtBy(List<Path> given) {
    List<Path> absolute = given.stream().map(Path::toAbsolutePath).toList();
    return jars.entrySet().stream()
        .filter(entry -> absolute.contains(entry.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The jars without which these workloads cannot be measured, in order. */
  List<Path> needed(Collection<String> names) {
    return names.stream().map(jars::get).filter(Objects::nonNull).distinct().toList();
  }

  @Override
  public void close() throws IOException {
    for (URLClassLoader loader : loaders) {
      loader.close();
    }
  }
}
