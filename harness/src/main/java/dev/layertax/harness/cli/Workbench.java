package dev.layertax.harness.cli;

import dev.layertax.benchmarks.workload.Workloads;
import dev.layertax.harness.engine.ChildJvm;
import dev.layertax.harness.engine.Cleanup;
import dev.layertax.harness.engine.Engine;
import dev.layertax.harness.engine.ProgramPath;
import dev.layertax.harness.engine.Storage;
import dev.layertax.harness.engine.StorageRegister;
import dev.layertax.harness.engine.docker.DockerEngine;
import dev.layertax.harness.engine.docker.DockerOptions;
import dev.layertax.harness.engine.host.HostEngine;
import dev.layertax.harness.engine.kernel.KernelEngine;
import dev.layertax.harness.engine.simulated.SimulatedEngine;
import dev.layertax.harness.run.Provisions;
import dev.layertax.harness.run.Rehearsal;
import dev.layertax.harness.run.ServerProvisions;
import dev.layertax.harness.run.WorkloadProvisions;
import dev.layertax.harness.server.ServerWorkload;
import dev.layertax.reports.model.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The engines of one command, wired by hand, and the storage they share. */
final class Workbench implements AutoCloseable {

  private final Storage storage;
  private final ChildJvm jvm;
  private final ProgramPath programs;
  private final Map<String, Engine> engines = new LinkedHashMap<>();

  private Workbench(
      Storage storage,
      ChildJvm jvm,
      ProgramPath programs,
      DockerOptions docker,
      Consumer<String> log) {
    this.storage = storage;
    this.jvm = jvm;
    this.programs = programs;
    List.of(
            new SimulatedEngine(storage, jvm),
            new KernelEngine(storage, jvm),
            new DockerEngine(storage, docker, programs, log),
            new HostEngine(storage, jvm))
        .forEach(engine -> engines.put(engine.name(), engine));
  }

  /**
   * Every engine, its storage under {@code parent}; nothing is made there before it is needed.
   *
   * @param id of the run, part of the storage's name
   * @param docker what the user chose of the docker engine
   * @param log takes what the forks print
   */
  static Workbench under(Path parent, String id, DockerOptions docker, Consumer<String> log) {
    return new Workbench(
        Storage.under(parent, id, register()),
        ChildJvm.likeThisProcess(log),
        ProgramPath.ofThisProcess(),
        docker,
        log);
  }

  /**
   * The same, for a run: the forks share a class archive, which one of them makes here.
   *
   * @param jars of workloads beside Layertax's own
   * @throws IOException when there is no room for storage
   */
  static Workbench forRun(
      Path parent, String id, List<Path> jars, DockerOptions docker, Consumer<String> log)
      throws IOException, InterruptedException {
    Storage storage = Storage.under(parent, id, register());
    ProgramPath programs = ProgramPath.ofThisProcess().with(jars);
    return new Workbench(
        storage,
        Rehearsal.of(ChildJvm.likeThisProcess(log).on(programs), storage, log),
        programs,
        docker,
        log);
  }

  /**
   * The same, for a run whose two revisions have a class path each: an archive fits one class path,
   * and the other revision would start without it.
   */
  static Workbench forRevisions(
      Path parent, String id, List<Path> jars, DockerOptions docker, Consumer<String> log) {
    ProgramPath programs = ProgramPath.ofThisProcess().with(jars);
    log.accept("no shared classes: two revisions start alike without");
    return new Workbench(
        Storage.under(parent, id, register()),
        ChildJvm.likeThisProcess(log).on(programs),
        programs,
        docker,
        log);
  }

  /**
   * What the cells of these workloads, and of a server, start from; made files lie in this bench's
   * storage.
   */
  Provisions provisions(Workloads workloads, Optional<ServerWorkload> server) {
    Provisions plain = new WorkloadProvisions(workloads, jvm, storage);
    return server.isPresent() ? new ServerProvisions(plain, server.get()) : plain;
  }

  /** The class path of the forks. */
  ProgramPath programs() {
    return programs;
  }

  /** Names of the engines a user can ask for. */
  static List<String> engineNames() {
    return List.of(SimulatedEngine.NAME, KernelEngine.NAME, DockerEngine.NAME);
  }

  static StorageRegister register() {
    return StorageRegister.ofUser(System.getenv(), Path.of(System.getProperty("user.home")));
  }

  Map<String, Engine> engines() {
    return engines;
  }

  /** Why an engine cannot be used here; empty when it can. */
  Optional<String> unavailable(String engine) {
    return Optional.ofNullable(engines.get(engine)).flatMap(Engine::unavailable);
  }

  /** Why an engine has no such target here; empty when it has it. */
  Optional<String> missing(String engine, Target target) {
    return Optional.ofNullable(engines.get(engine)).flatMap(known -> known.missing(target));
  }

  @Override
  public void close() throws IOException {
    Cleanup cleanup = new Cleanup();
    try {
      engines.values().forEach(engine -> cleanup.attempt(engine::close));
    } finally {
      cleanup.attempt(storage::close);
    }
    cleanup.finish();
  }
}
