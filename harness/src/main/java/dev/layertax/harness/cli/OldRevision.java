package dev.layertax.harness.cli;

import dev.layertax.benchmarks.workload.Workload;
import dev.layertax.benchmarks.workload.Workloads;
import dev.layertax.harness.engine.ProgramPath;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipException;

/**
 * An older revision of a jar, measured beside the new one in the same blocks.
 *
 * @param jar the old one
 * @param replaced the new one, whose place on the class path it takes
 * @param entries of the old one
 */
record OldRevision(Path jar, Path replaced, Set<String> entries) {

  OldRevision {
    entries = Set.copyOf(entries);
  }

  /**
   * @param jar null for none
   * @param benchmarks the user's own jar; none for Layertax's own
   * @throws UserException when it is no jar
   */
  static Optional<OldRevision> of(Path jar, List<Path> benchmarks)
      throws IOException, UserException {
    if (jar == null) {
      return Optional.empty();
    }
    if (!Files.isRegularFile(jar)) {
      throw new UserException(
          ExitCode.INVALID, "--against " + jar + ": there is no such file; name a jar");
    }
    Path replaced =
        benchmarks.isEmpty() ? ProgramPath.ofThisProcess().entries().get(0) : benchmarks.get(0);
    try (JarFile old = new JarFile(jar.toFile())) {
      return Optional.of(
          new OldRevision(
              jar, replaced, old.stream().map(JarEntry::getName).collect(Collectors.toSet())));
    } catch (ZipException e) {
      throw new UserException(
          ExitCode.INVALID, "--against " + jar + ": is no jar: " + e.getMessage());
    }
  }

  /**
   * The plan with the old revision of every cell whose benchmark the old jar has.
   *
   * @param targets that were asked for; empty for all. The writable layer, which the plan has for
   *     its advantages, is left out where others alone were asked for
   * @throws UserException when the old jar has none of them
   */
  Plan addTo(Plan plan, List<String> targets, Workloads workloads) throws UserException {
    Plan wanted =
        targets.isEmpty() ? plan : plan.only(cell -> targets.contains(cell.target().label()));
    Plan both = wanted.againstOld(cell -> has(cell, workloads));
    if (!both.hasRevisions()) {
      throw new UserException(
          ExitCode.INVALID,
          "--against " + jar + ": has none of the benchmarks of this run; name an older revision");
    }
    return both;
  }

  private boolean has(Cell cell, Workloads workloads) {
    return workloads
        .find(cell.workload())
        .map(Workload::benchmark)
        .filter(
            name ->
                entries.contains(classFile(name))
                    || entries.contains(classFile(name.replaceFirst("\\.[^.]*$", ""))))
        .isPresent();
  }

  private static String classFile(String name) {
    return name.replace('.', '/') + ".class";
  }

  /** The class path with the old jar in the new one's place. */
  ProgramPath classPath(ProgramPath programs) {
    return programs.replacing(replaced, jar);
  }
}
