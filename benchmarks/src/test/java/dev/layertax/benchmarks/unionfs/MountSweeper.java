package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A shell that outlives this process by a moment and unmounts what it has left mounted, killed or
 * not: it waits for the end of its input, in a session of its own.
 */
final class MountSweeper {
  private static final String TILL_THE_END_THEN_UNMOUNT =
      "tac | while IFS= read -r place; do umount -l \"$place\"; done";

  private static Writer places;

  private MountSweeper() {}

  /** To be called before the mount is made. */
  static synchronized void expect(Path place) throws IOException {
    if (places == null) {
      places =
          new ProcessBuilder("setsid", "sh", "-c", TILL_THE_END_THEN_UNMOUNT)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .outputWriter(StandardCharsets.UTF_8);
    }
    places.write(place + "\n");
    places.flush();
  }
}
