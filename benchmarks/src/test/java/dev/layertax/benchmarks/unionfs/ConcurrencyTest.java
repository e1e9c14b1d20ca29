package dev.layertax.benchmarks.unionfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many threads on the same few names: no deadlock, and a cache that agrees with the layers. */
class ConcurrencyTest extends UnionTestBase {

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void randomOperations_onTheSameNames_leaveWhatARemountFinds() throws Exception {
    Files.createDirectory(bottom.resolve("inside"));
    for (String name : List.of("a/a", "a/b/c", "b", "c/a", "d/e")) {
      file(bottom, "inside/" + name, name);
    }
    mount();
    ExecutorService threads = Executors.newFixedThreadPool(6);
    List<Future<List<String>>> answers = new ArrayList<>();
    for (long seed = 1; seed <= 6; seed++) {
      RandomOperations operations = new RandomOperations(path("/inside"), seed);
      answers.add(threads.submit(() -> run(operations)));
    }
    for (Future<List<String>> answer : answers) {
      assertThat(answer.get())
          .noneMatch(
              text ->
                  text.contains(directory.toString())
                      || text.contains("StaleEntry")
                      || text.contains("NullPointer"));
    }
    threads.shutdown();
    Map<String, String> tree = new RandomOperations(path("/inside"), 0).tree();
    remount();
    assertThat(new RandomOperations(path("/inside"), 0).tree()).isEqualTo(tree);
  }

  private static List<String> run(RandomOperations operations) throws IOException {
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      answers.add(operations.next());
    }
    operations.close();
    return answers;
  }
}
