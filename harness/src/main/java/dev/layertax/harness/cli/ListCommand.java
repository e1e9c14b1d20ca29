package dev.layertax.harness.cli;

import dev.layertax.benchmarks.workload.Parameter;
import dev.layertax.benchmarks.workload.Workload;
import dev.layertax.harness.guarantee.GuaranteeRunner;
import dev.layertax.harness.plan.Glob;
import dev.layertax.harness.plan.Profile;
import dev.layertax.harness.server.PostgreSql;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.rundir.RunDirectory;
import dev.layertax.reports.wording.Experiments;
import dev.layertax.reports.wording.Names;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What there is to run: workloads, targets, engines and profiles. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Explains what there is to run: workloads, targets, engines, profiles.",
    footer = {"", "With names: those workloads alone. --brief prints a line for each."})
final class ListCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "GLOB",
      arity = "0..*",
      description = "Workloads to explain, by name or glob. Default: all, and everything else.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--brief", description = "One line for each workload.")
  private boolean brief;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException, UserException {
    PrintWriter out = spec.commandLine().getOut();
    try (WorkloadJars jars = WorkloadJars.of(List.of())) {
      List<Workload> all = jars.workloads().all();
      List<Workload> chosen = chosen(all);
      if (json) {
        out.println(RunDirectory.json(content(chosen)));
      } else if (names.isEmpty()) {
        out.println("Workloads (--workload, globs allowed)");
        print(chosen, out);
        out.println();
        printTheRest(out);
      } else {
        print(chosen, out);
      }
    }
    out.flush();
    return ExitCode.OK.code();
  }

  private List<Workload> chosen(List<Workload> all) {
    if (names.isEmpty()) {
      return all;
    }
    List<Workload> chosen = new ArrayList<>();
    for (String name : names) {
      List<Workload> matching;
      try {
        Glob glob = Glob.of(name);
        matching = all.stream().filter(workload -> glob.matches(workload.name())).toList();
      } catch (PatternSyntaxException e) {
        throw usage("'" + name + "' is no glob: " + e.getDescription());
      }
      if (matching.isEmpty()) {
        List<String> known = all.stream().map(Workload::name).toList();
        throw usage("unknown workload '" + name + "'; there are: " + String.join(", ", known));
      }
      chosen.addAll(matching);
    }
    return all.stream().filter(chosen::contains).toList();
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private static Map<String, Object> content(List<Workload> workloads) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("workloads", workloads.stream().map(ListCommand::content).toList());
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
    content.put("explanation", workload.explanation());
    content.put("profiles", profiles(workload));
    content.put("params", params);
    content.put("benchmark", workload.benchmark());
    return content;
  }

  /** The profiles whose run measures it without its being named. */
  private static List<String> profiles(Workload workload) {
    return Arrays.stream(Profile.values())
        .filter(
            profile -> profile.workloads().stream().anyMatch(w -> w.name().equals(workload.name())))
        .map(Profile::label)
        .toList();
  }

  private void print(List<Workload> workloads, PrintWriter out) {
    int width = workloads.stream().mapToInt(workload -> workload.name().length()).max().orElse(1);
    for (Workload workload : workloads) {
      if (brief) {
        out.println(
            "  "
                + workload.name()
                + " ".repeat(width - workload.name().length() + 1)
                + workload.question());
      } else {
        explain(workload, out);
      }
    }
  }

  private static void explain(Workload workload, PrintWriter out) {
    out.println();
    out.println("  " + workload.name());
    wrapped(workload.question(), out);
    wrapped("One operation: " + workload.operation(), out);
    if (!workload.explanation().isEmpty()) {
      wrapped(workload.explanation(), out);
    }
    workload
        .realFilesOnly()
        .ifPresent(why -> wrapped("Not on the simulated writable layer: " + why + ".", out));
    for (Parameter parameter : workload.parameters()) {
      wrapped(
          "%s: %s (%s%s)"
              .formatted(
                  parameter.name(),
                  String.join(", ", parameter.values()),
                  parameter.meaning(),
                  visited(workload, parameter)),
          out);
    }
    List<String> profiles = profiles(workload);
    out.println(
        "    measured "
            + (profiles.isEmpty() ? "when named" : "by profile " + String.join(", ", profiles)));
  }

  private static void wrapped(String text, PrintWriter out) {
    Paragraph.wrap(text).forEach(line -> out.println("    " + line));
  }

  private static void printTheRest(PrintWriter out) {
    out.println("Targets (--target): " + joined(Target.selectable()));
    out.println("Engines (--engine): " + String.join(", ", Workbench.engineNames()));
    Paragraph.wrap(
            "simulated is a union layer in the JVM and needs nothing; kernel is this machine's"
                + " overlayfs; docker is the Docker Engine that DOCKER_HOST names, its images made"
                + " from this machine's JDK, its volumes by --volume-driver and --volume-opt. With"
                + " Docker's usual drivers, overlay2 and containerd's overlayfs, expect what is said"
                + " of the kernel.")
        .forEach(line -> out.println("  " + line));
    out.println("Servers (--image REF --server NAME, on the docker engine): " + PostgreSql.NAME);
    Paragraph.wrap(
            "PostgreSQL and pgbench out of your image: start, first transactions, steady state,"
                + " CHECKPOINT and VACUUM FULL on each target, the database checked after each"
                + " visit. Any other program by --image, --command, --data-dir and --figure.")
        .forEach(line -> out.println("  " + line));
    out.println("Experiments (guarantees):");
    for (String experiment : GuaranteeRunner.experimentNames()) {
      out.printf("  %-15s %s%n", experiment, Experiments.title(experiment));
    }
    out.println("Profiles (--profile):");
    for (Profile profile : Profile.values()) {
      out.printf("  %-9s %d blocks, %s%n", profile.label(), profile.blocks(), profile.duration());
      wrapped(scope(profile), out);
    }
  }

  /** Which values the profiles visit that do not visit all. */
  private static String visited(Workload workload, Parameter parameter) {
    Map<List<String>, List<String>> profiles = new LinkedHashMap<>();
    for (Profile profile : Profile.values()) {
      List<String> values = profile.values(workload, parameter);
      if (!values.equals(parameter.values())) {
        profiles.computeIfAbsent(values, some -> new ArrayList<>()).add(profile.label());
      }
    }
    StringBuilder text = new StringBuilder();
    profiles.forEach(
        (values, labels) ->
            text.append("; %s: %s".formatted(Names.joined(labels), String.join(", ", values))));
    return text.toString();
  }

  /** The workloads of a run that names none. */
  private static String scope(Profile profile) {
    return switch (profile) {
      case SMOKE, STANDARD -> joinedNames(profile.workloads()) + "; others by --workload";
      case THOROUGH -> "all workloads but those of further jars, all values of their parameters";
    };
  }

  private static String joinedNames(List<Workload> workloads) {
    return String.join(", ", workloads.stream().map(Workload::name).toList());
  }

  private static String joined(List<Target> targets) {
    return String.join(", ", targets.stream().map(Target::label).toList());
  }
}
