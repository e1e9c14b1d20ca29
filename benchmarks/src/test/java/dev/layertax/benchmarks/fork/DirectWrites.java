package dev.layertax.benchmarks.fork;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** Whether a directory's file system opens files with O_DIRECT; an old tmpfs does not. */
final class DirectWrites {
  private DirectWrites() {}

  /** Skips the test, and prints why, where the workload needs what the directory does not have. */
  static void assumeFor(String workload, Map<String, String> params, Path directory)
      throws IOException {
    if (!workload.equals("shared-file-direct") && !params.containsValue("O_DIRECT")) {
      return;
    }
    Path probe = Files.createTempFile(directory, "direct-", ".probe");
    try (FileChannel channel =
        FileChannel.open(probe, StandardOpenOption.WRITE, ExtendedOpenOption.DIRECT)) {
      channel.force(false);
    } catch (FileSystemException | UnsupportedOperationException e) {
      String reason = "not checked: " + workload + "; " + directory + " has no O_DIRECT: " + e;
      System.out.println(reason);
      assumeTrue(false, reason);
    } finally {
      Files.delete(probe);
    }
  }
}
