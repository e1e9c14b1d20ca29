package dev.layertax.harness.engine.docker;

import com.github.dockerjava.api.command.ExecCreateCmd;
import com.github.dockerjava.api.command.InspectExecResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.layertax.harness.engine.ForkExit;
import dev.layertax.harness.engine.archive.SingleFileTar;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One program that runs in a container as {@code docker exec} does it. */
final class ContainerProgram {

  /** The exit code of what {@code kill -9} ended. */
  static final int KILLED = 137;

  /** The engine ends the stream a moment before it has the exit code. */
  private static final Duration EXIT_CODE_PATIENCE = Duration.ofSeconds(10);

  private final DockerConnection connection;
  private final String container;
  private final Optional<String> user;
  private final Optional<String> directory;
  private final Consumer<String> log;

  /**
   * @param user empty for the container's own
   * @param directory where it starts; empty for the container's own
   */
  ContainerProgram(
      DockerConnection connection,
      String container,
      Optional<String> user,
      Optional<String> directory,
      Consumer<String> log) {
    this.connection = connection;
    this.container = container;
    this.user = user;
    this.directory = directory;
    this.log = log;
  }

  /** Ends the container's programs at once. */
  interface Kill {
    void run() throws IOException;
  }

  /**
   * Runs it and waits for its end.
   *
   * @param result where it writes its result; empty for a program without one
   * @param lines takes what it prints on stdout
   * @param kill for the timeout
   */
  ForkExit run(
      List<String> words,
      Optional<String> result,
      Consumer<String> lines,
      Duration timeout,
      Kill kill)
      throws IOException, InterruptedException {
    String exec = create(words);
    long startedAt = System.nanoTime();
    ProgramOutput output = new ProgramOutput("exec " + exec.substring(0, 12), lines, log);
    connection.callPatiently(
        "start a program in container " + container,
        client -> client.execStartCmd(exec).exec(output));
    boolean ended;
    try {
      ended = await(output, timeout);
      if (!ended) {
        kill.run();
        await(output, timeout);
      }
    } catch (InterruptedException e) {
      try {
        kill.run();
      } catch (IOException notKilled) {
        e.addSuppressed(notKilled);
      }
      throw e;
    }
    Duration wall = Duration.ofNanos(System.nanoTime() - startedAt);
    int exitCode = ended ? exitCode(exec) : KILLED;
    return new ForkExit(exitCode, !ended, output.tail(), fetch(result, exitCode), wall);
  }

  private String create(List<String> words) throws IOException {
    return connection.call(
        "prepare a program in container " + container,
        client -> {
          ExecCreateCmd command =
              client
                  .execCreateCmd(container)
                  .withAttachStdout(true)
                  .withAttachStderr(true)
                  .withCmd(words.toArray(String[]::new));
          user.ifPresent(command::withUser);
          directory.ifPresent(command::withWorkingDir);
          return command.exec().getId();
        });
  }

  private boolean await(ProgramOutput output, Duration timeout)
      throws IOException, InterruptedException {
    try {
      return output.awaitCompletion(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RuntimeException e) {
      throw EngineFault.exception("lost the program in container " + container, e);
    }
  }

  private int exitCode(String exec) throws IOException {
    long deadline = System.nanoTime() + EXIT_CODE_PATIENCE.toNanos();
    while (System.nanoTime() - deadline < 0) {
      InspectExecResponse answer =
          connection.call(
              "ask how a program in container " + container + " ended",
              client -> client.inspectExecCmd(exec).exec());
      if (answer.getExitCodeLong() != null && !Boolean.TRUE.equals(answer.isRunning())) {
        return answer.getExitCodeLong().intValue();
      }
    }
    throw new IOException(
        "the engine does not tell how a program in container " + container + " ended");
  }

  private Optional<String> fetch(Optional<String> result, int exitCode) throws IOException {
    if (result.isEmpty() || exitCode == KILLED) {
      return Optional.empty();
    }
    return connection.call(
        "fetch the result from container " + container,
        client -> {
          try (InputStream tar =
              client.copyArchiveFromContainerCmd(container, result.get()).exec()) {
            return Optional.of(SingleFileTar.text(tar));
          } catch (NotFoundException e) {
            return Optional.empty();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
