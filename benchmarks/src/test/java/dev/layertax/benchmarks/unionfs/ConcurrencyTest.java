package dev.layertax.benchmarks.unionfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
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
      List<Operation> operations = new RandomOperations(seed, List.of()).list(2_000);
      answers.add(threads.submit(() -> run(tree(), operations)));
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
    String tree = tree().tree();
    remount();
    assertThat(tree().tree()).isEqualTo(tree);
  }

  private TreeOperations tree() {
    return new TreeOperations(path("/"), path("/inside"));
  }

  private static List<String> run(TreeOperations tree, List<Operation> operations)
      throws IOException {
    List<String> answers = new ArrayList<>();
    for (Operation operation : operations) {
      // What another thread may truncate is not mapped: a look beyond its end would fault.
      if (operation.kind() != Operation.Kind.HELD_MAP
          && operation.kind() != Operation.Kind.REMOUNT) {
        answers.add(tree.perform(operation));
      }
    }
    tree.close();
    return answers;
  }
}
