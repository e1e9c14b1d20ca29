package dev.layertax.harness.engine.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a container's first process answers; there as soon as the process has said it. */
final class KeeperAnswer extends ResultCallback.Adapter<Frame> {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Override
  public void onNext(Frame frame) {
    boolean answered;
    synchronized (printed) {
      printed.writeBytes(frame.getPayload());
      answered = answer().isPresent();
    }
    if (answered) {
      onComplete();
    }
  }

  /** The answer, or whatever the process said before its end. */
  String text() {
    synchronized (printed) {
      return answer().orElseGet(() -> "its first process ended: " + all().strip());
    }
  }

  /** Of a whole line. */
  private Optional<String> answer() {
    String all = all();
    return all.substring(0, all.lastIndexOf('\n') + 1)
        .lines()
        .filter(line -> line.startsWith(Keeper.ANSWER))
        .map(line -> line.substring(Keeper.ANSWER.length()))
        .findFirst();
  }

  private String all() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
