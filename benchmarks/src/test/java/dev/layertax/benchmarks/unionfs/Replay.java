package dev.layertax.benchmarks.unionfs;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lower layers and what is done above them, as data.
 *
 * @param layers how many lower layers there are, empty ones included
 */
record Replay(int layers, List<LayerObject> objects, List<Operation> operations) {
  /** The replay of a seed. */
  static Replay of(long seed, int operations) {
    return above(seed, false, operations);
  }

  /** With all kinds of whiteouts in the layers, to be read by the kernel and not changed. */
  static Replay ofAllMarks(long seed, int operations) {
    return above(seed, true, operations);
  }

  private static Replay above(long seed, boolean markedWhiteouts, int operations) {
    List<LayerObject> objects = new RandomLayers(seed, markedWhiteouts).objects();
    int layers = 1 + objects.stream().mapToInt(LayerObject::layer).max().orElse(0);
    List<String> known = objects.stream().map(LayerObject::path).distinct().toList();
    return new Replay(layers, objects, new RandomOperations(seed, known).list(operations));
  }

  /** The same operations above one empty layer. */
  static Replay aboveNothing(long seed, int operations) {
    List<String> known = Replay.of(seed, 0).objects().stream().map(LayerObject::path).toList();
    return new Replay(1, List.of(), new RandomOperations(seed, known).list(operations));
  }

  boolean needsUserMarks() {
    return objects.stream().anyMatch(LayerObject::needsUserMarks);
  }

  Replay with(List<Operation> others) {
    return new Replay(layers, objects, others);
  }

  Replay above(List<LayerObject> others) {
    return new Replay(layers, others, operations);
  }

  /** Reads what {@link #toString} wrote; empty lines and those that begin with # are left out. */
  static Replay parse(Stream<String> lines) {
    int layers = 1;
    List<LayerObject> objects = new ArrayList<>();
    List<Operation> operations = new ArrayList<>();
    for (String line : lines.map(String::strip).toList()) {
      if (line.startsWith("LAYERS ")) {
        layers = Integer.parseInt(line.substring("LAYERS ".length()));
      } else if (line.startsWith("LAYER ")) {
        objects.add(LayerObject.parse(line));
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        operations.add(Operation.parse(line));
      }
    }
    return new Replay(layers, objects, operations);
  }

  @Override
  public String toString() {
    return Stream.of(Stream.of("LAYERS " + layers), objects.stream(), operations.stream())
        .flatMap(lines -> lines)
        .map(Object::toString)
        .collect(Collectors.joining("\n"));
  }
}
