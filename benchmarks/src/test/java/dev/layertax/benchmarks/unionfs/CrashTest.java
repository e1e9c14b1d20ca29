package dev.layertax.benchmarks.unionfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Killed in each single call by which it changes its host, a union shows the old or the new. */
class CrashTest extends ScenarioTestBase {
  private Map<String, String> treeAfter(Scenario scenario) throws IOException {
    UnderFault layers = before(scenario);
    try (FileSystem union = layers.mount()) {
      scenario.change().on(union.getPath("/"));
    }
    return layers.tree();
  }

  /** Does the change and dies in a call of it; null when it needs fewer calls. */
  private UnderFault killed(Scenario scenario, int call, FaultyHost host) throws IOException {
    UnderFault layers = before(scenario);
    FileSystem union = layers.mountOn(host);
    host.killAt(call);
    try {
      scenario.change().on(union.getPath("/"));
    } catch (FaultyHost.Killed dead) {
      UnderFault.abandon(union, host);
      return layers;
    }
    host.killAt(0);
    union.close();
    return null;
  }

  private static boolean isHalfWay(UnderFault layers) throws IOException {
    try (var objects = Files.list(layers.work.resolve("work"))) {
      return objects.anyMatch(object -> object.getFileName().toString().contains("@"));
    }
  }

  private static void assertOldOrNew(
      Scenario scenario,
      UnderFault layers,
      FaultyHost host,
      Map<String, String> tree,
      Map<String, String> before,
      Map<String, String> after) {
    Map<String, String> found = layers.withoutLateTime(tree, host.failed());
    String notNew = Snapshot.difference(found, after);
    if (!notNew.isEmpty()) {
      assertThat(Snapshot.difference(scenario.withoutTimes(found), scenario.withoutTimes(before)))
          .as("killed in %s: not the old; nor the new:\n%s", host.failed(), notNew)
          .isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void kill_inAnyCall_nextMountShowsOldOrNew(Scenario scenario) throws IOException {
    Map<String, String> before = before(scenario).tree();
    Map<String, String> after = treeAfter(scenario);
    for (int call = 1; ; call++) {
      FaultyHost host = new FaultyHost();
      UnderFault layers = killed(scenario, call, host);
      if (layers == null) {
        break;
      }
      boolean halfWay = isHalfWay(layers);
      assertOldOrNew(scenario, layers, host, layers.tree(), before, after);
      assertOldOrNew(scenario, layers, host, layers.tree(), before, after);
      if (halfWay && host.failed().startsWith("rename " + layers.upper)) {
        killRecovery(scenario, call, before, after);
      }
    }
  }

  /** The next mount is killed too, in each of its calls. */
  private void killRecovery(
      Scenario scenario, int call, Map<String, String> before, Map<String, String> after)
      throws IOException {
    boolean mounted = false;
    for (int next = 1; !mounted; next++) {
      FaultyHost host = new FaultyHost();
      UnderFault layers = killed(scenario, call, host);
      FaultyHost second = new FaultyHost();
      second.killAt(next);
      try (FileSystem union = layers.mountOn(second)) {
        mounted = union.isOpen();
        second.killAt(0);
      } catch (FaultyHost.Killed dead) {
        assertThat(mounted).isFalse();
      }
      assertOldOrNew(scenario, layers, host, layers.tree(), before, after);
    }
  }

  @Test
  void kill_halfWay_kernelShowsOldOrNewAfterTheNextMount() throws IOException {
    for (Scenario scenario : scenarios()) {
      Map<String, String> before = null;
      for (int call = 1; ; call++) {
        FaultyHost host = new FaultyHost();
        UnderFault layers = killed(scenario, call, host);
        if (layers == null) {
          break;
        }
        if (!isHalfWay(layers)) {
          continue;
        }
        before = before == null ? before(scenario).tree() : before;
        Map<String, String> tree = layers.tree();
        Path merged = directory.resolve("merged");
        try (KernelMount kernel =
            KernelMount.readOnly(merged, List.of(layers.upper, layers.lower))) {
          assertThat(Snapshot.of(kernel.path()))
              .as("%s, killed in %s", scenario, host.failed())
              .isEqualTo(tree);
        }
      }
    }
  }

  private static Scenario named(String name) {
    return scenarios().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  /** Killed when it has left its old place and its whiteout is not yet there. */
  private UnderFault killedHalfWay(Scenario scenario) throws IOException {
    for (int call = 1; ; call++) {
      UnderFault layers = killed(scenario, call, new FaultyHost());
      if (isHalfWay(layers) && Files.exists(layers.upper.resolve("new"))) {
        return layers;
      }
    }
  }

  @Test
  void mount_withAnotherWorkDirectoryAfterAKill_endsTheChangeToo() throws IOException {
    Scenario scenario = named("rename lower file onto nothing");
    UnderFault layers = killedHalfWay(scenario);
    Path other = Files.createDirectory(directory.resolve("other"));
    try (FileSystem union = UnionFileSystem.mount(List.of(lower), layers.upper, other)) {
      assertThat(Snapshot.of(union.getPath("/"))).isEqualTo(treeAfter(scenario));
    }
  }

  @Test
  void mount_ofAnotherUpperAfterAKill_endsTheChangeWhereItBegan() throws IOException {
    Scenario scenario = named("rename lower file onto nothing");
    UnderFault layers = killedHalfWay(scenario);
    Path other = Files.createDirectory(directory.resolve("other"));
    try (FileSystem union = UnionFileSystem.mount(List.of(lower), other, layers.work)) {
      assertThat(union.isOpen()).isTrue();
      assertThat(other).isEmptyDirectory();
    }
    assertThat(layers.tree()).isEqualTo(treeAfter(scenario));
  }

  @Test
  void mount_ofMovedLayersAfterAKill_endsTheChange() throws IOException {
    Scenario scenario = named("rename lower file onto nothing");
    Path moved = directory.resolve("moved");
    Files.move(killedHalfWay(scenario).upper.getParent(), moved);
    try (FileSystem union =
        UnionFileSystem.mount(List.of(lower), moved.resolve("upper"), moved.resolve("work"))) {
      assertThat(Snapshot.of(union.getPath("/"))).isEqualTo(treeAfter(scenario));
    }
  }

  @Test
  void mount_withAWhiteoutForAnOpaqueDirectory_leavesItOut() throws IOException {
    Scenario scenario = named("mkdir over whiteout");
    UnderFault layers = before(scenario);
    try (FileSystem union = layers.mount()) {
      Files.delete(union.getPath("/d/y"));
      Files.delete(union.getPath("/d"));
      Files.createDirectory(union.getPath("/d"));
    }
    Path left =
        Files.createFile(Files.createDirectory(layers.work.resolve("work")).resolve("#1@d%sx"));
    Layers.setWhiteout(left);
    assertThat(layers.tree()).containsKey("/d").doesNotContainKey("/d/x");
  }
}
