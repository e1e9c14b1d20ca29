package dev.layertax.benchmarks.layer;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs {@link LayerCalls}, {@link ImageCalls} and {@link MissingNames} on a plain directory, the
 * union layer, the kernel's overlayfs and fuse-overlayfs, a fork each, in alternating rounds, and
 * prints ratios of costs taken in one round.
 */
public final class CompareLayers {
  /** Numbers of layers that have the directory in which a name is missing. */
  private static final int[] DEPTHS = {1, 8, 32, 64, 127};

  private static final int LAYERS = 4;
  private static final int LISTED_FILES = 5_000;

  private final Path home;
  private final int rounds;
  private final String calls;

  /** Nanoseconds per operation of each round, by call and place. */
  private final Map<String, Map<String, List<Double>>> costs = new TreeMap<>();

  private CompareLayers(Path home, int rounds, String calls) {
    this.home = home;
    this.rounds = rounds;
    this.calls = calls;
  }

  /**
   * Compares.
   *
   * @param args an empty directory on the file system to use; how many rounds; optionally a regular
   *     expression of the calls wanted, as {@code statHot|missing}
   */
  public static void main(String[] args) throws IOException, RunnerException {
    String calls = args.length > 2 ? args[2] : "";
    CompareLayers comparison =
        new CompareLayers(Path.of(args[0]).toRealPath(), Integer.parseInt(args[1]), calls);
    comparison.shipImage();
    comparison.run();
  }

  private void shipImage() throws IOException {
    for (int i = 1; i <= LAYERS; i++) {
      Path layer = home.resolve("image-" + i);
      Files.createDirectories(layer.resolve(LayerCalls.HOT).getParent());
      Files.createDirectories(layer.resolve(LayerCalls.SPOOL));
      ship(layer.resolve(LayerCalls.LISTED), i, LISTED_FILES, 0);
      for (String call : List.of("firstWrite", "changeMode", "deleteImageFile", "listFirst")) {
        for (int iteration = 0; iteration < ImageCalls.ITERATIONS; iteration++) {
          Path directory = layer.resolve(ImageCalls.directory(call, iteration));
          ship(directory, i, ImageCalls.FILES, ImageCalls.FILE_BYTES);
        }
      }
    }
    Path last = home.resolve("image-" + LAYERS);
    Files.createFile(last.resolve(LayerCalls.HOT));
    Files.write(
        last.resolve(LayerCalls.TABLE), new byte[LayerCalls.TABLE_PAGES * LayerCalls.PAGE_BYTES]);
  }

  /** The share of a directory's files that lies in one of the layers. */
  private static void ship(Path directory, int layer, int files, int bytes) throws IOException {
    Files.createDirectories(directory);
    for (int i = layer % LAYERS; i < files; i += LAYERS) {
      Files.write(directory.resolve("file-" + i), new byte[bytes]);
    }
  }

  private void run() throws IOException, RunnerException {
    for (int round = 1; round <= rounds; round++) {
      System.err.printf("round %d of %d%n", round, rounds);
      Path place = Files.createDirectory(home.resolve("round-" + round));
      Path host = Files.createDirectory(place.resolve("host"));
      for (int i = 1; i <= LAYERS; i++) {
        copyTree(home.resolve("image-" + i), host);
      }
      List<String> lowers = LayerPlaces.layerNames("image-", LAYERS);
      measure(round, "", place.resolve("shallow"), home, lowers, host);
      // Each round's own: the kernel remembers every name that was missing in a directory.
      for (int i = 1; i <= DEPTHS[DEPTHS.length - 1]; i++) {
        ship(place.resolve("deep-" + i).resolve(MissingNames.DIRECTORY), 0, 1, 0);
      }
      ship(place.resolve("plain").resolve(MissingNames.DIRECTORY), 0, 1, 0);
      for (int depth : DEPTHS) {
        List<String> deep = LayerPlaces.layerNames("deep-", depth);
        String suffix = String.format(Locale.ROOT, ", %3d layers", depth);
        measure(
            round, suffix, place.resolve("under-" + depth), place, deep, place.resolve("plain"));
      }
      deleteTree(place);
      // After every round, so that a run broken off has said what it knows.
      System.out.printf("after %d of %d rounds: median (least..greatest)%n", round, rounds);
      print();
    }
  }

  private void measure(
      int round, String suffix, Path place, Path layers, List<String> lowers, Path host)
      throws IOException, RunnerException {
    try (LayerPlaces places = new LayerPlaces(place, layers, lowers, host)) {
      if (round == 1) {
        places.absent().forEach((name, why) -> System.out.println("no " + name + ": " + why));
      }
      List<String> names = new ArrayList<>(places.locations().keySet());
      for (String call : suffix.isEmpty() ? shallowCalls() : List.of("MissingNames.missing")) {
        if (!call.matches(".*(" + calls + ").*")) {
          continue;
        }
        Collections.rotate(names, 1);
        for (String name : names) {
          costs
              .computeIfAbsent(call + suffix, key -> new TreeMap<>())
              .computeIfAbsent(name, key -> new ArrayList<>())
              .add(nanos(call, places.locations().get(name)));
        }
      }
    }
  }

  private static List<String> shallowCalls() {
    List<String> names = new ArrayList<>();
    for (String call : List.of("write", "openHot", "statHot", "list", "createAndDelete")) {
      names.add("LayerCalls." + call);
    }
    for (String call :
        List.of("create", "delete", "firstWrite", "changeMode", "deleteImageFile", "listFirst")) {
      names.add("ImageCalls." + call);
    }
    return names;
  }

  private static double nanos(String call, String location) throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(".*\\.layer\\." + call.replace(".", "\\.") + "$")
                    .param("location", location)
                    .verbosity(VerboseMode.SILENT)
                    .shouldFailOnError(true)
                    .build())
            .run();
    return results.iterator().next().getPrimaryResult().getStatistics().getPercentile(50);
  }

  private void print() {
    System.out.printf(
        "%-34s %10s  %-20s %-20s %-20s %s%n",
        "call", "host, ns", "union/host", "kernel/host", "union/kernel", "fuse/union");
    costs.forEach(
        (call, by) -> {
          List<Double> host = by.get(LayerPlaces.HOST);
          List<Double> union = by.get(LayerPlaces.UNION);
          List<Double> kernel = by.getOrDefault(LayerPlaces.KERNEL, List.of());
          List<Double> fuse = by.getOrDefault(LayerPlaces.FUSE, List.of());
          System.out.printf(
              "%-34s %10.0f  %-20s %-20s %-20s %s%n",
              call,
              median(host),
              Ratios.of(union, host),
              Ratios.of(kernel, host),
              Ratios.of(union, kernel),
              Ratios.of(fuse, union));
        });
    printLines();
  }

  private static double median(List<Double> values) {
    return Ratios.of(values, Collections.nCopies(values.size(), 1.0)).median();
  }

  /** The straight line through the costs of a missing name over the number of layers. */
  private void printLines() {
    for (String place : List.of(LayerPlaces.UNION, LayerPlaces.KERNEL, LayerPlaces.FUSE)) {
      List<Double> nanos = new ArrayList<>();
      for (int depth : DEPTHS) {
        Map<String, List<Double>> by =
            costs.get(String.format(Locale.ROOT, "MissingNames.missing, %3d layers", depth));
        if (by != null && by.containsKey(place)) {
          nanos.add(median(by.get(place)));
        }
      }
      if (nanos.size() == DEPTHS.length) {
        System.out.println("missing name, " + place + ": " + Line.through(DEPTHS, nanos));
      }
    }
  }

  private static void copyTree(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(directory)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(file, to.resolve(from.relativize(file)));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void deleteTree(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
