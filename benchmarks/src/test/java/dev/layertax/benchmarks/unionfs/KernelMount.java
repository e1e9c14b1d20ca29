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
 * A file system that the kernel mounts, where this machine lets us; else the test is skipped and
 * says why.
 */
final class KernelMount implements AutoCloseable {
  private final Path place;

  private KernelMount(Path place) {
    this.place = place;
  }

  /** An overlayfs, as Docker mounts it. */
  static KernelMount writable(Path merged, List<Path> lowers, Path upper, Path work)
      throws IOException {
    String layers = lowers.stream().map(Path::toString).collect(Collectors.joining(":"));
    return overlay(
        merged, "index=off,lowerdir=" + layers + ",upperdir=" + upper + ",workdir=" + work);
  }

  /**
   * An overlayfs with one more option.
   *
   * @param option may be empty
   */
  static KernelMount writable(Path merged, List<Path> lowers, Path upper, Path work, String option)
      throws IOException {
    String layers = lowers.stream().map(Path::toString).collect(Collectors.joining(":"));
    String more = option.isEmpty() ? "" : option + ",";
    return overlay(
        merged, more + "index=off,lowerdir=" + layers + ",upperdir=" + upper + ",workdir=" + work);
  }

  /** An overlayfs over layers written by the union layer, its upper topmost. */
  static KernelMount readOnly(Path merged, List<Path> lowers) throws IOException {
    String layers = lowers.stream().map(Path::toString).collect(Collectors.joining(":"));
    return overlay(merged, "ro,userxattr,lowerdir=" + layers);
  }

  private static KernelMount overlay(Path merged, String options) throws IOException {
    return mount(merged, "-t", "overlay", "overlay", "-o", options);
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
    require("no ext4 can be made", "mkfs.ext4", "-q", "-F", image.toString());
    return mount(place, "-o", "loop", image.toString());
  }

  /** A character device 0/0, which is a whiteout in a layer. */
  static void device(Path place) throws IOException {
    require("no device can be made", "mknod", place.toString(), "c", "0", "0");
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
    require("this machine mounts nothing for us", command.toArray(String[]::new));
    return new KernelMount(place);
  }

  private static void require(String otherwise, String... command) throws IOException {
    String failure;
    try {
      failure = run(command);
    } catch (IOException noSuchCommand) {
      failure = noSuchCommand.getMessage();
    }
    if (failure != null) {
      System.out.println("skipped: " + otherwise + ": " + failure);
    }
    Assumptions.assumeTrue(failure == null, otherwise + ": " + failure);
  }

  Path path() {
    return place;
  }

  @Override
  public void close() throws IOException {
    String failure = run("umount", place.toString());
    if (failure != null) {
      throw new IOException("cannot unmount " + place + ": " + failure);
    }
  }

  private static String run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    try {
      return process.waitFor() == 0 ? null : output;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted in " + command[0]);
    }
  }
}
