package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/**
 * A file system that the kernel mounts, where this machine lets us; else the test is skipped with
 * the reason.
 *
 * <p>Root mounts in the namespace it is in, and {@link MountSweeper} unmounts what a killed test
 * leaves. Others mount overlayfs in a user namespace of a process of their own, which ends with the
 * test, and the mount with it; it is seen through {@code /proc/PID/root}.
 */
final class KernelMount implements AutoCloseable {
  private static final boolean ROOT = isRoot();

  private static final String MOUNT_AND_HOLD =
      "mount -t overlay overlay -o \"$1\" \"$2\" && echo mounted && exec cat";

  private final Path place;

  /** Who holds the namespace that has the mount; null where that is our own. */
  private final Process holder;

  private KernelMount(Path place, Process holder) {
    this.place = place;
    this.holder = holder;
  }

  private static boolean isRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException | UnsupportedOperationException noProc) {
      return false;
    }
  }

  /** Whether mounts are in a user namespace: with {@code userxattr}, and in no list of ours. */
  static boolean isUnprivileged() {
    return !ROOT;
  }

  /** An overlayfs, as Docker mounts it. */
  static KernelMount writable(Path merged, List<Path> lowers, Path upper, Path work)
      throws IOException {
    return writable(merged, lowers, upper, work, !ROOT);
  }

  /**
   * An overlayfs with an upper layer.
   *
   * @param userMarks whether the layers' marks are under {@code user.}, not under {@code trusted.};
   *     without root they must be
   */
  static KernelMount writable(
      Path merged, List<Path> lowers, Path upper, Path work, boolean userMarks) throws IOException {
    String options =
        "index=off,lowerdir=%s,upperdir=%s,workdir=%s"
            .formatted(layers(merged, lowers), relative(merged, upper), relative(merged, work));
    return overlay(merged, userMarks ? "userxattr," + options : options);
  }

  /** An overlayfs over layers written by the union layer, its upper topmost. */
  static KernelMount readOnly(Path merged, List<Path> lowers) throws IOException {
    return overlay(merged, "ro,userxattr,lowerdir=" + layers(merged, lowers));
  }

  /** Short names, from beside the mount's place: all options have to fit into one page. */
  private static String layers(Path merged, List<Path> lowers) {
    return lowers.stream().map(lower -> relative(merged, lower)).collect(Collectors.joining(":"));
  }

  private static String relative(Path merged, Path layer) {
    return merged.getParent().relativize(layer).toString();
  }

  private static KernelMount overlay(Path merged, String options) throws IOException {
    return ROOT
        ? mount(merged, "-t", "overlay", "overlay", "-o", options)
        : inNamespace(merged, options);
  }

  private static KernelMount inNamespace(Path merged, String options) throws IOException {
    Files.createDirectories(merged);
    String otherwise = "this machine mounts nothing for an unprivileged user";
    Process holder;
    String answer;
    try {
      holder =
          start(
              merged.getParent(),
              List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c"),
              List.of(MOUNT_AND_HOLD, "sh", options, merged.toString()));
      answer = holder.inputReader().readLine();
    } catch (IOException noSuchCommand) {
      throw skipped(otherwise, noSuchCommand.getMessage(), merged);
    }
    if (!"mounted".equals(answer)) {
      throw skipped(otherwise, answer, merged);
    }
    Path seen = Path.of("/proc/" + holder.pid() + "/root" + merged.toAbsolutePath());
    return new KernelMount(seen, holder);
  }

  /** A file system without extended attributes. */
  static KernelMount ramfs(Path place) throws IOException {
    return mount(place, "-t", "ramfs", "ramfs");
  }

  /** A file system in memory. */
  static KernelMount tmpfs(Path place) throws IOException {
    return mount(place, "-t", "tmpfs", "tmpfs");
  }

  /** A small ext4 on a file beside it, or what is left of that. */
  static KernelMount ext4(Path place, int mebibytes) throws IOException {
    Path image = place.resolveSibling(place.getFileName() + ".img");
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength((long) mebibytes << 20);
    }
    require("no ext4 can be made", place, List.of("mkfs.ext4", "-q", "-F", image.toString()));
    // Blocks are taken as they are written, so that a full one says so at once.
    return mount(place, "-o", "loop,nodelalloc", image.toString());
  }

  /** A directory mounted over itself: it cannot be renamed. */
  static KernelMount pinned(Path directory) throws IOException {
    return mount(directory, "--bind", directory.toString());
  }

  private static KernelMount mount(Path place, String... what) throws IOException {
    Files.createDirectories(place);
    List<String> command = new ArrayList<>(List.of("mount"));
    command.addAll(List.of(what));
    command.add(place.toString());
    String otherwise = "this machine mounts nothing for us";
    try {
      MountSweeper.expect(place);
    } catch (IOException noSuchCommand) {
      throw skipped(otherwise, noSuchCommand.getMessage(), place);
    }
    require(otherwise, place, command);
    return new KernelMount(place, null);
  }

  /** A whiteout as the kernel writes it. */
  static void makeDeviceWhiteout(Path place) throws IOException {
    require("no device 0/0 can be made", place, List.of("mknod", place.toString(), "c", "0", "0"));
  }

  private static void require(String otherwise, Path beside, List<String> command) {
    String failure;
    try {
      failure = run(beside.getParent(), command);
    } catch (IOException noSuchCommand) {
      failure = noSuchCommand.getMessage();
    }
    if (failure != null) {
      throw skipped(otherwise, failure, beside);
    }
  }

  /** Never returns; the reason is the same for every test's own directory. */
  private static RuntimeException skipped(String otherwise, String reason, Path beside) {
    String first = reason == null ? "no reason given" : reason.lines().findFirst().orElse("");
    return Assumptions.abort(otherwise + ": " + first.replace(beside.getParent() + "/", ""));
  }

  Path path() {
    return place;
  }

  @Override
  public void close() throws IOException {
    if (holder != null) {
      holder.getOutputStream().close();
      ended(holder);
      return;
    }
    String failure = run(place.getParent(), List.of("umount", place.toString()));
    if (failure != null && failure.contains("busy")) {
      // A mapping keeps a mount in use till it is collected, which nobody can wait for.
      failure = run(place.getParent(), List.of("umount", "-l", place.toString()));
    }
    if (failure != null) {
      throw new IOException("cannot unmount " + place + ": " + failure);
    }
  }

  private static Process start(Path in, List<String> command, List<String> arguments)
      throws IOException {
    List<String> all = new ArrayList<>(command);
    all.addAll(arguments);
    try {
      return new ProcessBuilder(all).directory(in.toFile()).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new IOException("cannot run " + command.get(0), e);
    }
  }

  /** What it says when it fails, else null. */
  private static String run(Path in, List<String> command) throws IOException {
    Process process = start(in, command, List.of());
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return ended(process) == 0 ? null : output;
  }

  private static int ended(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while " + process.info() + " ends");
    }
  }
}
