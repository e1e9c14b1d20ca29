package dev.layertax.harness.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.harness.engine.Engine;
import dev.layertax.harness.engine.Storage;
import dev.layertax.harness.engine.StorageRegister;
import dev.layertax.reports.model.Guarantee;
import dev.layertax.reports.model.Guarantee.Outcome;
import dev.layertax.reports.model.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every experiment on every target of an engine that behaves as Docker does. */
abstract class GuaranteeContract {

  private static final Map<String, String> OUTCOMES =
      Map.of(
          "restart", "KEPT KEPT KEPT KEPT LOST",
          "replacement", "LOST KEPT ORPHANED KEPT LOST",
          "auto-remove", "LOST KEPT LOST KEPT LOST",
          "kill", "KEPT KEPT KEPT KEPT LOST",
          "sharing", "IMPOSSIBLE KEPT KEPT KEPT IMPOSSIBLE",
          "upgrade", "LOST KEPT ORPHANED KEPT LOST",
          "upgrade-files", "KEPT LOST KEPT IMPOSSIBLE IMPOSSIBLE",
          "backup", "KEPT KEPT KEPT KEPT KEPT",
          "backup-stopped", "KEPT KEPT KEPT KEPT LOST",
          "migration", "KEPT KEPT KEPT KEPT KEPT");

  @TempDir protected Path directory;

  private final List<Storage> storages = new ArrayList<>();

  /** An engine that can be used here, with storage under that name; the contract closes it. */
  protected abstract Engine open(String name) throws IOException;

  /** Another with storage of its own, to move to; empty where there is none. */
  protected Optional<Engine> openSecond() throws IOException, InterruptedException {
    return Optional.of(open("second"));
  }

  /** The outcomes in the order of {@link Target#selectable}, by experiment. */
  protected Map<String, String> outcomes() {
    return OUTCOMES;
  }

  /** Storage for an engine, removed after it. */
  protected final Storage storage(String name) {
    Storage storage = Storage.under(directory.resolve("a place"), name, register());
    storages.add(storage);
    return storage;
  }

  @AfterEach
  final void closeStorages() throws IOException {
    for (Storage storage : storages) {
      storage.close();
      assertThat(storage.root()).doesNotExist();
    }
  }

  protected StorageRegister register() {
    return StorageRegister.in(directory.resolve("register"));
  }

  @Test
  void experiments_onEveryTarget_findWhatDockerGuarantees() throws Exception {
    List<Guarantee> findings;
    List<String> log = new ArrayList<>();
    try (Engine engine = open("first");
        Engine second = openSecond().orElse(null)) {
      findings =
          new GuaranteeRunner(finding -> {}, log::add)
              .run(engine, Optional.ofNullable(second), Target.selectable());
      assertThat(engine.volumes()).isEmpty();
      if (second != null) {
        assertThat(second.volumes()).isEmpty();
      }
    }
    closeStorages();
    assertThat(log).isEmpty();
    Map<String, List<String>> found = new TreeMap<>();
    for (Guarantee finding : findings) {
      found
          .computeIfAbsent(finding.experiment(), any -> new ArrayList<>())
          .add(finding.outcome().toString());
      assertThat(finding.evidence()).endsWith(".");
      assertThat(finding.contradictsDocumentation()).as(finding.toString()).isFalse();
    }
    Map<String, String> lines = new TreeMap<>();
    found.forEach((experiment, outcomes) -> lines.put(experiment, String.join(" ", outcomes)));
    assertThat(lines).as(findings.toString()).isEqualTo(new TreeMap<>(outcomes()));
    assertThat(findings)
        .filteredOn(one -> one.experiment().equals("sharing") && one.outcome() == Outcome.KEPT)
        .allSatisfy(one -> assertThat(one.evidence()).contains("all 500 records", " ms of"));
    assertThat(findings)
        .filteredOn(
            one -> List.of("backup", "backup-stopped", "migration").contains(one.experiment()))
        .filteredOn(one -> one.outcome() == Outcome.KEPT)
        .allSatisfy(
            one ->
                assertThat(one.evidence()).contains("MiB/s out", " files and 2 links", "Digest"));
  }
}
