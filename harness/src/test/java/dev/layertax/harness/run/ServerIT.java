package dev.layertax.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.benchmarks.workload.Workloads;
import dev.layertax.harness.engine.Engine;
import dev.layertax.harness.engine.ServerSource;
import dev.layertax.harness.engine.Storage;
import dev.layertax.harness.engine.StorageRegister;
import dev.layertax.harness.engine.docker.DockerEngine;
import dev.layertax.harness.engine.docker.DockerOptions;
import dev.layertax.harness.engine.docker.TestServerImage;
import dev.layertax.harness.plan.PlanRequest;
import dev.layertax.harness.plan.Planner;
import dev.layertax.harness.server.Figure;
import dev.layertax.harness.server.PostgreSql;
import dev.layertax.harness.server.ServerWorkload;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Environment;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.Sample;
import dev.layertax.reports.model.Target;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands and PostgreSQL in containers of a user's image, on a Docker Engine. */
class ServerIT {

  private static final String DATA = "/srv/data";
  private static final Target[] EVERY = Target.selectable().toArray(Target[]::new);

  @TempDir static Path shared;
  @TempDir Path directory;

  private static TestServerImage image;
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());

  @BeforeAll
  static void needsAnEngineAndPackages() throws Exception {
    Optional<String> why = TestServerImage.unavailable();
    why.ifPresent(reason -> System.out.println("skipped, servers not checked: " + reason));
    assumeTrue(why.isEmpty(), () -> why.get());
    image =
        new TestServerImage(
            shared,
            "RUN mkdir -p " + DATA + " && echo shipped >" + DATA + "/file && chown -R 999:999 /srv",
            "RUN chmod 750 " + DATA,
            "VOLUME /var/lib/postgresql/data",
            "USER 999:999");
  }

  @AfterAll
  static void removesTheImage() throws Exception {
    if (image != null) {
      image.close();
    }
  }

  private static ServerWorkload command(String words, String... figures) {
    return command(image.reference(), DATA, words, Duration.ofMinutes(1), figures);
  }

  private static ServerWorkload command(
      String reference, String data, String words, Duration timeout, String... figures) {
    return new ServerWorkload(
        "command",
        new ServerSource(reference, data, Optional.empty(), Optional.empty()),
        words,
        Arrays.stream(figures).map(Figure::parse).toList(),
        timeout,
        new TreeMap<>(),
        Optional.empty(),
        Map.of());
  }

  private record Outcome(Environment environment, List<Sample> samples) {
    Sample of(Target target, String phase) {
      return samples.stream()
          .filter(sample -> sample.cell().target() == target)
          .filter(sample -> phase.equals(sample.cell().params().getOrDefault(Cell.PHASE, "")))
          .findFirst()
          .orElseThrow();
    }

    List<String> reasons() {
      return samples.stream().map(Sample::reason).distinct().toList();
    }
  }

  private Outcome run(ServerWorkload server, DockerOptions options, Target... targets)
      throws Exception {
    try (Storage storage =
            Storage.under(directory, "servers", StorageRegister.in(directory.resolve("register")));
        Engine docker = new DockerEngine(storage, options, log::add)) {
      Plan plan =
          new Planner(List.of("docker"), (engine, target) -> Optional.empty(), Workloads.own(), "0")
              .plan(
                  new PlanRequest(
                      List.of("docker"),
                      "smoke",
                      List.of(),
                      Arrays.stream(targets).map(Target::label).toList(),
                      OptionalInt.of(1),
                      Optional.empty(),
                      1,
                      Optional.of(server)),
                  "run",
                  Instant.EPOCH,
                  List.of(),
                  null);
      Plan alone = without(plan);
      Environment environment =
          RunEnvironment.of(alone, Map.of("docker", docker), Optional.of(server));
      List<Sample> samples = new ArrayList<>();
      new BlockScheduler(
              alone.only(cell -> environment.invalid(cell).isEmpty()),
              Map.of("docker", docker),
              new ServerProvisions(cell -> new Dataset("none", List.of()), server),
              samples::add,
              new ProgressLines(new PrintStream(OutputStream.nullOutputStream())),
              log::add)
          .run(List.of());
      return new Outcome(environment, samples);
    }
  }

  /** Without the sentinels, whose engine is not here. */
  private static Plan without(Plan plan) {
    return new Plan(
        plan.schemaVersion(),
        plan.runId(),
        plan.createdAt(),
        plan.layertaxVersion(),
        plan.profile(),
        plan.seed(),
        plan.blocks(),
        plan.budgetSeconds(),
        plan.confidence(),
        plan.equivalenceMargin(),
        plan.cells(),
        List.of(),
        plan.command(),
        plan.policy());
  }

  @Test
  void run_postgresqlOnEveryTarget_measuresAndVerifiesEveryPhase() throws Exception {
    ServerWorkload postgresql =
        PostgreSql.of(image.reference(), Optional.empty(), 1, 100, Duration.ofMinutes(5));
    Outcome outcome = run(postgresql, DockerOptions.NONE, EVERY);
    assertThat(outcome.reasons()).containsOnlyNulls();
    assertThat(outcome.samples()).hasSize(25);
    assertThat(outcome.samples())
        .allSatisfy(sample -> assertThat(sample.fork().verified()).contains("300 transactions"));
    assertThat(outcome.environment().passports())
        .hasSize(5)
        .allSatisfy(passport -> assertThat(passport.invalid()).isEmpty());
  }

  @Test
  void run_command_findsTheImagesFilesInEveryPlaceButMemory() throws Exception {
    String words =
        "cd "
            + DATA
            + "; set -- $(stat -c '%a %u' .); [ \"$1 $2\" = '750 999' ] || exit 3;"
            + " [ $(id -u) = 999 ] || exit 4; touch written || exit 5;"
            + " if [ -e file ]; then read -r word <file; else word=nothing; fi; echo $word 0.5";
    Outcome outcome =
        run(
            command(words, "found=^shipped (.*)", "empty=^nothing (.*)"),
            DockerOptions.NONE,
            EVERY);
    for (Target target : Target.selectable()) {
      boolean memory = target == Target.TMPFS;
      assertThat(outcome.of(target, "found").succeeded())
          .as("%s %s", target, log)
          .isEqualTo(!memory);
      assertThat(outcome.of(target, "empty").succeeded()).as(target.label()).isEqualTo(memory);
    }
    assertThat(outcome.of(Target.BIND_MOUNT, "found").fork().iterations().get(0).secondsPerOp())
        .isEqualTo(0.5);
    assertThat(outcome.of(Target.BIND_MOUNT, "empty").reason()).contains("printed no figure");
  }

  @Test
  void run_commandThatFails_isACellWithTheReason() throws Exception {
    assertThat(
            run(command("echo 1 >&2", "(.*)"), DockerOptions.NONE, Target.NAMED_VOLUME).reasons())
        .containsExactly("the command printed no figure: no line on its stdout matches '(.*)'");
    assertThat(run(command("echo 7; echo why >&2; exit 9", "(.*)"), DockerOptions.NONE).reasons())
        .containsExactly("the command ended with exit code 9: why");
    assertThat(run(command("echo -7", "(.*)"), DockerOptions.NONE, Target.TMPFS).reasons())
        .containsExactly(
            "the command's figure must be a positive finite number, got '-7' for '(.*)'");
  }

  @Test
  void run_commandThatRunsForEver_isKilledWithItsChildren() throws Exception {
    String words = "(while :; do :; done) & echo started; while :; do :; done";
    Outcome outcome =
        run(
            command(image.reference(), DATA, words, Duration.ofSeconds(2), "(started)"),
            DockerOptions.NONE,
            Target.NAMED_VOLUME);
    assertThat(outcome.reasons())
        .containsExactly("the command did not end within 2 s and was killed");
  }

  @Test
  void run_commandThatLeavesAServerRunning_endsWithTheCommand() throws Exception {
    Outcome outcome =
        run(command("sleep 1000 & echo 0.25", "(.*)"), DockerOptions.NONE, Target.NAMED_VOLUME);
    assertThat(outcome.reasons()).as(log.toString()).containsOnlyNulls();
  }

  @Test
  void run_imageThatIsOfNoUse_isACellWithTheReason() throws Exception {
    assertThat(
            run(
                    command("layertax-test/absent:1", DATA, "true", Duration.ofMinutes(1), "(.*)"),
                    DockerOptions.NONE,
                    Target.NAMED_VOLUME)
                .reasons())
        .singleElement()
        .asString()
        .contains("no image layertax-test/absent:1");
    assertThat(
            run(
                    command(image.reference(), "/nowhere", "true", Duration.ofMinutes(1), "(.*)"),
                    DockerOptions.NONE,
                    Target.NAMED_VOLUME)
                .reasons())
        .singleElement()
        .asString()
        .contains("has no directory /nowhere");
    try (TestServerImage shellless = new TestServerImage(directory, "RUN rm /bin/sh")) {
      assertThat(
              run(
                      command(shellless.reference(), "/tmp", "true", Duration.ofMinutes(1), "(.*)"),
                      DockerOptions.NONE,
                      Target.NAMED_VOLUME)
                  .reasons())
          .singleElement()
          .asString()
          .contains("has no /bin/sh");
    }
  }

  @Test
  void run_volumeOfTheImageAtTheDataDirectory_refusesTheLayerAlone() throws Exception {
    Outcome outcome =
        run(
            command(
                image.reference(),
                "/var/lib/postgresql/data",
                "echo 1",
                Duration.ofMinutes(1),
                "(.*)"),
            DockerOptions.NONE,
            Target.NAMED_VOLUME,
            Target.BIND_MOUNT);
    assertThat(outcome.samples())
        .extracting(sample -> sample.cell().target())
        .containsOnly(Target.NAMED_VOLUME, Target.BIND_MOUNT);
    assertThat(outcome.reasons()).containsOnlyNulls();
    assertThat(
            outcome
                .environment()
                .invalid(Cell.of("docker", "command", Map.of(), Target.WRITABLE_LAYER)))
        .hasValueSatisfying(
            why ->
                assertThat(why)
                    .contains("declares a VOLUME at /var/lib/postgresql/data")
                    .contains("choose another data directory"));
  }

  /** The one small place is full when the steady state begins: a further page cannot be had. */
  @Test
  void run_diskFullInATransaction_failsThatPlaceAlone() throws Exception {
    String full =
        "case $* in *seed=2*) case $(stat -f -c %%T /var/lib/layertax/postgresql) in tmpfs)"
            + " dd if=/dev/zero of=/var/lib/layertax/postgresql/ballast bs=64k;; esac;; esac\n"
            + "exec \"${0%%/*}/real-pgbench\" \"$@\"\n";
    DockerOptions small =
        new DockerOptions(
            Optional.empty(),
            Optional.of("local"),
            new TreeMap<>(
                Map.of(
                    "type", "tmpfs", "device", "tmpfs", "o", "size=160m,uid=999,gid=999,mode=700")),
            Optional.empty());
    try (TestServerImage filling = new TestServerImage(directory, inPlaceOfPgbench(full))) {
      ServerWorkload postgresql =
          PostgreSql.of(filling.reference(), Optional.empty(), 1, 500, Duration.ofMinutes(5));
      Outcome outcome = run(postgresql, small, Target.NAMED_VOLUME);
      assertThat(outcome.of(Target.WRITABLE_LAYER, "steady").reason()).isNull();
      assertThat(outcome.of(Target.NAMED_VOLUME, "steady").reason())
          .as(log.toString())
          .contains("the storage of named-volume is full")
          .contains("the phase steady failed", "No space left on device");
    }
  }

  /** A program of that text, which finds the real one beside it. */
  private static String inPlaceOfPgbench(String text) {
    return "RUN cd /usr/lib/postgresql/*/bin && mv pgbench real-pgbench && printf '#!/bin/sh\\n"
        + text.replace("\n", "\\n")
        + "' >pgbench && chmod 755 pgbench";
  }

  @Test
  void run_databaseThatFailsItsCheck_isACellWithTheReason() throws Exception {
    String lossy =
        "\"${0%%/*}/real-pgbench\" \"$@\" || exit 1\n"
            + "case $1 in -n) psql -qc \"update pgbench_tellers set tbalance = tbalance + 1"
            + " where tid = 1\";; esac\n";
    try (TestServerImage broken = new TestServerImage(directory, inPlaceOfPgbench(lossy))) {
      ServerWorkload postgresql =
          PostgreSql.of(broken.reference(), Optional.empty(), 1, 10, Duration.ofMinutes(5));
      assertThat(run(postgresql, DockerOptions.NONE, Target.NAMED_VOLUME).reasons())
          .singleElement()
          .asString()
          .contains("the database fails its check: the balances of accounts, tellers");
    }
  }
}
