package dev.layertax.harness.cli;

import dev.layertax.benchmarks.workload.Parameter;
import dev.layertax.benchmarks.workload.Workload;
import dev.layertax.benchmarks.workload.Workloads;
import dev.layertax.harness.guarantee.GuaranteeRunner;
import dev.layertax.harness.plan.Profile;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.rundir.RunDirectory;
import dev.layertax.reports.wording.Experiments;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What there is to run: workloads, targets, engines and profiles. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Explains what there is to run: workloads, targets, engines, profiles.")
final class ListCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(RunDirectory.json(content()));
    } else {
      print(out);
    }
    out.flush();
    return ExitCode.OK.code();
  }

  private static Map<String, Object> content() {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("workloads", Workloads.standard().stream().map(ListCommand::content).toList());
    content.put("targets", Target.selectable().stream().map(Target::label).toList());
    content.put("engines", Workbench.engineNames());
    content.put("experiments", GuaranteeRunner.experimentNames());
    content.put("profiles", Arrays.stream(Profile.values()).map(Profile::label).toList());
    return content;
  }

  private static Map<String, Object> content(Workload workload) {
    Map<String, Object> params = new LinkedHashMap<>();
    workload.parameters().forEach(p -> params.put(p.name(), p.values()));
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("name", workload.name());
    content.put("question", workload.question());
    content.put("operation", workload.operation());
    content.put("params", params);
    content.put("benchmark", workload.benchmark());
    return content;
  }

  private static void print(PrintWriter out) {
    out.println("Workloads (--workload, globs allowed)");
    for (Workload workload : Workloads.standard()) {
      out.println();
      out.println("  " + workload.name());
      Paragraph.wrap(workload.question()).forEach(line -> out.println("    " + line));
      Paragraph.wrap("One operation: " + workload.operation())
          .forEach(line -> out.println("    " + line));
      for (Parameter parameter : workload.parameters()) {
        out.println(
            "    "
                + parameter.name()
                + ": "
                + String.join(", ", parameter.values())
                + "  ("
                + parameter.meaning()
                + ")");
      }
    }
    out.println();
    out.println("Targets (--target): " + joined(Target.selectable()));
    out.println("Engines (--engine): " + String.join(", ", Workbench.engineNames()));
    Paragraph.wrap(
            "simulated is a union layer in the JVM and needs nothing; kernel is this machine's"
                + " overlayfs; docker is the Docker Engine that DOCKER_HOST names, its images made"
                + " from this machine's JDK, its volumes by --volume-driver and --volume-opt.")
        .forEach(line -> out.println("  " + line));
    out.println("Experiments (guarantees):");
    for (String experiment : GuaranteeRunner.experimentNames()) {
      out.printf("  %-15s %s%n", experiment, Experiments.title(experiment));
    }
    out.println("Profiles (--profile):");
    for (Profile profile : Profile.values()) {
      out.printf("  %-9s %d blocks, %s%n", profile.label(), profile.blocks(), profile.duration());
      Paragraph.wrap(scope(profile)).forEach(line -> out.println("    " + line));
    }
  }

  /** What a profile visits: which workloads unless told, and which values of their parameters. */
  private static String scope(Profile profile) {
    List<String> unvisited = new ArrayList<>();
    for (Workload workload : Workloads.standard()) {
      for (Parameter parameter : workload.parameters()) {
        List<String> values = profile.values(workload, parameter);
        if (!values.equals(parameter.values())) {
          unvisited.add(workload.name() + " " + parameter.name() + " " + String.join(", ", values));
        }
      }
    }
    String workloads =
        profile.workloads().equals(Workloads.standard())
            ? "all workloads"
            : String.join(", ", profile.workloads().stream().map(Workload::name).toList())
                + "; others by --workload";
    return unvisited.isEmpty()
        ? workloads + "; all values"
        : workloads + "; of the values only: " + String.join("; ", unvisited);
  }

  private static String joined(List<Target> targets) {
    return String.join(", ", targets.stream().map(Target::label).toList());
  }
}
