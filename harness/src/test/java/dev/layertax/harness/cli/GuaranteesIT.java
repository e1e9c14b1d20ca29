package dev.layertax.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.harness.cli.LayertaxJar.Exit;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command through the jar that users run, and what is left of it when it is broken off. */
class GuaranteesIT {

  @TempDir Path directory;

  private LayertaxJar layertax;
  private Path place;

  @BeforeEach
  void needsTheJar() {
    layertax = LayertaxJar.in(directory);
    place = directory.resolve("a place");
  }

  @Test
  void guarantees_ofARun_areAddedOnceAndShownInItsReport() throws Exception {
    Exit run =
        layertax.run(
            "run",
            "--profile",
            "smoke",
            "--blocks",
            "1",
            "--workload",
            "wal-append",
            "--target",
            "tmpfs",
            "--out",
            place.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(place.resolve("report.html"))
        .content()
        .contains("scripts/layertax guarantees --run DIR");

    Exit made =
        layertax.run("guarantees", "--run", place.toString(), "--target", "tmpfs", "--json");
    assertThat(made.code()).as(made.err()).isZero();
    assertThat(made.out()).contains("\"LOST\"", "\"IMPOSSIBLE\"").doesNotContain("\"FAILED\"");
    assertThat(place.resolve("guarantees.json")).content().isEqualToIgnoringNewLines(made.out());
    assertThat(place.resolve("report.html")).content().contains("impossible</span>");
    assertThat(place.resolve("summary.md")).content().contains("| simulated | tmpfs |");
    assertThat(LayertaxJar.storagesIn(place)).isEmpty();

    String before = Files.readString(place.resolve("guarantees.json"));
    Exit again = layertax.run("guarantees", "--run", place.toString(), "--target", "tmpfs");
    assertThat(again.code()).isEqualTo(20);
    assertThat(again.err()).contains("guarantees.json", "never overwritten");
    assertThat(place.resolve("guarantees.json")).hasContent(before);

    Exit resumed = layertax.run("run", "--resume", place.toString(), "--guarantees");
    assertThat(resumed.code()).isEqualTo(20);
    assertThat(resumed.err()).contains("guarantees.json");
  }

  @Test
  void guarantees_toldToEnd_removesItsStorage() throws Exception {
    Process ended = layertax.start("guarantees", "--out", place.toString());
    LayertaxJar.awaitProgress(ended, "simulated, ", 3);
    // The process's own destroy would close the streams we still read.
    ended.toHandle().destroy();
    Exit exit = layertax.rest(ended);
    assertThat(exit.code()).isEqualTo(143);
    assertThat(exit.err()).contains("interrupted");
    assertThat(exit.out()).isEmpty();
    assertThat(LayertaxJar.storagesIn(place)).isEmpty();
  }

  @Test
  void clean_afterKill_findsTheStorageOfBothEngines() throws Exception {
    Process killed = layertax.start("guarantees", "--out", place.toString(), "--target", "tmpfs");
    // The second engine has images as soon as the first has findings.
    LayertaxJar.awaitProgress(killed, "simulated, ", 2);
    killed.destroyForcibly();
    assertThat(killed.waitFor()).isEqualTo(137);
    assertThat(LayertaxJar.storagesIn(place)).hasSize(2);
    Exit clean = layertax.run("clean", "--json");
    assertThat(clean.out()).contains("REMOVED", "-second-", "/dev/shm/layertax-guarantees-");
    assertThat(LayertaxJar.storagesIn(place)).isEmpty();
  }
}
