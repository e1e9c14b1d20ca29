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
record Scenario(int layers, List<LayerObject> objects, List<Operation> operations) {
  /** The scenario of a seed. */
  static Scenario of(long seed, int operations) {
    return above(seed, false, operations);
  }

  /** With all kinds of whiteouts in the layers, to be read by the kernel and not changed. */
  static Scenario ofAllMarks(long seed, int operations) {
    return above(seed, true, operations);
  }

  private static Scenario above(long seed, boolean markedWhiteouts, int operations) {
    List<LayerObject> objects = new RandomLayers(seed, markedWhiteouts).objects();
    int layers = 1 + objects.stream().mapToInt(LayerObject::layer).max().orElse(0);
    List<String> known = objects.stream().map(LayerObject::path).distinct().toList();
    return new Scenario(layers, objects, new RandomOperations(seed, known).list(operations));
  }

  /** The same operations above one empty layer. */
  static Scenario aboveNothing(long seed, int operations) {
    List<String> known = Scenario.of(seed, 0).objects().stream().map(LayerObject::path).toList();
    return new Scenario(1, List.of(), new RandomOperations(seed, known).list(operations));
  }

  boolean needsUserMarks() {
    return objects.stream().anyMatch(LayerObject::needsUserMarks);
  }

  Scenario with(List<Operation> others) {
    return new Scenario(layers, objects, others);
  }

  Scenario above(List<LayerObject> others) {
    return new Scenario(layers, others, operations);
  }

  /** Reads what {@link #toString} wrote; empty lines and those that begin with # are left out. */
  static Scenario parse(Stream<String> lines) {
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
    return new Scenario(layers, objects, operations);
  }

  @Override
  public String toString() {
    return Stream.of(Stream.of("LAYERS " + layers), objects.stream(), operations.stream())
        .flatMap(lines -> lines)
        .map(Object::toString)
        .collect(Collectors.joining("\n"));
  }
}
