package dev.layertax.harness.engine;

import java.util.List;
import java.util.Objects;

/**
 * A program of the layertax jar to run in a container. The engine adds {@code --location URI} and
 * {@code --result FILE}: it alone knows where the storage is and where a result can be fetched from
 * without touching it.
 *
 * @param mainClass the class to start
 * @param arguments its words
 */
public record ForkCommand(String mainClass, List<String> arguments) {
  public ForkCommand {
    Objects.requireNonNull(mainClass, "mainClass");
    arguments = List.copyOf(arguments);
  }
}
