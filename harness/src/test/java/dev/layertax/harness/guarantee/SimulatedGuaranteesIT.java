package dev.layertax.harness.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.harness.engine.ChildJvm;
import dev.layertax.harness.engine.Container;
import dev.layertax.harness.engine.Engine;
import dev.layertax.harness.engine.Mount;
import dev.layertax.harness.engine.archive.TreeArchive;
import dev.layertax.harness.engine.simulated.SimulatedEngine;
import dev.layertax.reports.model.Guarantee;
import dev.layertax.reports.model.Guarantee.Outcome;
import dev.layertax.reports.model.Target;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The experiments on the simulated engine, and on one with a fault planted in it. */
class SimulatedGuaranteesIT extends GuaranteeContract {

  @Override
  protected Engine open(String name) {
    return new SimulatedEngine(storage(name), ChildJvm.likeThisProcess(line -> {}));
  }

  private Guarantee made(Experiment experiment, Target target, Faulty.Fault fault)
      throws Exception {
    try (Engine engine = new Faulty(open("faulty"), fault)) {
      return new GuaranteeRunner(
              List.of(experiment), scene -> Optional.empty(), finding -> {}, line -> {})
          .run(engine, Optional.empty(), List.of(target))
          .get(0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"loses", "changes", "opens", "renews", "adds"})
  void backup_restoreThatIsNotWhole_isALoss(String fault) throws Exception {
    Guarantee finding =
        made(
            new Backup(false),
            Target.WRITABLE_LAYER,
            new Faulty.Fault() {
              @Override
              public InputStream restored(InputStream tar) throws IOException {
                return damaged(tar, fault);
              }
            });
    assertThat(finding.outcome()).as(finding.evidence()).isEqualTo(Outcome.LOST);
    assertThat(finding.evidence())
        .contains(
            switch (fault) {
              case "loses" -> "73 files";
              case "adds" -> "75 files";
              case "changes" -> "74 files (24.4 MiB) and 2 links are there";
              default -> "modes or times are not as they were";
            });
  }

  private InputStream damaged(InputStream tar, String fault) throws IOException {
    Path copy = Files.createTempDirectory(directory, "copy");
    TreeArchive.read(tar, copy);
    Path file = copy.resolve("base/16384/table-3");
    FileTime time = Files.getLastModifiedTime(file);
    switch (fault) {
      case "loses" -> Files.delete(file);
      case "adds" -> Files.createFile(copy.resolve("more"));
      case "opens" ->
          Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
      case "renews" -> Files.setLastModifiedTime(file, FileTime.fromMillis(0));
      default -> {
        byte[] bytes = Files.readAllBytes(file);
        bytes[1_000_000] ^= 1;
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, time);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TreeArchive.write(copy, out);
    return new ByteArrayInputStream(out.toByteArray());
  }

  @Test
  void restart_thatCutsTheLastRecord_isALoss() throws Exception {
    Guarantee finding =
        made(
            new Restart(),
            Target.NAMED_VOLUME,
            new Faulty.Fault() {
              @Override
              public void stopped(Container container) throws IOException {
                shorten(container, 1);
              }
            });
    assertThat(finding.outcome()).isEqualTo(Outcome.LOST);
    assertThat(finding.evidence()).contains("499 of the 500");
    assertThat(finding.contradictsDocumentation()).isTrue();
  }

  @Test
  void kill_thatTakesFsyncedRecordsAlong_isALoss() throws Exception {
    Guarantee finding =
        made(
            new Kill(),
            Target.BIND_MOUNT,
            new Faulty.Fault() {
              @Override
              public void stopped(Container container) throws IOException {
                shorten(container, 1_000);
              }
            });
    assertThat(finding.outcome()).as(finding.evidence()).isEqualTo(Outcome.LOST);
  }

  private static void shorten(Container container, int bytes) throws IOException {
    Path ledger = container.backing().orElseThrow().resolve("ledger");
    if (Files.exists(ledger)) {
      try (FileChannel channel = FileChannel.open(ledger, StandardOpenOption.WRITE)) {
        channel.truncate(channel.size() - bytes);
      }
    }
  }

  @Test
  void sharing_ofOnePlaceThatIsTwo_isALossAndNotImpossible() throws Exception {
    Guarantee finding =
        made(
            new Sharing(),
            Target.NAMED_VOLUME,
            new Faulty.Fault() {
              @Override
              public Mount mounted(Mount asked) {
                return new Mount.Anonymous();
              }
            });
    assertThat(finding.outcome()).as(finding.evidence()).isEqualTo(Outcome.LOST);
    assertThat(finding.evidence()).contains("though both were given the same place");
  }

  @Test
  void autoRemove_thatForgetsTheVolume_isOrphanedAgainstTheDocumentation() throws Exception {
    Guarantee finding =
        made(
            new Replacement(true),
            Target.ANONYMOUS_VOLUME,
            new Faulty.Fault() {
              @Override
              public boolean removesVolumes(boolean asked) {
                return false;
              }
            });
    assertThat(finding.outcome()).as(finding.evidence()).isEqualTo(Outcome.ORPHANED);
    assertThat(finding.contradictsDocumentation()).isTrue();
  }
}
