package dev.layertax.benchmarks.fork;

import dev.layertax.benchmarks.workload.StorageState;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** Writes the file that {@code package-info} describes; it appears whole or not at all. */
final class ResultFile {
  private static final double SECONDS = 1e-9;

  private final StringBuilder text = new StringBuilder();

  static void write(Path file, FileStore store, Recorder recorder) throws IOException {
    ResultFile result = new ResultFile();
    result.line("layertax-fork", "1");
    result.line("jvm", System.getProperty("java.vm.name"), System.getProperty("java.version"));
    result.line("store", store.type(), store.name());
    result.traces("warmup", recorder.warmup());
    result.traces("iteration", recorder.iterations());
    String operations = Long.toString(recorder.countedOperations());
    for (Map.Entry<String, Long> counter : recorder.counters().entrySet()) {
      result.line("counter", counter.getKey(), counter.getValue().toString(), operations);
    }
    for (Map.Entry<Long, Long> bucket : recorder.latencies().entrySet()) {
      result.line("latency", bucket.getKey().toString(), bucket.getValue().toString());
    }
    if (StorageState.verification() != null) {
      result.line("verified", StorageState.verification());
    }
    result.line("end");
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(part, result.text);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private void traces(String kind, List<Recorder.Trace> traces) {
    for (int i = 0; i < traces.size(); i++) {
      Recorder.Trace trace = traces.get(i);
      line(
          kind,
          Integer.toString(i),
          Long.toString(trace.operations()),
          Double.toString(trace.nanosPerOp() * SECONDS));
    }
  }

  private void line(String... fields) {
    for (int i = 0; i < fields.length; i++) {
      if (i > 0) {
        text.append('\t');
      }
      String field = fields[i];
      for (int j = 0; j < field.length(); j++) {
        // A mounted device may have any name; a field may not have a separator in it.
        char c = field.charAt(j);
        text.append(Character.isISOControl(c) ? ' ' : c);
      }
    }
    text.append('\n');
  }
}
