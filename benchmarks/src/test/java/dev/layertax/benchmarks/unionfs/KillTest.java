package dev.layertax.benchmarks.unionfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A process that changes a union is killed, for real, again and again. */
class KillTest extends UnionTestBase {
  private static final int KILLS = Integer.getInteger("layertax.crash.processes", 24);

  @Test
  void kill_ofAProcessAtWork_leavesNothingHalf() throws Exception {
    UpperChanger.fill(bottom);
    Random random = new Random(1);
    for (int kill = 0; kill < KILLS; kill++) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-cp",
                  System.getProperty("java.class.path"),
                  UpperChanger.class.getName(),
                  bottom.toString(),
                  upper.toString(),
                  work.toString(),
                  Integer.toString(kill))
              .redirectErrorStream(true)
              .start();
      try (BufferedReader output = process.inputReader()) {
        assertThat(output.readLine()).isEqualTo("mounted");
        assertThat(process.waitFor(random.nextInt(60), TimeUnit.MILLISECONDS)).isFalse();
      } finally {
        process.destroyForcibly().waitFor();
      }
      fs = UnionFileSystem.mount(List.of(bottom), upper, work);
      assertThat(UpperChanger.damage(path("/"))).as("kill %s", kill).isEmpty();
      assertThat(work.resolve("work")).isEmptyDirectory();
      fs.close();
    }
  }
}
