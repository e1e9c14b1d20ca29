package dev.layertax.harness.guarantee.program;

import dev.layertax.benchmarks.fork.ParentWatch;
import dev.layertax.benchmarks.workload.Location;
import dev.layertax.harness.engine.ForkCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What each program does around its own work: words, location, result and exit code. */
final class Program {

  /** The work itself. */
  interface Work {
    void in(Path directory, Map<String, String> words, Facts facts)
        throws IOException, InterruptedException;
  }

  /** These programs end before the second compiler would be of use. */
  private static final List<String> JVM_FLAGS = List.of("-XX:TieredStopAtLevel=1");

  private Program() {}

  static ForkCommand command(Class<?> main, String... words) {
    return new ForkCommand(main.getName(), List.of(words), JVM_FLAGS);
  }

  /** Ends this JVM: 0 with a result, 1 with the reason as the last line on stderr. */
  static void run(String[] args, Work work) {
    ParentWatch.start();
    Map<String, String> words = new HashMap<>();
    for (int i = 0; i + 1 < args.length; i += 2) {
      words.put(args[i], args[i + 1]);
    }
    Facts facts = new Facts();
    try (Location location = Location.open(words.get("--location"))) {
      work.in(location.directory(), words, facts);
      facts.write(Path.of(words.get("--result")));
    } catch (IOException | InterruptedException | RuntimeException e) {
      System.err.println(e);
      System.exit(1);
    }
    System.exit(0);
  }
}
