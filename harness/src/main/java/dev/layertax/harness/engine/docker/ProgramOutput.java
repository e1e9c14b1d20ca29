package dev.layertax.harness.engine.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What a program in a container prints: every line to the log, the last ones on stderr kept. */
final class ProgramOutput extends ResultCallback.Adapter<Frame> {

  private static final int TAIL_LINES = 20;

  private final String name;
  private final Consumer<String> lines;
  private final Consumer<String> log;
  private final Map<StreamType, ByteArrayOutputStream> unfinished = new EnumMap<>(StreamType.class);
  private final Deque<String> tail = new ArrayDeque<>();

  /**
   * @param lines takes what is printed on stdout
   */
  ProgramOutput(String name, Consumer<String> lines, Consumer<String> log) {
    this.name = name;
    this.lines = lines;
    this.log = log;
  }

  @Override
  public synchronized void onNext(Frame frame) {
    ByteArrayOutputStream line =
        unfinished.computeIfAbsent(frame.getStreamType(), type -> new ByteArrayOutputStream());
    for (byte b : frame.getPayload()) {
      if (b == '\n') {
        end(frame.getStreamType(), line);
      } else {
        line.write(b);
      }
    }
  }

  private void end(StreamType type, ByteArrayOutputStream bytes) {
    String line = bytes.toString(StandardCharsets.UTF_8);
    bytes.reset();
    if (line.isBlank()) {
      return;
    }
    boolean error = type == StreamType.STDERR;
    log.accept(name + (error ? " err: " : " out: ") + line);
    if (error) {
      tail.addLast(line);
      if (tail.size() > TAIL_LINES) {
        tail.removeFirst();
      }
    } else {
      lines.accept(line);
    }
  }

  /** The last lines on stderr, in order. */
  synchronized List<String> tail() {
    unfinished.forEach(this::end);
    return List.copyOf(tail);
  }
}
