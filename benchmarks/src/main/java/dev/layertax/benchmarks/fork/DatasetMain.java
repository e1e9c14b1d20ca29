package dev.layertax.benchmarks.fork;

import dev.layertax.benchmarks.dataset.MadeDataset;
import dev.layertax.benchmarks.workload.Location;
import dev.layertax.benchmarks.workload.Workload;
import dev.layertax.benchmarks.workload.Workloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes the dataset of a workload whose files a program writes: {@code --workload NAME [--param
 * NAME=VALUE]… --location URI --result FILE}, exit codes as those of {@link ForkMain}. The result
 * is one line, the dataset's name.
 */
public final class DatasetMain {

  private DatasetMain() {}

  public static void main(String[] args) {
    ParentWatch.start();
    System.exit(run(args));
  }

  private static int run(String... args) {
    String workload = "dataset";
    try {
      Map<String, String> words = new HashMap<>();
      Map<String, String> params = new HashMap<>();
      for (int i = 0; i + 1 < args.length; i += 2) {
        if (args[i].equals("--param")) {
          String[] param = args[i + 1].split("=", 2);
          params.put(param[0], param[1]);
        } else {
          words.put(args[i], args[i + 1]);
        }
      }
      workload = words.get("--workload");
      MadeDataset made = made(workload, params);
      try (Location location = Location.open(words.get("--location"))) {
        made.maker().make(location.directory());
      }
      Files.writeString(Path.of(words.get("--result")), made.name() + "\n");
      return ForkMain.OK;
    } catch (IOException | RuntimeException | LinkageError e) {
      System.err.println("the dataset of " + workload + " failed: " + Reason.of(e));
      return ForkMain.FAILED;
    }
  }

  private static MadeDataset made(String name, Map<String, String> params) throws IOException {
    Workload workload =
        Workloads.ofClassPath()
            .find(name)
            .orElseThrow(() -> new IllegalArgumentException("unknown workload " + name));
    workload.check(params);
    if (workload.dataset(params) instanceof MadeDataset made) {
      return made;
    }
    throw new IllegalArgumentException(name + " has a dataset that no program makes");
  }
}
