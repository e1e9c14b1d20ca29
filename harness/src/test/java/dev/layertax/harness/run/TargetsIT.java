package dev.layertax.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.layertax.harness.engine.ChildJvm;
import dev.layertax.harness.engine.Engine;
import dev.layertax.harness.engine.Storage;
import dev.layertax.harness.engine.StorageRegister;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every target of the local engines, seen from inside by the program that runs before each run. */
class TargetsIT {

  @TempDir Path directory;

  private SortedMap<Target, Passport> passports(String name) throws Exception {
    try (Storage storage =
            Storage.under(directory, "targets", StorageRegister.in(directory.resolve("register")));
        Engine engine =
            name.equals(KernelEngine.NAME)
                ? new KernelEngine(storage, ChildJvm.likeThisProcess(line -> {}))
                : new SimulatedEngine(storage, ChildJvm.likeThisProcess(line -> {}))) {
      Optional<String> unavailable = engine.unavailable().or(() -> engine.missing(Target.TMPFS));
      unavailable.ifPresent(why -> System.out.println("skipped, targets of " + name + ": " + why));
      assumeTrue(unavailable.isEmpty(), () -> unavailable.get());
      SortedMap<Target, Passport> passports = new TreeMap<>();
      RunEnvironment.of(plan(name), Map.of(name, engine))
          .passports()
          .forEach(passport -> passports.put(passport.target(), passport));
      return passports;
    }
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
    SortedMap<Target, Passport> passports = passports(SimulatedEngine.NAME);
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
    SortedMap<Target, Passport> passports = passports(KernelEngine.NAME);
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
}
