package dev.layertax.harness.plan;

import dev.layertax.benchmarks.workload.Parameter;
import dev.layertax.benchmarks.workload.Workload;
import dev.layertax.benchmarks.workload.Workloads;
import dev.layertax.harness.server.ServerWorkload;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.DatabasePattern;
import dev.layertax.reports.model.Measurement;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.PlannedCell;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.model.UnmeasuredCell;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.PatternSyntaxException;

/** Makes a plan of a request, or names every problem of the request at once. */
public final class Planner {

  /** Confidence of every interval in a report. */
  public static final double CONFIDENCE = .99;

  /** Half width of the band of equivalence. */
  public static final double EQUIVALENCE_MARGIN = .05;

  /** The engine of a run that names none; its layer is within the measured JVM. */
  private static final String SIMULATED = "simulated";

  /** Engines that run a user's own image. */
  private static final List<String> SERVERS = List.of("docker");

  /** A command measures by itself, for as long as it likes. */
  private static final Measurement ONE_FIGURE = new Measurement(0, 0, 1, 0);

  private final Collection<String> knownEngines;
  private final BiFunction<String, Target, Optional<String>> missing;
  private final Workloads workloads;
  private final String version;

  /**
   * @param knownEngines names of the engines there are
   * @param missing why an engine has no such target here; empty when it has it
   * @param workloads there are
   * @param version of the harness, kept in the plan
   */
  public Planner(
      Collection<String> knownEngines,
      BiFunction<String, Target, Optional<String>> missing,
      Workloads workloads,
      String version) {
    this.knownEngines = List.copyOf(knownEngines);
    this.missing = missing;
    this.workloads = workloads;
    this.version = version;
  }

  /**
   * The plan of a request.
   *
   * @param runId names the run
   * @param createdAt the run's start
   * @param command the words that start this run again
   * @param policy the policy's text; null for none
   * @throws PlanException with every problem, if there is any
   */
  public Plan plan(
      PlanRequest request, String runId, Instant createdAt, List<String> command, String policy)
      throws PlanException {
    List<String> problems = new ArrayList<>();
    List<String> engines = engines(request, problems);
    Profile profile = profile(request, problems);
    List<Workload> chosen = workloads(request, profile, problems);
    Set<Target> targets = targets(request, problems);
    checkAmount(request, problems);
    checkHad(request, engines, targets, problems);
    checkServer(request, engines, problems);
    if (!problems.isEmpty()) {
      throw new PlanException(problems);
    }
    return new Plan(
            Plan.SCHEMA_VERSION,
            runId,
            createdAt.truncatedTo(ChronoUnit.SECONDS).toString(),
            version,
            profile.label(),
            request.seed(),
            request.blocks().orElse(profile.blocks()),
            budget(request, profile).map(Planner::seconds).orElse(null),
            CONFIDENCE,
            EQUIVALENCE_MARGIN,
            cells(request, profile, engines, chosen, targets),
            sentinels(profile),
            command,
            policy)
        .with(unmeasured(profile, engines, chosen, targets), patterns(request, profile, chosen));
  }

  private List<String> engines(PlanRequest request, List<String> problems) {
    if (request.engines().isEmpty()) {
      return List.of(SIMULATED);
    }
    for (String engine : request.engines()) {
      if (!knownEngines.contains(engine)) {
        problems.add(unknown("engine", engine, knownEngines));
      }
    }
    return List.copyOf(new LinkedHashSet<>(request.engines()));
  }

  private List<Workload> workloads(PlanRequest request, Profile profile, List<String> problems) {
    if (request.workloads().isEmpty()) {
      return request.server().isPresent() ? List.of() : profile.workloads();
    }
    Set<Workload> chosen = new LinkedHashSet<>();
    for (String pattern : request.workloads()) {
      List<Workload> matching;
      try {
        Glob glob = Glob.of(pattern);
        matching = workloads.all().stream().filter(w -> glob.matches(w.name())).toList();
      } catch (PatternSyntaxException e) {
        problems.add("--workload '" + pattern + "' is no glob: " + e.getDescription());
        continue;
      }
      if (matching.isEmpty()) {
        problems.add(
            unknown("workload", pattern, workloads.all().stream().map(Workload::name).toList()));
      }
      chosen.addAll(matching);
    }
    return workloads.all().stream().filter(chosen::contains).toList();
  }

  private static Set<Target> targets(PlanRequest request, List<String> problems) {
    if (request.targets().isEmpty()) {
      return new LinkedHashSet<>(Target.selectable());
    }
    Set<Target> chosen = new LinkedHashSet<>();
    chosen.add(Target.WRITABLE_LAYER);
    for (String name : request.targets()) {
      Target.of(name)
          .filter(Target.selectable()::contains)
          .ifPresentOrElse(
              chosen::add,
              () ->
                  problems.add(
                      unknown(
                          "target",
                          name,
                          Target.selectable().stream().map(Target::label).toList())));
    }
    return chosen;
  }

  private static Profile profile(PlanRequest request, List<String> problems) {
    return Profile.of(request.profile())
        .orElseGet(
            () -> {
              List<String> known = List.of(Profile.values()).stream().map(Profile::label).toList();
              problems.add(unknown("profile", request.profile(), known));
              return Profile.STANDARD;
            });
  }

  private static void checkAmount(PlanRequest request, List<String> problems) {
    request
        .blocks()
        .ifPresent(
            blocks -> {
              if (blocks < 1 || blocks > 100_000) {
                problems.add("--blocks must be between 1 and 100000, got " + blocks);
              }
            });
    request
        .budget()
        .ifPresent(
            budget -> {
              if (budget.isZero() || budget.isNegative()) {
                problems.add("--budget must be above zero, got " + budget);
              }
            });
  }

  private void checkServer(PlanRequest request, List<String> engines, List<String> problems) {
    request
        .server()
        .ifPresent(
            server -> {
              if (engines.stream().noneMatch(SERVERS::contains)) {
                problems.add("--image is for the docker engine; add --engine docker");
              }
              if (workloads.find(server.name()).isPresent()) {
                problems.add(
                    "the image's name makes it workload '"
                        + server.name()
                        + "', which there is; give the image another name");
              }
            });
  }

  private static String unknown(String what, String found, Collection<String> known) {
    return "unknown " + what + " '" + found + "'; there are: " + String.join(", ", known);
  }

  /** A target asked for by name must be there; one that all targets include may be missing. */
  private void checkHad(
      PlanRequest request, List<String> engines, Set<Target> targets, List<String> problems) {
    if (request.targets().isEmpty()) {
      return;
    }
    for (String engine : engines) {
      for (Target target : targets) {
        if (knownEngines.contains(engine)) {
          missing
              .apply(engine, target)
              .ifPresent(
                  why ->
                      problems.add(
                          "target "
                              + target
                              + " cannot be had from engine "
                              + engine
                              + ": "
                              + why));
        }
      }
    }
  }

  private List<PlannedCell> cells(
      PlanRequest request,
      Profile profile,
      List<String> engines,
      List<Workload> chosen,
      Set<Target> targets) {
    List<PlannedCell> cells = new ArrayList<>();
    for (String engine : engines) {
      for (Workload workload : chosen) {
        for (Map<String, String> params : combinations(profile, workload)) {
          for (Target target : targets) {
            if (missing.apply(engine, target).isEmpty()
                && cannot(engine, workload, target).isEmpty()) {
              cells.add(
                  new PlannedCell(
                      Cell.of(engine, workload.name(), params, target),
                      profile.measurement(workload, params)));
            }
          }
        }
      }
    }
    request
        .server()
        .ifPresent(
            server ->
                engines.stream()
                    .filter(SERVERS::contains)
                    .forEach(engine -> cells.addAll(cells(server, engine, targets))));
    return cells;
  }

  /** Why a workload cannot be measured on a target, whatever the machine; empty when it can. */
  private static Optional<String> cannot(String engine, Workload workload, Target target) {
    return engine.equals(SIMULATED) && target == Target.WRITABLE_LAYER
        ? workload.realFilesOnly()
        : Optional.empty();
  }

  private List<UnmeasuredCell> unmeasured(
      Profile profile, List<String> engines, List<Workload> chosen, Set<Target> targets) {
    List<UnmeasuredCell> cells = new ArrayList<>();
    for (String engine : engines) {
      for (Workload workload : chosen) {
        for (Target target : targets) {
          cannot(engine, workload, target)
              .ifPresent(
                  why -> {
                    for (Map<String, String> params : combinations(profile, workload)) {
                      cells.add(
                          new UnmeasuredCell(
                              Cell.of(engine, workload.name(), params, target), why));
                    }
                  });
        }
      }
    }
    return cells;
  }

  private static List<DatabasePattern> patterns(
      PlanRequest request, Profile profile, List<Workload> chosen) {
    List<DatabasePattern> patterns = new ArrayList<>();
    request.server().ifPresent(server -> patterns.addAll(patterns(server)));
    for (Workload workload : chosen) {
      for (Map<String, String> params : combinations(profile, workload)) {
        List<String> lines = workload.patterns(params);
        if (!lines.isEmpty()) {
          Cell any = Cell.of(SIMULATED, workload.name(), params, Target.WRITABLE_LAYER);
          patterns.add(new DatabasePattern(any.question(), lines));
        }
      }
    }
    return patterns;
  }

  private List<PlannedCell> cells(ServerWorkload server, String engine, Set<Target> targets) {
    return server.figures().stream()
        .flatMap(
            figure ->
                targets.stream()
                    .filter(target -> missing.apply(engine, target).isEmpty())
                    .map(target -> server.cell(figure, engine, target)))
        .map(cell -> new PlannedCell(cell, ONE_FIGURE))
        .toList();
  }

  private static List<DatabasePattern> patterns(ServerWorkload server) {
    return server.figures().stream()
        .filter(figure -> server.patterns().containsKey(figure.name()))
        .map(
            figure ->
                new DatabasePattern(
                    server.cell(figure, SIMULATED, Target.WRITABLE_LAYER).question(),
                    server.patterns().get(figure.name())))
        .toList();
  }

  private static List<PlannedCell> sentinels(Profile profile) {
    return Workloads.sentinels().stream()
        .map(
            workload ->
                new PlannedCell(
                    Cell.of(Cell.HOST_ENGINE, workload.name(), Map.of(), Target.HOST_DIRECTORY),
                    profile.measurement(workload, Map.of())))
        .toList();
  }

  /** Every combination of the workload's parameter values, the first parameter slowest. */
  private static List<Map<String, String>> combinations(Profile profile, Workload workload) {
    List<Map<String, String>> combinations = List.of(Map.of());
    for (Parameter parameter : workload.parameters()) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> combination : combinations) {
        for (String value : profile.values(workload, parameter)) {
          Map<String, String> extended = new TreeMap<>(combination);
          extended.put(parameter.name(), value);
          longer.add(extended);
        }
      }
      combinations = longer;
    }
    return combinations;
  }

  /** Who asks for blocks gets them all; who asks for nothing gets a run of known length. */
  private static Optional<Duration> budget(PlanRequest request, Profile profile) {
    if (request.budget().isPresent() || request.blocks().isPresent()) {
      return request.budget();
    }
    return profile.budget();
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
