package dev.layertax.harness.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.benchmarks.dataset.DatasetFile;
import dev.layertax.reports.model.Target;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every engine does, the real one included; the consequences are Docker's. */
public abstract class EngineContract {

  private static final Duration PLENTY = Duration.ofSeconds(60);
  private static final DatasetFile FILE = new DatasetFile("shipped.bin", 10_000, 7);
  private static final Dataset DATASET = new Dataset("contract", List.of(FILE));

  @TempDir protected Path directory;

  private Engine engine;
  private Image image;

  /** A fresh engine that can be used here; the contract closes it. */
  protected abstract Engine open() throws IOException;

  @BeforeEach
  void openEngine() throws IOException {
    engine = open();
    image = engine.build(DATASET);
  }

  @AfterEach
  void closeEngine() throws IOException {
    // None is open where none can be used and the test is skipped.
    if (engine != null) {
      engine.close();
    }
  }

  private Container started(Mount mount) throws IOException {
    Container container =
        engine.create(new ContainerOptions(image, mount, Map.of("test", "contract")));
    container.start();
    return container;
  }

  private static String run(Container container, ForkCommand command) throws Exception {
    ForkExit exit = container.run(command, PLENTY);
    assertThat(exit.exitCode()).as(() -> exit.errorTail().toString()).isZero();
    return exit.result().orElseThrow();
  }

  private void assumeTmpfs() {
    assumeTrue(engine.missing(Target.TMPFS).isEmpty(), () -> "no tmpfs here");
  }

  @Test
  void missing_selectableTargets_haveAPlainReasonOrNone() {
    for (Target target : Target.selectable()) {
      engine.missing(target).ifPresent(reason -> assertThat(reason).isNotBlank());
    }
    assertThat(engine.missing(Target.WRITABLE_LAYER)).isEmpty();
    assertThat(engine.unavailable()).isEmpty();
  }

  @Test
  void build_dataset_liesInALayerOfItsOwnOverABase() {
    assertThat(image.layers()).isGreaterThan(1);
    assertThat(image.path()).startsWith("/");
    assertThat(image.dataset()).isEqualTo(DATASET);
  }

  @Test
  void build_datasetInSeveralLayers_everyPlaceShowsOneDirectory() throws Exception {
    List<DatasetFile> files =
        List.of(
            new DatasetFile("a", 1, 1),
            new DatasetFile("b", 0, 2),
            new DatasetFile("c", 3, 3),
            new DatasetFile("d", 4, 4));
    int layersOfOne = image.layers();
    image = engine.build(new Dataset("contract-in-3-layers", files, 3));
    assertThat(image.layers()).isEqualTo(layersOfOne + 2);
    for (Mount mount : List.of(new Mount.Layer(), new Mount.Named(engine.createVolume()))) {
      Container container = started(mount);
      container.warm();
      assertThat(run(container, ContainerProgram.list()).split("\\s+"))
          .containsExactlyInAnyOrder("a", "b", "c", "d");
    }
    Path bind = engine.createHostDirectory();
    engine.fill(bind, image);
    image.dataset().verify(bind);
  }

  @Test
  void layer_freshContainer_showsTheImagesFiles() throws Exception {
    assertThat(run(started(new Mount.Layer()), ContainerProgram.list())).isEqualTo("shipped.bin");
  }

  @Test
  void layer_stopAndStart_keepsWhatWasWritten() throws Exception {
    Container container = started(new Mount.Layer());
    run(container, ContainerProgram.write("mine", "kept"));
    container.stop();
    container.start();
    assertThat(run(container, ContainerProgram.read("mine"))).isEqualTo("kept");
  }

  @Test
  void layer_remove_isGoneAndTheImageUntouched() throws Exception {
    Container first = started(new Mount.Layer());
    run(first, ContainerProgram.write("shipped.bin", "overwritten"));
    run(first, ContainerProgram.write("mine", "lost"));
    first.remove(true);
    Container second = started(new Mount.Layer());
    assertThat(run(second, ContainerProgram.list())).isEqualTo("shipped.bin");
    assertThat(run(second, ContainerProgram.read("shipped.bin"))).isNotEqualTo("overwritten");
  }

  @Test
  void layer_twoContainersOfOneImage_doNotSeeEachOther() throws Exception {
    Container first = started(new Mount.Layer());
    Container second = started(new Mount.Layer());
    run(first, ContainerProgram.write("mine", "of the first"));
    assertThat(run(second, ContainerProgram.read("mine"))).isEqualTo("absent");
  }

  @Test
  void namedVolume_empty_isFilledFromTheImage() throws Exception {
    Container container = started(new Mount.Named(engine.createVolume()));
    assertThat(run(container, ContainerProgram.list())).isEqualTo("shipped.bin");
  }

  @Test
  void namedVolume_notEmpty_isNotFilledAgain() throws Exception {
    Volume volume = engine.createVolume();
    Container first = started(new Mount.Named(volume));
    run(first, ContainerProgram.write("shipped.bin", "changed"));
    first.remove(true);
    Container second = started(new Mount.Named(volume));
    assertThat(run(second, ContainerProgram.read("shipped.bin"))).isEqualTo("changed");
  }

  @Test
  void namedVolume_twoContainers_shareIt() throws Exception {
    Volume volume = engine.createVolume();
    Container first = started(new Mount.Named(volume));
    Container second = started(new Mount.Named(volume));
    run(first, ContainerProgram.write("mine", "shared"));
    assertThat(run(second, ContainerProgram.read("mine"))).isEqualTo("shared");
  }

  @Test
  void namedVolume_removeOfItsContainerWithVolumes_leavesIt() throws Exception {
    Volume volume = engine.createVolume();
    Container container = started(new Mount.Named(volume));
    assertThat(container.anonymousVolumes()).isEmpty();
    container.remove(true);
    assertThat(names(engine.volumes())).containsExactly(volume.name());
    assertThat(volume.anonymous()).isFalse();
  }

  @Test
  void namedVolume_removeWhileMounted_isRefused() throws Exception {
    Volume volume = engine.createVolume();
    Container container = started(new Mount.Named(volume));
    assertThatThrownBy(volume::remove)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(volume.name());
    container.remove(false);
    volume.remove();
    assertThat(engine.volumes()).isEmpty();
  }

  @Test
  void anonymousVolume_create_isFilledAndBelongsToTheContainer() throws Exception {
    Container container = started(new Mount.Anonymous());
    assertThat(run(container, ContainerProgram.list())).isEqualTo("shipped.bin");
    assertThat(container.anonymousVolumes()).hasSize(1);
    assertThat(container.anonymousVolumes().get(0).anonymous()).isTrue();
  }

  @Test
  void anonymousVolume_plainRemove_isOrphanedAndHoldsItsFiles() throws Exception {
    Container container = started(new Mount.Anonymous());
    run(container, ContainerProgram.write("mine", "orphaned"));
    container.remove(false);
    assertThat(engine.volumes()).hasSize(1);
    Container heir = started(new Mount.Named(engine.volumes().get(0)));
    assertThat(run(heir, ContainerProgram.read("mine"))).isEqualTo("orphaned");
  }

  @Test
  void anonymousVolume_removeWithVolumes_isGone() throws Exception {
    Container container = started(new Mount.Anonymous());
    container.remove(true);
    assertThat(engine.volumes()).isEmpty();
  }

  @Test
  void anonymousVolume_mountedByNameInAnother_staysWithItsOwn() throws Exception {
    Container owner = started(new Mount.Anonymous());
    Container guest = started(new Mount.Named(owner.anonymousVolumes().get(0)));
    run(guest, ContainerProgram.write("mine", "shared"));
    assertThat(guest.anonymousVolumes()).isEmpty();
    guest.remove(true);
    assertThat(run(owner, ContainerProgram.read("mine"))).isEqualTo("shared");
    owner.remove(true);
    assertThat(engine.volumes()).isEmpty();
  }

  @Test
  void bindMount_create_isNotFilledAndOutlivesTheContainer() throws Exception {
    Path host = engine.createHostDirectory();
    Container container = started(new Mount.Bind(host));
    assertThat(run(container, ContainerProgram.list())).isEmpty();
    run(container, ContainerProgram.write("mine", "on the host"));
    container.remove(true);
    assertThat(host.resolve("mine")).hasContent("on the host");
    engine.removeHostDirectory(host);
    assertThat(host).doesNotExist();
  }

  @Test
  void removeHostDirectory_ofTheUser_isRefused() throws Exception {
    Path users = Files.createDirectory(directory.resolve("users"));
    assertThatThrownBy(() -> engine.removeHostDirectory(users))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(users.toString());
    assertThat(users).exists();
  }

  @Test
  void tmpfs_stopAndStart_isEmptyAgain() throws Exception {
    assumeTmpfs();
    Container container = started(new Mount.Tmpfs());
    assertThat(run(container, ContainerProgram.list())).isEmpty();
    run(container, ContainerProgram.write("mine", "in memory"));
    container.stop();
    container.start();
    assertThat(run(container, ContainerProgram.read("mine"))).isEqualTo("absent");
  }

  @Test
  void run_stoppedContainer_isRefused() throws Exception {
    Container container = started(new Mount.Layer());
    container.stop();
    assertThatThrownBy(() -> container.run(ContainerProgram.list(), PLENTY))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(container.id());
  }

  @Test
  void run_failingProgram_tellsExitCodeAndLastWords() throws Exception {
    ForkExit exit =
        started(new Mount.Bind(engine.createHostDirectory())).run(ContainerProgram.fail(), PLENTY);
    assertThat(exit.exitCode()).isEqualTo(3);
    assertThat(exit.timedOut()).isFalse();
    assertThat(exit.errorTail()).containsExactly("first line", "failed as asked");
    assertThat(exit.result()).isEmpty();
  }

  @Test
  void run_pastItsTimeout_isKilled() throws Exception {
    ForkExit exit =
        started(new Mount.Bind(engine.createHostDirectory()))
            .run(ContainerProgram.hang(), Duration.ofMillis(100));
    assertThat(exit.timedOut()).isTrue();
    assertThat(exit.exitCode()).isNotZero();
  }

  @Test
  void kill_fromAnotherThread_endsThisProgramAndTheNext() throws Exception {
    Container container = started(new Mount.Bind(engine.createHostDirectory()));
    CompletableFuture<ForkExit> running =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return container.run(ContainerProgram.hang(), PLENTY);
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException("the program could not be run", e);
              }
            });
    container.kill();
    assertThat(running.get(30, TimeUnit.SECONDS).exitCode()).isNotZero();
    assertThat(container.run(ContainerProgram.hang(), PLENTY).timedOut()).isFalse();
  }

  @Test
  void kill_thenStopAndStart_runsProgramsAgainOnWhatWasThere() throws Exception {
    Container container = started(new Mount.Layer());
    run(container, ContainerProgram.write("mine", "kept"));
    container.kill();
    container.stop();
    container.start();
    assertThat(run(container, ContainerProgram.read("mine"))).isEqualTo("kept");
  }

  @Test
  void backup_runningAndStopped_restoresIntoAnotherContainer() throws Exception {
    for (Mount mount :
        List.of(
            new Mount.Layer(),
            new Mount.Anonymous(),
            new Mount.Named(engine.createVolume()),
            new Mount.Bind(engine.createHostDirectory()))) {
      for (boolean stopped : new boolean[] {false, true}) {
        Container source = started(mount);
        run(source, ContainerProgram.write("mine", "of " + mount + stopped));
        if (stopped) {
          source.stop();
        }
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        source.backup(tar);
        source.remove(true);
        Container destination = started(new Mount.Named(engine.createVolume()));
        destination.restore(new ByteArrayInputStream(tar.toByteArray()));
        assertThat(run(destination, ContainerProgram.read("mine")))
            .isEqualTo("of " + mount + stopped);
        destination.remove(true);
      }
    }
  }

  @Test
  void restore_noTar_isRefusedWithAReason() throws Exception {
    Container container = started(new Mount.Anonymous());
    byte[] text = "this is no tar\n".repeat(100).getBytes(US_ASCII);
    assertThatThrownBy(() -> container.restore(new ByteArrayInputStream(text)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(container.id());
  }

  @Test
  void warm_everyMount_readsWhatIsThere() throws Exception {
    started(new Mount.Layer()).warm();
    started(new Mount.Anonymous()).warm();
    started(new Mount.Bind(engine.createHostDirectory())).warm();
    engine.settle();
  }

  @Test
  void close_containersAndVolumesLeft_removesThem() throws Exception {
    started(new Mount.Named(engine.createVolume()));
    started(new Mount.Anonymous()).remove(false);
    engine.close();
    assertThat(engine.volumes()).isEmpty();
  }

  private static List<String> names(List<Volume> volumes) {
    return volumes.stream().map(Volume::name).toList();
  }
}
