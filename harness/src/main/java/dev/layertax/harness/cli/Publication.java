package dev.layertax.harness.cli;

import dev.layertax.harness.run.WantOfSpace;
import dev.layertax.reports.chart.Picture;
import dev.layertax.reports.gate.Gate;
import dev.layertax.reports.gate.GateOutcome;
import dev.layertax.reports.gate.Policy;
import dev.layertax.reports.model.Baseline;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.CellCost;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.PlannedCell;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.render.ConsoleTable;
import dev.layertax.reports.render.GuaranteeTable;
import dev.layertax.reports.render.HtmlReport;
import dev.layertax.reports.render.JUnitXml;
import dev.layertax.reports.render.MarkdownSummary;
import dev.layertax.reports.render.RawData;
import dev.layertax.reports.render.RenderedPage;
import dev.layertax.reports.render.Report;
import dev.layertax.reports.render.ResultsCsv;
import dev.layertax.reports.rundir.BaselineFile;
import dev.layertax.reports.rundir.CertificateFile;
import dev.layertax.reports.rundir.FidelityRecords;
import dev.layertax.reports.rundir.RunDirectory;
import dev.layertax.reports.stats.Analysis;
import dev.layertax.reports.wording.Figures;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** From a run directory to everything a reader gets: files beside the samples, and a table. */
final class Publication {

  private final CommandSpec spec;

  private final Optional<String> policyProfile;

  private final Optional<Baseline> baseline;

  private final Map<String, String> environment = System.getenv();

  /** Judges by what the run was started with. */
  Publication(CommandSpec spec) {
    this(spec, null, null);
  }

  /**
   * @param policyProfile of the policy the run is judged by; null for the one the run was started
   *     with, if any
   * @param baseline that slowdowns are held against; null for the one the run was started with, if
   *     any
   */
  Publication(CommandSpec spec, String policyProfile, Baseline baseline) {
    this.spec = spec;
    this.policyProfile = Optional.ofNullable(policyProfile);
    this.baseline = Optional.ofNullable(baseline);
  }

  /**
   * Judges the run, writes every derived file and prints what was found.
   *
   * @param policy empty for none
   * @param json print {@code results.json} instead of the table
   */
  ExitCode publish(RunDirectory directory, Optional<Policy> policy, boolean json)
      throws IOException {
    Report report = judge(directory, policy);
    write(directory, report);
    print(directory, report, json);
    tellWorkflow(report);
    return exitCode(report);
  }

  /**
   * The same for a run whose gate is the question.
   *
   * @param json print the gate's findings instead of the table
   */
  ExitCode gate(RunDirectory directory, Policy policy, boolean json) throws IOException {
    Report report = judge(directory, Optional.of(policy));
    write(directory, report);
    if (json) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(RunDirectory.json(report.gate().orElseThrow()));
      out.flush();
    } else {
      print(directory, report, false);
    }
    tellWorkflow(report);
    return exitCode(report);
  }

  /** The same without a word: its derived files are written again, judged by its own policy. */
  void rewrite(RunDirectory directory) throws IOException, UserException {
    write(directory, judge(directory, PolicyFile.chosen(null, directory.read().plan())));
  }

  private Report judge(RunDirectory directory, Optional<Policy> policy) throws IOException {
    Run run = directory.read();
    run.warnings().forEach(warning -> spec.commandLine().getErr().println("layertax: " + warning));
    Results results = Analysis.of(run);
    Optional<Baseline> earlier =
        baseline.isPresent() ? baseline : BaselineFile.readIfAny(directory.baselineJson());
    Optional<GateOutcome> gate =
        policy.map(rules -> Gate.judge(rules, run, results, profile(run.plan()), earlier));
    return new Report(run, results, gate, FidelityRecords.shipped())
        .with(directory.readGuarantees())
        .certified(CertificateFile.shipped());
  }

  private Optional<String> profile(Plan plan) {
    return policyProfile.or(() -> RunCommand.policyProfile(plan));
  }

  private static void write(RunDirectory directory, Report report) throws IOException {
    String csv = ResultsCsv.render(report.results());
    RawData data = new RawData(RunDirectory.json(report.results()), csv, smallSamples(directory));
    CompletableFuture<RenderedPage> rendering =
        CompletableFuture.supplyAsync(() -> HtmlReport.rendered(report, data));
    directory.writeResults(report.results());
    directory.writeJmhResult(report.run(), report.results());
    directory.writeText(directory.resultsCsv(), csv);
    RenderedPage page = rendering.join();
    directory.writeText(directory.reportHtml(), page.html());
    write(directory, page.charts());
    directory.writeText(directory.summaryMd(), MarkdownSummary.render(report));
    directory.writeText(directory.junitXml(), JUnitXml.render(report));
  }

  /** Each as SVG and as PNG. */
  private static void write(RunDirectory directory, Map<String, Picture> charts)
      throws IOException {
    try {
      charts.entrySet().parallelStream().forEach(chart -> write(directory, chart));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void write(RunDirectory directory, Map.Entry<String, Picture> chart) {
    try {
      byte[] svg = chart.getValue().svg().getBytes(StandardCharsets.UTF_8);
      directory.writeChart(chart.getKey() + ".svg", svg);
      directory.writeChart(chart.getKey() + ".png", chart.getValue().png());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What may have room in a page. */
  private static Optional<String> smallSamples(RunDirectory directory) throws IOException {
    Path samples = directory.samplesJsonl();
    return Files.exists(samples) && Files.size(samples) < RawData.LARGEST_PAGE_BYTES
        ? Optional.of(Files.readString(samples))
        : Optional.empty();
  }

  private void tellWorkflow(Report report) {
    new GitHubWorkflow(environment).tell(report, spec.commandLine());
  }

  private void print(RunDirectory directory, Report report, boolean json) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(RunDirectory.json(report.results()));
    } else {
      out.println(ConsoleTable.render(report, Terminal.columns(), Terminal.color()));
      report
          .guarantees()
          .ifPresent(
              found ->
                  out.println(
                      GuaranteeTable.outcomes(found, Terminal.columns(), Terminal.color())));
      out.println("report: " + directory.reportHtml());
    }
    out.flush();
  }

  /** The gate's answer; without one, whether every planned cell was measured at all. */
  private ExitCode exitCode(Report report) {
    if (report.gate().filter(outcome -> outcome.findings().isEmpty()).isPresent()) {
      spec.commandLine()
          .getErr()
          .println("layertax: the gate judged nothing; " + report.gate().get().notes().get(0));
      return ExitCode.INVALID;
    }
    Optional<ExitCode> gated = report.gate().map(outcome -> ExitCode.of(outcome.status()));
    if (gated.isPresent() && gated.get() != ExitCode.OK) {
      return gated.get();
    }
    List<Cell> planned = report.run().plan().cells().stream().map(PlannedCell::cell).toList();
    List<Cell> invalid =
        planned.stream()
            .filter(cell -> report.run().environment().invalid(cell).isPresent())
            .toList();
    if (!invalid.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println(
              "layertax: "
                  + Figures.count(invalid.size(), "cell")
                  + " not measured: the target is not what its name says; the report says why");
    }
    if (!invalid.isEmpty() && invalid.size() == planned.size()) {
      return ExitCode.INVALID;
    }
    Set<Cell> unmeasured =
        report.results().costs().stream()
            .filter(cost -> cost.blocks() == 0 && cost.failures() > 0)
            .map(CellCost::cell)
            .collect(Collectors.toSet());
    if (!unmeasured.isEmpty()) {
      boolean wantOfSpace =
          report.results().failures().stream()
              .filter(failure -> unmeasured.contains(failure.cell()))
              .allMatch(failure -> WantOfSpace.isNamedIn(failure.reason()));
      spec.commandLine()
          .getErr()
          .println(
              "layertax: "
                  + unmeasured.size()
                  + " cells could not be measured"
                  + (wantOfSpace ? " for want of space" : "")
                  + "; the report says why");
      return wantOfSpace ? ExitCode.INVALID : ExitCode.HARNESS_ERROR;
    }
    return ExitCode.OK;
  }
}
