package dev.layertax.harness.engine.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * A container's first process: {@code LIST DIRECTORY}. It does nothing until the engine ends it,
 * but for reading the files of the list once for every line it is sent.
 *
 * <p>Note: not a program beside it, which is as good and takes the start of one more JVM and a
 * third of a second of the engine.
 */
final class Keeper {

  /** Begins its answers: a JVM may print lines of its own. */
  static final String ANSWER = "keeper: ";

  /** What it answers when the files are read; anything else is why they could not be. */
  static final String DONE = "read";

  /** What it is sent. */
  static final String READ = "read\n";

  private Keeper() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    answer(System.in, System.out, Path.of(args[0]), Path.of(args[1]));
    new CountDownLatch(1).await();
  }

  static void answer(InputStream questions, PrintStream answers, Path list, Path directory)
      throws IOException {
    for (int sent = questions.read(); sent >= 0; sent = questions.read()) {
      if (sent == '\n') {
        answers.println(ANSWER + read(list, directory));
      }
    }
  }

  private static String read(Path list, Path directory) {
    try {
      FileList.read(list, directory);
      return DONE;
    } catch (IOException | RuntimeException e) {
      return e.toString();
    }
  }
}
