package dev.layertax.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {
  private static final int WRITERS = 8;

  @TempDir Path directory;

  @Test
  @Timeout(60)
  void commit_theLogIsClosed_everyWriterHearsOfIt() throws Exception {
    StorageState storage = new StorageState();
    storage.location = directory.toUri().toString();
    storage.open();
    GroupCommit workload = new GroupCommit();
    workload.writers = Integer.toString(WRITERS);
    workload.record = "512B";
    workload.allocateBuffers(WRITERS);
    workload.startSegment(storage);
    // Closes the log.
    workload.endSegment(storage);
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    try {
      List<Future<?>> commits = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        GroupCommit.Writer writer = new GroupCommit.Writer();
        writer.fill(512, i);
        commits.add(
            writers.submit(
                () -> {
                  workload.commit(writer);
                  return null;
                }));
      }
      for (Future<?> commit : commits) {
        assertThatThrownBy(() -> commit.get(30, TimeUnit.SECONDS))
            .isInstanceOf(ExecutionException.class)
            .hasCauseInstanceOf(IOException.class)
            .hasMessageContaining("the flush for this commit failed");
      }
    } finally {
      writers.shutdownNow();
      storage.close();
    }
  }
}
