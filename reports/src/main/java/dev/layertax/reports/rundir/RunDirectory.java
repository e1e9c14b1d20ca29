package dev.layertax.reports.rundir;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.layertax.reports.model.Environment;
import dev.layertax.reports.model.Guarantees;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.model.Sample;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The directory of one run, the only hand-over between measuring and judging.
 *
 * <p>One process writes samples at a time: {@link #create} and {@link #openForResume} take {@code
 * .lock} until {@link #close}. {@link #open} reads beside it.
 */
public final class RunDirectory implements AutoCloseable {

  private static final int LARGEST_FILE_BYTES = 64 << 20;
  private static final int NAMES_SHOWN = 5;
  private static final Pattern CHART_NAME = Pattern.compile("[a-z0-9-]{1,120}\\.(svg|png)");

  /** What {@link #create} writes before {@code plan.json}. */
  private static final Set<String> BEFORE_THE_PLAN =
      Set.of(
          SampleLog.LOCK,
          "samples.jsonl",
          "environment.json",
          "environment.json.tmp",
          "plan.json.tmp");

  private final Path directory;
  private final Optional<SampleLog> log;

  private RunDirectory(Path directory, Optional<SampleLog> log) {
    this.directory = directory;
    this.log = log;
  }

  /**
   * Makes a run directory, ready for samples.
   *
   * @param directory absent, empty or left by a run killed before it had a plan; parents are made
   * @throws RunDirectoryException when it holds anything or is no directory; nothing is changed
   */
  public static RunDirectory create(Path directory, Plan plan, Environment environment)
      throws IOException {
    requireThisVersion(plan.schemaVersion(), "plan");
    requireThisVersion(environment.schemaVersion(), "environment");
    requireVacant(directory);
    Files.createDirectories(directory);
    RunDirectory made =
        new RunDirectory(
            directory,
            Optional.of(SampleLog.open(directory, samplesIn(directory), new SampleCheck(plan))));
    try {
      // Again, now that nobody else can be making a run here.
      requireVacant(directory);
      // The plan last: a directory with a plan is a whole run directory.
      AtomicFile.write(made.environmentJson(), RunJson.file(environment));
      AtomicFile.write(made.planJson(), RunJson.file(plan));
    } catch (IOException | RuntimeException e) {
      made.closeAfter(e);
      throw e;
    }
    return made;
  }

  /**
   * A run directory to read from and to write results to.
   *
   * @throws RunDirectoryException when it is none
   */
  public static RunDirectory open(Path directory) throws IOException {
    requireRun(directory);
    return new RunDirectory(directory, Optional.empty());
  }

  /**
   * A run directory to add samples to. A torn last line is first moved to {@code
   * samples.jsonl.torn}, so that nothing is lost and the next sample starts a line of its own.
   *
   * @throws RunDirectoryException when it is none, is damaged otherwise, or another process writes
   *     to it
   */
  public static RunDirectory openForResume(Path directory) throws IOException {
    requireRun(directory);
    RunDirectory reader = new RunDirectory(directory, Optional.empty());
    Plan plan = reader.readPlan();
    reader.readEnvironment();
    Path samples = samplesIn(directory);
    // Opened first, for the lock: nobody may write between the check and the cut.
    SampleLog log = SampleLog.open(directory, samples, new SampleCheck(plan));
    RunDirectory opened = new RunDirectory(directory, Optional.of(log));
    try {
      SampleLines.Content content = SampleLines.read(samples, plan);
      log.continueAfter(content);
    } catch (IOException | RuntimeException e) {
      opened.closeAfter(e);
      throw e;
    }
    return opened;
  }

  /**
   * Plan, environment and every finished visit, in the order they finished. A torn last line is
   * left out and named in {@link Run#warnings}.
   *
   * @throws RunDirectoryException when a file is missing, damaged or of a newer version
   */
  public Run read() throws IOException {
    Plan plan = readPlan();
    Environment environment = readEnvironment();
    SampleLines.Content content = SampleLines.read(samplesJsonl(), plan);
    return new Run(plan, environment, content.samples(), content.torn().stream().toList());
  }

  /**
   * Adds one line and returns once the storage has it. A failure leaves the file as it was.
   *
   * @throws RunDirectoryException when the sample is not of the plan, was added before, or holds
   *     values that cannot be judged
   * @throws IllegalStateException on a directory opened by {@link #open}
   */
  public void append(Sample sample) throws IOException {
    log.orElseThrow(
            () ->
                new IllegalStateException(
                    directory + " is open for reading; use openForResume to add samples"))
        .append(sample);
  }

  /**
   * Replaces {@code environment.json}, once storage is there to look at or images are built. After
   * the first sample its host and passports are those the samples were made on, and stay.
   */
  public void writeEnvironment(Environment environment) throws IOException {
    requireThisVersion(environment.schemaVersion(), "environment");
    AtomicFile.write(environmentJson(), RunJson.file(environment));
  }

  /** Writes {@code results.json} whole or not at all. */
  public void writeResults(Results results) throws IOException {
    AtomicFile.write(resultsJson(), RunJson.file(results));
  }

  /** Writes {@code jmh-result.json}, for viewers that know JMH's own format. */
  public void writeJmhResult(Run run, Results results) throws IOException {
    AtomicFile.write(jmhResultJson(), RunJson.file(JmhResult.of(run, results)));
  }

  /**
   * What each place guarantees; empty when no experiment was made for this run.
   *
   * @throws RunDirectoryException when the file is damaged or of a newer version
   */
  public Optional<Guarantees> readGuarantees() throws IOException {
    if (!Files.exists(guaranteesJson(), LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    Guarantees guarantees = readWhole(guaranteesJson(), Guarantees.class);
    Optional<String> problem = GuaranteesCheck.problem(guarantees);
    if (problem.isPresent()) {
      throw new RunDirectoryException(
          guaranteesJson(), problem.get(), "restore the file, or remove it");
    }
    return Optional.of(guarantees);
  }

  /**
   * Adds {@code guarantees.json}, whole or not at all.
   *
   * @throws RunDirectoryException when there is one already; it stays
   */
  public void addGuarantees(Guarantees guarantees) throws IOException {
    requireThisVersion(guarantees.schemaVersion(), "guarantees");
    requireNoGuarantees();
    AtomicFile.write(guaranteesJson(), RunJson.file(guarantees));
  }

  /**
   * Checks that there are no guarantees yet, before minutes are spent on some.
   *
   * @throws RunDirectoryException when there are
   */
  public void requireNoGuarantees() throws IOException {
    if (Files.exists(guaranteesJson(), LinkOption.NOFOLLOW_LINKS)) {
      throw new RunDirectoryException(
          guaranteesJson(),
          "it is there already, and is never overwritten",
          "move it away to make the experiments again");
    }
  }

  /** Writes one of the files for readers, {@link #reportHtml} and its like, whole or not at all. */
  public void writeText(Path file, String text) throws IOException {
    AtomicFile.write(file, text);
  }

  /** Writes a file that is about several runs, whole or not at all. */
  public static void writeBeside(Path file, String text) throws IOException {
    AtomicFile.write(file, text);
  }

  /**
   * Writes a chart's file.
   *
   * @param name of letters, digits, hyphens and dots
   * @throws IllegalArgumentException when the name has anything else in it
   */
  public void writeChart(String name, byte[] bytes) throws IOException {
    if (!CHART_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("no name for a chart's file: '" + name + "'");
    }
    Files.createDirectories(charts());
    AtomicFile.writeDerived(charts().resolve(name), bytes);
  }

  /** The charts as files, if they were written. */
  public Path charts() {
    return directory.resolve("charts");
  }

  /** The directory itself. */
  public Path path() {
    return directory;
  }

  public Path planJson() {
    return directory.resolve("plan.json");
  }

  public Path environmentJson() {
    return directory.resolve("environment.json");
  }

  public Path samplesJsonl() {
    return samplesIn(directory);
  }

  public Path resultsJson() {
    return directory.resolve("results.json");
  }

  public Path resultsCsv() {
    return directory.resolve("results.csv");
  }

  public Path reportHtml() {
    return directory.resolve("report.html");
  }

  public Path summaryMd() {
    return directory.resolve("summary.md");
  }

  public Path junitXml() {
    return directory.resolve("junit.xml");
  }

  public Path jmhResultJson() {
    return directory.resolve("jmh-result.json");
  }

  public Path guaranteesJson() {
    return directory.resolve("guarantees.json");
  }

  /** The earlier runs that this one is judged by, if any. */
  public Path baselineJson() {
    return directory.resolve("baseline.json");
  }

  public Path logTxt() {
    return directory.resolve("log.txt");
  }

  @Override
  public void close() throws IOException {
    if (log.isPresent()) {
      log.get().close();
    }
  }

  private void closeAfter(Exception failure) {
    try {
      close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private static Path samplesIn(Path directory) {
    return directory.resolve("samples.jsonl");
  }

  private Plan readPlan() throws IOException {
    return readWhole(planJson(), Plan.class);
  }

  private Environment readEnvironment() throws IOException {
    return readWhole(environmentJson(), Environment.class);
  }

  private static <T> T readWhole(Path file, Class<T> type) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new RunDirectoryException(
          file, "the file is missing", "restore it, or start a new run in a directory of its own");
    }
    long size = Files.size(file);
    if (size > LARGEST_FILE_BYTES) {
      throw new RunDirectoryException(
          file, "it has " + size + " bytes, too many for such a file", "restore it");
    }
    byte[] bytes = Files.readAllBytes(file);
    try {
      int version = RunJson.schemaVersion(bytes);
      if (version > Plan.SCHEMA_VERSION || version < 1) {
        throw new RunDirectoryException(
            file,
            "schemaVersion is " + version + ", this version reads 1 to " + Plan.SCHEMA_VERSION,
            "read it with the version of Layertax that wrote it, or a newer one");
      }
      return RunJson.read(bytes, 0, bytes.length, type);
    } catch (JsonProcessingException e) {
      throw new RunDirectoryException(
          file,
          RunJson.problem(e) + " (" + size + " bytes)",
          "the file is cut short or was changed; restore it, or start a new run");
    }
  }

  private static void requireThisVersion(int version, String what) {
    if (version != Plan.SCHEMA_VERSION) {
      throw new IllegalArgumentException(
          "the " + what + "'s schemaVersion is " + version + ", must be " + Plan.SCHEMA_VERSION);
    }
  }

  private static void requireRun(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new RunDirectoryException(
          directory,
          Files.exists(directory) ? "it is no directory" : "there is no such directory",
          "name the directory of a run, the one that holds plan.json");
    }
    if (!Files.isRegularFile(directory.resolve("plan.json"))) {
      throw new RunDirectoryException(
          directory,
          "it is no run directory, it has no plan.json; it holds " + contents(directory),
          "name the directory of a run");
    }
  }

  private static void requireVacant(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      if (!isVacant(directory)) {
        boolean run = Files.exists(directory.resolve("plan.json"));
        throw new RunDirectoryException(
            directory,
            (run ? "it holds another run: " : "it is not empty, it holds ") + contents(directory),
            "name a new directory" + (run ? ", or resume the run" : "") + "; nothing was changed");
      }
    } else if (Files.exists(directory)) {
      throw new RunDirectoryException(
          directory, "it is a file", "name a directory that is absent or empty");
    }
  }

  /** Empty, or left by a run that was killed before it had a plan, and so holds nothing yet. */
  private static boolean isVacant(Path directory) throws IOException {
    List<String> names = names(directory);
    return names.isEmpty()
        || (names.contains(SampleLog.LOCK)
            && BEFORE_THE_PLAN.containsAll(names)
            && (!names.contains("samples.jsonl") || Files.size(samplesIn(directory)) == 0));
  }

  private static String contents(Path directory) throws IOException {
    List<String> names = names(directory);
    if (names.isEmpty()) {
      return "nothing";
    }
    return String.join(", ", names.subList(0, Math.min(names.size(), NAMES_SHOWN)))
        + (names.size() > NAMES_SHOWN ? " and " + (names.size() - NAMES_SHOWN) + " more" : "");
  }

  private static List<String> names(Path directory) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        names.add(RunJson.printable(String.valueOf(entry.getFileName())));
      }
    }
    names.sort(null);
    return names;
  }

  /** The bytes {@link #writeResults} writes, or any other record of the model in the same form. */
  public static String json(Object value) throws IOException {
    return RunJson.file(value);
  }
}
