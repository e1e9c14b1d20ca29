package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.List;

/**
 * Another process that mounts lower, upper and work, says so, and keeps them till its input ends.
 */
final class UpperOwner {
  private UpperOwner() {}

  public static void main(String[] args) throws IOException {
    try (FileSystem mounted =
        UnionFileSystem.mount(List.of(Path.of(args[0])), Path.of(args[1]), Path.of(args[2]))) {
      System.out.println("mounted");
      while (mounted.isOpen() && System.in.read() >= 0) {
        // Until the parent closes the pipe or dies.
      }
    } catch (IOException e) {
      System.out.println(e.getMessage());
    }
  }
}
