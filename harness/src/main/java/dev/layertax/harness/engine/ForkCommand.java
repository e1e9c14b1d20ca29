package dev.layertax.harness.engine;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A program of the layertax jar to run in a container. The engine adds {@code --location URI} and
 * {@code --result FILE}: it alone knows where the storage is and where a result can be fetched from
 * without touching it.
 *
 * @param mainClass the class to start
 * @param arguments its words
 * @param jvmFlags of the measured JVM, beside those that the engine gives to each
 * @param classPath in place of the engine's own; empty for that
 */
public record ForkCommand(
    String mainClass,
    List<String> arguments,
    List<String> jvmFlags,
    Optional<ProgramPath> classPath) {
  public ForkCommand {
    Objects.requireNonNull(mainClass, "mainClass");
    arguments = List.copyOf(arguments);
    jvmFlags = List.copyOf(jvmFlags);
  }

  /** A program on the engine's own class path. */
  public ForkCommand(String mainClass, List<String> arguments, List<String> jvmFlags) {
    this(mainClass, arguments, jvmFlags, Optional.empty());
  }

  /** A program in a JVM with the engine's flags alone. */
  public ForkCommand(String mainClass, List<String> arguments) {
    this(mainClass, arguments, List.of(), Optional.empty());
  }
}
