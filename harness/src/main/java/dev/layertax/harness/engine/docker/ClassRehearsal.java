package dev.layertax.harness.engine.docker;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.benchmarks.dataset.DatasetFile;
import dev.layertax.benchmarks.fork.ForkMain;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Loads what the programs of a container load, by running them: {@code DIRECTORY} and the words of
 * every program.
 */
final class ClassRehearsal {

  private static final List<String> SHORT_FORK =
      List.of(
          "--workload", "cpu-sentinel",
          "--warmup-iterations", "0",
          "--warmup-seconds", "0.01",
          "--iterations", "1",
          "--iteration-seconds", "0.01");

  private ClassRehearsal() {}

  public static void main(String[] args) throws IOException {
    keep(Path.of(args[0]));
    List<String> words = new ArrayList<>(SHORT_FORK);
    words.addAll(Arrays.asList(args).subList(1, args.length));
    ForkMain.main(words.toArray(String[]::new));
  }

  private static void keep(Path directory) throws IOException {
    DatasetFile file = new DatasetFile("rehearsed", 1, 0);
    Dataset dataset = new Dataset("rehearsal", List.of(file));
    dataset.writeTo(directory);
    Path list = directory.resolve("files");
    Files.writeString(list, FileList.of(dataset));
    byte[] question = Keeper.READ.getBytes(StandardCharsets.US_ASCII);
    Keeper.answer(new ByteArrayInputStream(question), System.out, list, directory);
  }
}
