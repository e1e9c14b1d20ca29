package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/**
 * A real overlayfs, where this machine lets us mount one; else the test is skipped and says why.
 */
final class KernelMount implements AutoCloseable {
  private final Path merged;

  private KernelMount(Path merged) {
    this.merged = merged;
  }

  /** As Docker mounts it. */
  static KernelMount writable(Path merged, List<Path> lowers, Path upper, Path work)
      throws IOException {
    String layers = lowers.stream().map(Path::toString).collect(Collectors.joining(":"));
    return mount(
        merged, "index=off,lowerdir=" + layers + ",upperdir=" + upper + ",workdir=" + work);
  }

  /** Layers written by the union layer, its upper topmost. */
  static KernelMount readOnly(Path merged, List<Path> lowers) throws IOException {
    String layers = lowers.stream().map(Path::toString).collect(Collectors.joining(":"));
    return mount(merged, "ro,userxattr,lowerdir=" + layers);
  }

  private static KernelMount mount(Path merged, String options) throws IOException {
    Files.createDirectories(merged);
    String failure;
    try {
      failure = run("mount", "-t", "overlay", "overlay", "-o", options, merged.toString());
    } catch (IOException noMountCommand) {
      failure = noMountCommand.getMessage();
    }
    if (failure != null) {
      System.out.println("skipped: this machine mounts no overlayfs for us: " + failure);
    }
    Assumptions.assumeTrue(failure == null, "this machine mounts no overlayfs for us: " + failure);
    return new KernelMount(merged);
  }

  Path path() {
    return merged;
  }

  @Override
  public void close() throws IOException {
    String failure = run("umount", merged.toString());
    if (failure != null) {
      throw new IOException("cannot unmount " + merged + ": " + failure);
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
