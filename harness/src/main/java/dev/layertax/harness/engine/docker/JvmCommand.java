package dev.layertax.harness.engine.docker;

import dev.layertax.harness.engine.ChildJvm;
import dev.layertax.harness.engine.ForkCommand;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * How a JVM is started in a container.
 *
 * @param java the words of its command there
 * @param classPath its class path there
 */
record JvmCommand(List<String> java, String classPath) {

  /** As little as a JVM can be: the one that waits must not show in what is measured. */
  private static final List<String> SMALL =
      List.of(
          "-Xms4m",
          "-Xmx16m",
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          "-XX:TieredStopAtLevel=1",
          "-XX:ReservedCodeCacheSize=8m",
          "-Xshare:auto");

  JvmCommand {
    java = List.copyOf(java);
  }

  /**
   * The container's first process.
   *
   * @param path of the dataset
   */
  List<String> keeper(String path) {
    return words(SMALL, List.of(), Keeper.class.getName(), List.of(ImageChain.LIST_PATH, path));
  }

  /** A measured program. */
  List<String> words(ForkCommand command, URI location, String result) {
    List<String> arguments = new ArrayList<>(command.arguments());
    arguments.addAll(List.of("--location", location.toString(), "--result", result));
    return words(ChildJvm.FLAGS, command.jvmFlags(), command.mainClass(), arguments);
  }

  private List<String> words(
      List<String> flags, List<String> more, String mainClass, List<String> arguments) {
    List<String> words = new ArrayList<>(java);
    words.addAll(flags);
    words.addAll(more);
    words.addAll(
        List.of("-Djava.io.tmpdir=" + ImageChain.WORKING_PATH, "-cp", classPath, mainClass));
    words.addAll(arguments);
    return words;
  }
}
