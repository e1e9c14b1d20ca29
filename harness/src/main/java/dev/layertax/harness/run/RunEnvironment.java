package dev.layertax.harness.run;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.harness.engine.Container;
import dev.layertax.harness.engine.ContainerOptions;
import dev.layertax.harness.engine.Engine;
import dev.layertax.harness.engine.ForkCommand;
import dev.layertax.harness.engine.ForkExit;
import dev.layertax.harness.engine.Image;
import dev.layertax.harness.engine.PageCache;
import dev.layertax.harness.environment.HostPassport;
import dev.layertax.harness.environment.Sight;
import dev.layertax.harness.environment.TargetPassport;
import dev.layertax.harness.server.ServerWorkload;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Environment;
import dev.layertax.reports.model.Passport;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.PlannedCell;
import dev.layertax.reports.model.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The passports of a plan's host and targets, each target seen in a container of its own. */
public final class RunEnvironment {

  private static final Dataset NOTHING = new Dataset("passport", List.of());
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private record Place(String engine, Target target) {}

  private RunEnvironment() {}

  /**
   * Looks at the machine and at every target the plan names.
   *
   * <p>A target that cannot be looked at has a passport that says why; the visits to it will say so
   * too. One that is not what its name says has a passport that says that ({@link
   * Passport#invalid}), and must not be visited.
   */
  public static Environment of(Plan plan, Map<String, Engine> engines) throws InterruptedException {
    return of(plan, engines, Optional.empty());
  }

  /**
   * The same with the data directory of a server, which has passports of its own.
   *
   * @param server of the plan, if it has one
   */
  public static Environment of(
      Plan plan, Map<String, Engine> engines, Optional<ServerWorkload> server)
      throws InterruptedException {
    Set<Place> places = new LinkedHashSet<>();
    Map<Place, Cell> ofServer = new LinkedHashMap<>();
    Stream.concat(plan.cells().stream(), plan.sentinels().stream())
        .map(PlannedCell::cell)
        .forEach(
            cell -> {
              Place place = new Place(cell.engine(), cell.target());
              if (server.isPresent() && server.get().hasCell(cell)) {
                ofServer.putIfAbsent(place, cell);
              } else {
                places.add(place);
              }
            });
    List<Passport> passports = new ArrayList<>();
    for (Place place : places) {
      passports.add(passport(engines.get(place.engine()), place));
    }
    for (Cell cell : ofServer.values()) {
      passports.add(ServerPassport.of(engines.get(cell.engine()), server.orElseThrow(), cell));
    }
    return new Environment(
        Plan.SCHEMA_VERSION, HostPassport.of(plan.layertaxVersion(), PageCache.STATE), passports);
  }

  /** The machine alone, before there is storage to look at. */
  public static Environment ofHost(Plan plan) {
    return new Environment(
        Plan.SCHEMA_VERSION, HostPassport.of(plan.layertaxVersion(), PageCache.STATE), List.of());
  }

  private static Passport passport(Engine engine, Place place) throws InterruptedException {
    Optional<String> unavailable = engine.unavailable();
    if (unavailable.isPresent()) {
      return new Passport(
          place.engine(), place.target(), new TreeMap<>(Map.of("unavailable", unavailable.get())));
    }
    try (Furnishing furnishing = new Furnishing(engine, place.target())) {
      Image image = engine.build(NOTHING);
      Container container =
          engine.create(new ContainerOptions(image, furnishing.mount(), Map.of()));
      furnishing.holds(() -> container.remove(true));
      container.start();
      return TargetPassport.of(
          place.engine(), place.target(), look(container), image.path(), container.facts());
    } catch (IOException e) {
      return new Passport(
          place.engine(), place.target(), new TreeMap<>(Map.of("problem", e.toString())));
    }
  }

  /** What a program in the container sees, as a workload's would. */
  private static Sight look(Container container) throws IOException, InterruptedException {
    ForkExit exit = container.run(new ForkCommand(Sight.PROGRAM, List.of()), PATIENCE);
    if (exit.timedOut() || exit.exitCode() != 0) {
      throw new IOException(
          (exit.timedOut()
                  ? "looking at it did not end within " + PATIENCE.toSeconds() + " s"
                  : "the program that looks at it ended with exit code " + exit.exitCode())
              + ": "
              + exit.errorTail().stream()
                  .reduce((first, last) -> last)
                  .orElse("nothing on stderr"));
    }
    return Sight.parse(
        exit.result().orElseThrow(() -> new IOException("the program that looks left no result")));
  }
}
