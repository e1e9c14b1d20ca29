package dev.layertax.harness.engine.docker;

import dev.layertax.harness.engine.ChildJvm;
import dev.layertax.harness.engine.ForkCommand;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * How a JVM is started in a container.
 *
 * @param java its command there
 * @param classPath its class path there
 */
record JvmCommand(String java, String classPath) {

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

  /** The container's first process. */
  List<String> keeper() {
    return words(SMALL, List.of(), Keeper.class.getName(), List.of());
  }

  /** A program without a result, with the flags of the measured JVM. */
  List<String> words(String mainClass, List<String> arguments) {
    return words(ChildJvm.FLAGS, List.of(), mainClass, arguments);
  }

  /** A measured program. */
  List<String> words(ForkCommand command, URI location, String result) {
    List<String> arguments = new ArrayList<>(command.arguments());
    arguments.addAll(List.of("--location", location.toString(), "--result", result));
    return words(ChildJvm.FLAGS, command.jvmFlags(), command.mainClass(), arguments);
  }

  private List<String> words(
      List<String> flags, List<String> more, String mainClass, List<String> arguments) {
    List<String> words = new ArrayList<>(List.of(java));
    words.addAll(flags);
    words.addAll(more);
    words.addAll(
        List.of("-Djava.io.tmpdir=" + ImageChain.WORKING_PATH, "-cp", classPath, mainClass));
    words.addAll(arguments);
    return words;
  }
}
