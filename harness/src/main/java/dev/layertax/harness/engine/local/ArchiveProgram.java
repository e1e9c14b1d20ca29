package dev.layertax.harness.engine.local;

import dev.layertax.benchmarks.fork.ParentWatch;
import dev.layertax.benchmarks.workload.Location;
import dev.layertax.harness.engine.ForkCommand;
import dev.layertax.harness.engine.archive.TreeArchive;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The program that packs a container's files into a tar, or puts those of a tar there: {@code --do
 * pack|unpack --tar FILE}. In the container, because only there the layer is mounted.
 */
final class ArchiveProgram {

  private ArchiveProgram() {}

  static ForkCommand pack(Path tar) {
    return command("pack", tar);
  }

  static ForkCommand unpack(Path tar) {
    return command("unpack", tar);
  }

  private static ForkCommand command(String what, Path tar) {
    return new ForkCommand(
        ArchiveProgram.class.getName(), List.of("--do", what, "--tar", tar.toString()));
  }

  public static void main(String[] args) throws IOException {
    ParentWatch.start();
    Map<String, String> words = new HashMap<>();
    for (int i = 0; i + 1 < args.length; i += 2) {
      words.put(args[i], args[i + 1]);
    }
    Path tar = Path.of(words.get("--tar"));
    try (Location location = Location.open(words.get("--location"))) {
      if (words.get("--do").equals("pack")) {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(tar))) {
          TreeArchive.write(location.directory(), out);
        }
      } else {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(tar))) {
          TreeArchive.read(in, location.directory());
        }
      }
    } catch (IOException e) {
      System.err.println(e);
      System.exit(1);
    }
  }
}
