package dev.layertax.harness.cli;

import dev.layertax.reports.render.GitHubAnnotations;
import dev.layertax.reports.render.MarkdownSummary;
import dev.layertax.reports.render.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import picocli.CommandLine;

/**
 * What a workflow of GitHub Actions is told of a run: annotations at the policy's lines, and the
 * summary on the job's page.
 *
 * @param environment variables of the process
 */
record GitHubWorkflow(Map<String, String> environment) {

  /** Says nothing outside of GitHub Actions; a summary that cannot be written fails no run. */
  void tell(Report report, CommandLine commandLine) {
    if (!"true".equals(environment.get("GITHUB_ACTIONS"))) {
      return;
    }
    // On standard error, which the runner reads as well: standard output may be JSON.
    PrintWriter err = commandLine.getErr();
    report.gate().ifPresent(outcome -> GitHubAnnotations.of(outcome).forEach(err::println));
    String summary = environment.getOrDefault("GITHUB_STEP_SUMMARY", "");
    if (!summary.isEmpty()) {
      try {
        Files.writeString(
            Path.of(summary),
            MarkdownSummary.render(report),
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      } catch (IOException | InvalidPathException e) {
        err.println("layertax: the job summary could not be written: " + e);
      }
    }
    err.flush();
  }
}
