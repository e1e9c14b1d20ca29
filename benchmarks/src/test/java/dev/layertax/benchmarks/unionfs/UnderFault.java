package dev.layertax.benchmarks.unionfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.benchmarks.unionfs.UnionOptions.Sync;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An upper and a work directory as a scenario has them before its change, and mounts of them. */
final class UnderFault {
  final Path lower;
  final Path upper;
  final Path work;

  private UnderFault(Path lower, Path upper, Path work) {
    this.lower = lower;
    this.upper = upper;
    this.work = work;
  }

  /** The layers under a directory that does not exist, as they are before the change. */
  static UnderFault before(Scenario scenario, Path lower, Path directory) throws IOException {
    Files.createDirectory(directory);
    UnderFault layers =
        new UnderFault(
            lower,
            Files.createDirectory(directory.resolve("upper")),
            Files.createDirectory(directory.resolve("work")));
    try (FileSystem union = layers.mount()) {
      scenario.before().on(union.getPath("/"));
    }
    Snapshot.age(layers.upper);
    return layers;
  }

  FileSystem mount() throws IOException {
    return UnionFileSystem.mount(
        List.of(lower), upper, work, UnionOptions.defaults().withSync(Sync.VOLATILE));
  }

  FileSystem mountOn(FaultyHost host) throws IOException {
    return UnionFileSystem.mount(
        List.of(host.path(lower)),
        host.path(upper),
        host.path(work),
        UnionOptions.defaults().withSync(Sync.STRICT));
  }

  /** As a fresh mount shows it. */
  Map<String, String> tree() throws IOException {
    try (FileSystem union = mount()) {
      assertThat(leftovers()).isEmpty();
      return Snapshot.of(union.getPath("/"));
    }
  }

  /** What is in the work directory beside the whiteout that is kept for the next. */
  List<String> leftovers() throws IOException {
    List<String> names = new ArrayList<>();
    boolean keptSeen = false;
    try (DirectoryStream<Path> objects = Files.newDirectoryStream(work.resolve("work"))) {
      for (Path object : objects) {
        String name = object.getFileName().toString();
        boolean kept =
            !keptSeen
                && !name.contains("@")
                && Files.isRegularFile(object, LinkOption.NOFOLLOW_LINKS)
                && Layers.xattrs(object).list().contains("overlay.whiteout");
        keptSeen |= kept;
        if (!kept) {
          names.add(name);
        }
      }
    }
    return names;
  }

  /**
   * The tree without the time that may be newer: no copy-up can at once be there and leave its
   * parent's time alone, the kernel's neither.
   */
  Map<String, String> withoutLateTime(Map<String, String> tree, String failedCall) {
    String call = "setTimes " + upper;
    return failedCall.startsWith(call)
        ? Snapshot.withoutTime(
            tree, Snapshot.name(Path.of("/", failedCall.substring(call.length()))))
        : tree;
  }

  /** Gives up a mount whose process is said to have died; changes nothing. */
  static void abandon(FileSystem union, FaultyHost host) throws IOException {
    assertThat(host.isDead()).isTrue();
    try {
      union.close();
    } catch (FaultyHost.Killed dead) {
      return;
    }
  }
}
