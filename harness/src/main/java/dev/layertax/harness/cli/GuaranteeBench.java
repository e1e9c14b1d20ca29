package dev.layertax.harness.cli;

import dev.layertax.harness.engine.Engine;
import dev.layertax.harness.engine.docker.DockerOptions;
import dev.layertax.harness.engine.local.LocalEngine;
import dev.layertax.harness.guarantee.GuaranteeRunner;
import dev.layertax.harness.run.Interruption;
import dev.layertax.harness.run.WantOfSpace;
import dev.layertax.reports.model.Guarantee;
import dev.layertax.reports.model.Guarantees;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.wording.Experiments;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The engines that guarantees are tried on, and beside each a second one to move to. */
final class GuaranteeBench implements AutoCloseable {

  private final Workbench first;
  private final Workbench second;
  private final boolean secondDocker;
  private final Consumer<String> log;

  private GuaranteeBench(
      Workbench first, Workbench second, boolean secondDocker, Consumer<String> log) {
    this.first = first;
    this.second = second;
    this.secondDocker = secondDocker;
    this.log = log;
  }

  /**
   * Engines with storage under {@code parent}, the second ones with storage of their own.
   *
   * @param id part of the storages' names
   * @param docker what the user chose of the docker engine
   * @param secondDocker address of another Docker Engine to move data to, where there is one
   * @param log takes what the programs print
   */
  static GuaranteeBench open(
      Path parent,
      String id,
      DockerOptions docker,
      Optional<String> secondDocker,
      Consumer<String> log)
      throws IOException, InterruptedException {
    Workbench first = Workbench.forRun(parent, id, List.of(), docker, log);
    DockerOptions there = secondDocker.map(docker::at).orElse(docker);
    Workbench second = Workbench.under(parent, id + "-second", there, log);
    return new GuaranteeBench(first, second, secondDocker.isPresent(), log);
  }

  /**
   * Makes every experiment on these engines and targets.
   *
   * @return the findings; empty when interrupted
   * @throws UserException when an engine cannot be used here; nothing was tried then
   */
  Optional<Guarantees> make(
      List<String> engines, List<Target> targets, Interruption interruption, PrintWriter progress)
      throws IOException, InterruptedException, UserException {
    for (String engine : engines) {
      requireUsable("engine " + engine, first.unavailable(engine));
      requireUsable("second engine " + engine, second(engine).flatMap(Engine::unavailable));
    }
    String madeAt = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    GuaranteeRunner runner = new GuaranteeRunner(finding -> say(finding, progress), log);
    interruption.stops(runner::stop);
    List<Guarantee> findings = new ArrayList<>();
    for (String engine : engines) {
      findings.addAll(runner.run(first.engines().get(engine), second(engine), targets));
    }
    if (interruption.requested()) {
      progress.println("interrupted: no guarantees are reported, and the storage is removed");
      return Optional.empty();
    }
    return Optional.of(new Guarantees(Plan.SCHEMA_VERSION, Version.current(), madeAt, findings));
  }

  private static void requireUsable(String engine, Optional<String> why) throws UserException {
    if (why.isPresent()) {
      throw new UserException(ExitCode.INVALID, engine + " cannot be used here: " + why.get());
    }
  }

  /** A loss is a finding; only an experiment that broke is a failure, a full disk the user's. */
  static ExitCode exitCode(Guarantees made) {
    List<Guarantee> broken =
        made.findings().stream()
            .filter(finding -> finding.outcome() == Guarantee.Outcome.FAILED)
            .toList();
    if (broken.isEmpty()) {
      return ExitCode.OK;
    }
    return broken.stream().allMatch(finding -> WantOfSpace.isNamedIn(finding.evidence()))
        ? ExitCode.INVALID
        : ExitCode.HARNESS_ERROR;
  }

  /** A local engine's second is another with storage of its own; any other has to be named. */
  private Optional<Engine> second(String engine) {
    return Optional.ofNullable(second.engines().get(engine))
        .filter(another -> another instanceof LocalEngine || secondDocker);
  }

  private static void say(Guarantee finding, PrintWriter progress) {
    progress.printf(
        "%s, %s: %s %s%n",
        finding.engine(),
        finding.target(),
        finding.experiment(),
        Experiments.word(finding.outcome()));
    progress.flush();
  }

  @Override
  public void close() throws IOException {
    try {
      first.close();
    } finally {
      second.close();
    }
  }
}
