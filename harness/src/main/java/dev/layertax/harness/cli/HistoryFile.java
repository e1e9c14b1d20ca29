package dev.layertax.harness.cli;

import dev.layertax.reports.model.Run;
import dev.layertax.reports.render.HistoryPage;
import dev.layertax.reports.rundir.RunDirectory;
import dev.layertax.reports.stats.History;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;

/** The page of several runs, and where it goes. */
final class HistoryFile {

  /** Our mark stands within so many bytes of the start. */
  private static final int HEAD_BYTES = 1024;

  private final List<Path> directories;
  private final Path file;

  private HistoryFile(List<Path> directories, Path file) {
    this.directories = directories;
    this.file = file;
  }

  /**
   * The page of two directories or more.
   *
   * @param chosen where it goes; null for beside the last directory
   * @throws UserException 64 when a directory is named twice, a file is chosen for one run alone,
   *     or it is not one of ours
   */
  static Optional<HistoryFile> of(List<Path> directories, Path chosen)
      throws IOException, UserException {
    if (directories.size() < 2) {
      if (chosen != null) {
        throw new UserException(
            ExitCode.USAGE,
            "--history " + chosen + ": is a page of several runs; name at least two directories");
      }
      return Optional.empty();
    }
    Set<Path> different = new HashSet<>();
    for (Path directory : directories) {
      if (!different.add(Files.exists(directory) ? directory.toRealPath() : directory)) {
        throw new UserException(
            ExitCode.USAGE, directory + ": is named twice; name each run directory once");
      }
    }
    Path last = directories.get(directories.size() - 1).toAbsolutePath().normalize();
    Path file = chosen == null ? last.resolveSibling("history.html") : chosen;
    if (Files.exists(file) && !isOurs(file)) {
      throw new UserException(
          ExitCode.USAGE,
          file + ": is no page of Layertax's and is left alone; name another by --history");
    }
    return Optional.of(new HistoryFile(directories, file));
  }

  private static boolean isOurs(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (var in = Files.newInputStream(file)) {
      String head = new String(in.readNBytes(HEAD_BYTES), StandardCharsets.UTF_8);
      return head.contains(HistoryPage.MARK);
    }
  }

  /**
   * Reads the runs and writes the page.
   *
   * @param quiet without the list of runs
   */
  void write(CommandLine commandLine, boolean quiet) throws IOException {
    List<Run> runs = new ArrayList<>();
    for (Path directory : directories) {
      try (RunDirectory one = RunDirectory.open(directory)) {
        runs.add(one.read());
      }
    }
    History history = History.of(runs);
    RunDirectory.writeBeside(file, HistoryPage.render(history));
    if (!quiet) {
      commandLine.getOut().println(HistoryPage.console(history));
      commandLine.getOut().println("history: " + file);
      commandLine.getOut().flush();
    }
  }
}
