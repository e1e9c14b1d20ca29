package dev.layertax.harness.run;

import dev.layertax.harness.engine.Engine;
import dev.layertax.harness.engine.ServerContainer;
import dev.layertax.harness.engine.ServerEngine;
import dev.layertax.harness.engine.ServerImage;
import dev.layertax.harness.environment.Sight;
import dev.layertax.harness.environment.TargetPassport;
import dev.layertax.harness.server.ServerWorkload;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Passport;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The passport of a server's data directory, seen by the shell of its container. */
final class ServerPassport {

  private ServerPassport() {}

  /**
   * That of the cell's target, seen in a container that is made for it.
   *
   * <p>A target that cannot be looked at has a passport that says why; the visits to it will say so
   * too.
   */
  static Passport of(Engine engine, ServerWorkload workload, Cell cell)
      throws InterruptedException {
    Optional<String> unavailable = engine.unavailable();
    if (unavailable.isPresent()) {
      return blank(cell, "unavailable", unavailable.get());
    }
    if (!(engine instanceof ServerEngine servers)) {
      return blank(cell, "problem", "it runs no images of a user's own");
    }
    try (Furnishing furnishing = new Furnishing(engine, cell.target())) {
      ServerImage image = servers.serverImage(workload.source());
      ServerContainer container = servers.createServer(image, furnishing.mount(), Map.of());
      furnishing.holds(container::remove);
      container.start();
      return of(container, workload, cell);
    } catch (IOException e) {
      return blank(cell, "problem", String.valueOf(e.getMessage()));
    }
  }

  private static Passport blank(Cell cell, String fact, String why) {
    return new Passport(
        cell.engine(), cell.target(), new TreeMap<>(Map.of(fact, why)), cell.workload());
  }

  /**
   * The same in a container that there is.
   *
   * @param container runs
   */
  static Passport of(ServerContainer container, ServerWorkload workload, Cell cell)
      throws IOException, InterruptedException {
    SortedMap<String, String> facts = new TreeMap<>(container.facts());
    facts.put("command", workload.command());
    workload
        .figures()
        .forEach(figure -> facts.put("figure" + suffix(figure.name()), figure.words()));
    return TargetPassport.of(
            cell.engine(),
            cell.target(),
            Sight.ofShell(container.mounts()),
            workload.source().dataDirectory(),
            facts)
        .of(workload.name());
  }

  private static String suffix(String name) {
    return name.isEmpty() ? "" : "." + name;
  }
}
