package dev.layertax.harness.cli;

import dev.layertax.harness.engine.docker.DockerEngine;
import dev.layertax.harness.server.ServerWorkload;
import dev.layertax.reports.model.Plan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What {@code run} can be told, which of it goes together, and the words that say it again. */
final class RunOptions {

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description = "Engine to run on; repeat for several in the same blocks. Default: simulated.")
  List<String> engines = new ArrayList<>();

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      defaultValue = "standard",
      description = "smoke, standard or thorough. Default: standard.")
  String profile;

  @Option(
      names = "--workload",
      paramLabel = "GLOB",
      description = "Workloads to run, by name or glob; repeatable. Default: the profile's.")
  List<String> workloads = new ArrayList<>();

  @Option(
      names = "--benchmarks",
      paramLabel = "JAR",
      description =
          "Your own JMH jar: run its benchmarks that have a parameter 'location'; repeatable. Others of Layertax by --workload.")
  List<Path> benchmarks = new ArrayList<>();

  @Option(
      names = "--against",
      paramLabel = "OLD.jar",
      description =
          "Measure an older revision in the same blocks: of --benchmarks' jar, or of layertax.jar itself.")
  Path against;

  @Option(
      names = "--target",
      paramLabel = "NAME",
      description =
          "Targets to hold against the writable layer; repeatable. Default: all of the engine.")
  List<String> targets = new ArrayList<>();

  @Option(names = "--blocks", paramLabel = "N", description = "Blocks. Default: the profile's.")
  Integer blocks;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      converter = HumanDuration.class,
      description =
          "Start no block that would end after this time: 90s, 10m, 1h30m. Default: the profile's, or none with --blocks.")
  Duration budget;

  @Mixin DockerChoice docker = new DockerChoice();

  @Mixin ServerChoice server = new ServerChoice();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the random order. Default: drawn, and recorded.")
  Long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Run directory, absent or empty. Default: target/layertax/<run-id>.")
  Path out;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description = "Go on with the run in this directory; its plan decides everything else.")
  Path resume;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "YAML policy to judge the run by; without one nothing is gated.")
  Path policyFile;

  @Option(
      names = "--settle",
      description =
          "Look at the policy's verdicts after 10, 20, 30 and 40 blocks, and stop when all are settled.")
  boolean settle;

  @Option(
      names = "--as",
      paramLabel = "NAME",
      description =
          "Profile of the policy that says what each verdict does: pull-request, nightly.")
  String policyProfile;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "Earlier runs to hold the policy's slowdowns against; see 'layertax baseline'.")
  Path baselineFile;

  @Option(
      names = "--guarantees",
      description = "Try at the end what each place guarantees, on the run's engines and targets.")
  boolean guarantees;

  @Option(names = "--json", description = "Print results.json instead of the table.")
  boolean json;

  /** After the last look, blocks enough to confirm what it saw. */
  private static final int MOST_SETTLING_BLOCKS = 50;

  /** What the run was started with, perhaps before it was interrupted: its plan keeps the words. */
  static RunOptions of(Plan plan) {
    List<String> words = plan.command();
    int run = words.indexOf("run");
    RunOptions options = new RunOptions();
    new CommandLine(options).parseArgs(words.subList(run + 1, words.size()).toArray(String[]::new));
    return options;
  }

  /**
   * Refuses what does not go together.
   *
   * @throws ParameterException naming the option, and what to leave out or to add
   */
  void requireSense(CommandLine line) {
    requireDockerForItsOptions(line);
    requirePolicyForItsOptions(line);
    requireOneOldRevision(line);
  }

  private void requireOneOldRevision(CommandLine line) {
    if (against != null && engines.contains(DockerEngine.NAME)) {
      throw new ParameterException(
          line,
          "--against is for the engines simulated and kernel: an image of the docker engine holds"
              + " one revision; leave out --engine docker");
    }
    if (against != null && benchmarks.size() > 1) {
      throw new ParameterException(
          line, "--against holds one jar against its older revision; give --benchmarks once");
    }
  }

  private void requirePolicyForItsOptions(CommandLine line) {
    if (policyFile == null && (settle || policyProfile != null || baselineFile != null)) {
      throw new ParameterException(
          line,
          (settle ? "--settle" : policyProfile != null ? "--as" : "--baseline")
              + " is about a policy's verdicts; add --policy FILE");
    }
    if (baselineFile != null && against != null) {
      throw new ParameterException(
          line,
          "--against and --baseline are two answers to one question, and the first is the better:"
              + " leave out --baseline");
    }
    if (settle && blocks != null) {
      throw new ParameterException(
          line, "--settle decides how many blocks are made; leave out --blocks");
    }
  }

  private void requireDockerForItsOptions(CommandLine line) {
    if (docker.isMade() && !engines.contains(DockerEngine.NAME)) {
      throw new ParameterException(
          line,
          String.join(" ", docker.words()) + " is for the docker engine; add --engine docker");
    }
  }

  /** As asked for; empty where the profile decides. */
  OptionalInt blocksWanted() {
    if (blocks != null) {
      return OptionalInt.of(blocks);
    }
    return settle ? OptionalInt.of(MOST_SETTLING_BLOCKS) : OptionalInt.empty();
  }

  /** The server that is to be measured, if any. */
  Optional<ServerWorkload> serverWorkload(CommandLine line) throws IOException {
    try {
      return server.workload(profile);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(line, e.getMessage(), e);
    }
  }

  /** The words that start this run again, on this machine or another. */
  List<String> command(long chosenSeed) {
    List<String> words = new ArrayList<>(List.of("scripts/layertax", "run"));
    engines.forEach(name -> words.addAll(List.of("--engine", name)));
    words.addAll(List.of("--profile", profile));
    workloads.forEach(glob -> words.addAll(List.of("--workload", glob)));
    benchmarks.forEach(jar -> words.addAll(List.of("--benchmarks", jar.toString())));
    if (against != null) {
      words.addAll(List.of("--against", against.toString()));
    }
    targets.forEach(name -> words.addAll(List.of("--target", name)));
    if (blocks != null) {
      words.addAll(List.of("--blocks", blocks.toString()));
    }
    if (budget != null) {
      words.addAll(List.of("--budget", budget.toSeconds() + "s"));
    }
    words.addAll(docker.words());
    words.addAll(server.words());
    words.addAll(List.of("--seed", Long.toString(chosenSeed)));
    if (guarantees) {
      words.add("--guarantees");
    }
    if (settle) {
      words.add("--settle");
    }
    if (policyProfile != null) {
      words.addAll(List.of("--as", policyProfile));
    }
    if (baselineFile != null) {
      words.addAll(List.of("--baseline", baselineFile.toString()));
    }
    if (policyFile != null) {
      words.addAll(List.of("--policy", policyFile.toString()));
    }
    return words;
  }
}
