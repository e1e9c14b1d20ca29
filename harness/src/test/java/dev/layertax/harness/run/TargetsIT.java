package dev.layertax.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.layertax.harness.engine.ChildJvm;
import dev.layertax.harness.engine.Engine;
import dev.layertax.harness.engine.Storage;
import dev.layertax.harness.engine.StorageRegister;
import dev.layertax.harness.engine.docker.DockerEngine;
import dev.layertax.harness.engine.docker.DockerOptions;
import dev.layertax.harness.engine.docker.TestBaseImage;
import dev.layertax.harness.engine.kernel.KernelEngine;
import dev.layertax.harness.engine.simulated.SimulatedEngine;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Measurement;
import dev.layertax.reports.model.Passport;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.PlannedCell;
import dev.layertax.reports.model.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every target of the engines, seen from inside by the program that runs before each run. */
class TargetsIT {

  @TempDir Path directory;

  private SortedMap<Target, Passport> passports(Function<Storage, Engine> made) throws Exception {
    try (Storage storage =
            Storage.under(directory, "targets", StorageRegister.in(directory.resolve("register")));
        Engine engine = made.apply(storage)) {
      requireUsable(engine);
      SortedMap<Target, Passport> passports = new TreeMap<>();
      RunEnvironment.of(plan(engine.name()), Map.of(engine.name(), engine))
          .passports()
          .forEach(passport -> passports.put(passport.target(), passport));
      return passports;
    }
  }

  private static void requireUsable(Engine engine) {
    Optional<String> unavailable = engine.unavailable().or(() -> engine.missing(Target.TMPFS));
    unavailable.ifPresent(
        why -> System.out.println("skipped, targets of " + engine.name() + ": " + why));
    assumeTrue(unavailable.isEmpty(), () -> unavailable.get());
  }

  private static Engine docker(Storage storage) {
    return new DockerEngine(storage, DockerOptions.NONE, line -> {});
  }

  private static Plan plan(String engine) {
    return new Plan(
        Plan.SCHEMA_VERSION,
        "targets",
        "2026-01-01T00:00:00Z",
        "0",
        "smoke",
        1,
        1,
        null,
        .95,
        .05,
        Target.selectable().stream()
            .map(target -> Cell.of(engine, "wal-append", Map.of(), target))
            .map(cell -> new PlannedCell(cell, new Measurement(1, 1, 1, 1)))
            .toList(),
        List.of(),
        List.of(),
        null);
  }

  private static void assertLookedAt(SortedMap<Target, Passport> passports) {
    assertThat(passports).containsOnlyKeys(Target.selectable());
    assertThat(passports.values())
        .allSatisfy(
            passport ->
                assertThat(passport.facts())
                    .containsKeys(
                        "path",
                        "mount",
                        "fileSystem",
                        "device",
                        "driver",
                        "options",
                        "freeBytes",
                        "fsync")
                    .doesNotContainKeys("problem", Passport.INVALID));
    assertThat(passports.get(Target.TMPFS).facts())
        .containsEntry("fileSystem", "tmpfs")
        .hasEntrySatisfying("fsync", flush -> assertThat(flush).startsWith("memory, "));
  }

  @Test
  void passports_simulated_tellTheUnionLayerAndPlainDirectories() throws Exception {
    SortedMap<Target, Passport> passports =
        passports(storage -> new SimulatedEngine(storage, ChildJvm.likeThisProcess(line -> {})));
    assertLookedAt(passports);
    Map<String, String> layer = passports.get(Target.WRITABLE_LAYER).facts();
    assertThat(layer)
        .containsEntry("layer", "simulated union layer")
        .containsEntry("driver", "layertax-unionfs");
    assertThat(layer.get("path")).endsWith("/upper");
    Map<String, String> volume = passports.get(Target.NAMED_VOLUME).facts();
    assertThat(volume).doesNotContainKey("layer");
    assertThat(layer.get("mount")).isEqualTo(volume.get("mount"));
  }

  @Test
  void passports_kernel_tellAnOverlayAndMountsOfTheirOwn() throws Exception {
    SortedMap<Target, Passport> passports =
        passports(storage -> new KernelEngine(storage, ChildJvm.likeThisProcess(line -> {})));
    assertLookedAt(passports);
    Map<String, String> layer = passports.get(Target.WRITABLE_LAYER).facts();
    assertThat(layer).containsEntry("fileSystem", "overlay").doesNotContainKey("layer");
    assertThat(layer.get("mount")).contains("…(3 layers),upperdir=upper,workdir=work");
    assertThat(layer.get("options")).contains("rw").doesNotContain("dir=");
    for (Target target : List.of(Target.NAMED_VOLUME, Target.ANONYMOUS_VOLUME, Target.BIND_MOUNT)) {
      Map<String, String> facts = passports.get(target).facts();
      assertThat(facts.get("mount")).contains(facts.get("path").replace(" ", "\\040") + " ");
      assertThat(facts.get("fileSystem")).isNotIn("overlay", "tmpfs");
      // However fast the disk is: a flush that reaches it is more than a copy in memory.
      assertThat(facts.get("fsync")).doesNotStartWith("memory");
    }
  }

  @Test
  void passports_docker_tellTheDriversLayerAndMountsOfTheirOwn() throws Exception {
    SortedMap<Target, Passport> passports = passports(TargetsIT::docker);
    assertLookedAt(passports);
    Map<String, String> layer = passports.get(Target.WRITABLE_LAYER).facts();
    assertThat(layer.get("mount")).contains(" / ");
    assertThat(layer.get("driver")).isEqualTo(layer.get("storageDriver"));
    for (Target target : List.of(Target.NAMED_VOLUME, Target.ANONYMOUS_VOLUME, Target.BIND_MOUNT)) {
      Map<String, String> facts = passports.get(target).facts();
      assertThat(facts.get("mount")).contains(" " + facts.get("mountPoint") + " ");
      assertThat(facts.get("fsync")).doesNotStartWith("memory");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/var/lib/layertax/data", "/var/lib/"})
  void passports_dockerOnAnImageWithAVolumeThere_onlyTheLayerIsInvalid(String volume)
      throws Exception {
    try (Storage storage =
            Storage.under(directory, "first", StorageRegister.in(directory.resolve("register")));
        Engine plain = docker(storage)) {
      requireUsable(plain);
    }
    try (TestBaseImage base = new TestBaseImage(directory, "VOLUME " + volume)) {
      SortedMap<Target, Passport> passports = passports(base::engine);
      assertThat(passports.remove(Target.WRITABLE_LAYER).invalid())
          .hasValueSatisfying(
              why ->
                  assertThat(why)
                      .matches(
                          "image layertax-test/base:\\d+ declares a VOLUME at %s: what is written goes to .* on .*, not to the writable layer; choose another base image"
                              .formatted(volume.replaceAll("/$", ""))));
      assertThat(passports).hasSize(4);
      assertThat(passports.values())
          .allSatisfy(
              passport ->
                  assertThat(passport.facts()).doesNotContainKeys("problem", Passport.INVALID));
    }
  }
}
