package dev.layertax.harness.engine.docker;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import dev.layertax.harness.engine.ForkExit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Start, stop, kill and removal of one container. */
final class ContainerLife {

  private static final int STOP_SECONDS = 10;

  private final DockerConnection connection;
  private final String id;
  private boolean running;
  private volatile boolean killed;

  ContainerLife(DockerConnection connection, String id) {
    this.connection = connection;
    this.id = id;
  }

  boolean isRunning() {
    return running;
  }

  /** A program of the container. */
  interface Program {
    ForkExit run() throws IOException, InterruptedException;
  }

  /** Runs a program, unless the container was killed, and tells the kill from a lost engine. */
  ForkExit run(Program program) throws IOException, InterruptedException {
    if (killed) {
      return killedAtOnce();
    }
    try {
      return program.run();
    } catch (IOException e) {
      if (killed) {
        return killedAtOnce();
      }
      throw e;
    }
  }

  private static ForkExit killedAtOnce() {
    return new ForkExit(ContainerProgram.KILLED, false, List.of(), Optional.empty(), Duration.ZERO);
  }

  void start() throws IOException {
    if (!running) {
      killed = false;
      connection.call(
          "start container " + id,
          client -> {
            try {
              return client.startContainerCmd(id).exec();
            } catch (NotModifiedException e) {
              return null;
            }
          });
      running = true;
    }
  }

  void stop() throws IOException {
    if (running) {
      running = false;
      connection.call(
          "stop container " + id,
          client -> {
            try {
              return client.stopContainerCmd(id).withTimeout(STOP_SECONDS).exec();
            } catch (NotModifiedException e) {
              return null;
            }
          });
    }
  }

  /** From any thread. */
  void kill() {
    killed = true;
    try {
      end();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /** Kills the first process, and with it all others; of one that does not run: no effect. */
  void end() throws IOException {
    connection.call(
        "kill container " + id,
        client -> {
          try {
            return client.killContainerCmd(id).exec();
          } catch (NotFoundException | ConflictException e) {
            return null;
          }
        });
    running = false;
  }

  void remove(boolean withAnonymousVolumes) throws IOException {
    running = false;
    connection.call(
        "remove container " + id,
        client -> {
          try {
            return client
                .removeContainerCmd(id)
                .withForce(true)
                .withRemoveVolumes(withAnonymousVolumes)
                .exec();
          } catch (NotFoundException e) {
            return null;
          }
        });
  }
}
