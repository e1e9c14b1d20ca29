package dev.layertax.benchmarks.workload;

import dev.layertax.benchmarks.dataset.Dataset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What is known of a workload without running it.
 *
 * @param name as in {@code --workload}
 * @param benchmark the JMH class
 * @param question what it asks, one sentence
 * @param operation what one operation is, one sentence
 * @param parameters beside {@code location}; may be empty
 * @param singleShot whether each invocation is one measured operation, so that the number of
 *     iterations counts and their length does not
 * @param dataset the files it starts from, by its parameters
 */
public record Workload(
    String name,
    Class<?> benchmark,
    String question,
    String operation,
    List<Parameter> parameters,
    boolean singleShot,
    Function<Map<String, String>, Dataset> dataset) {
  public Workload {
    parameters = List.copyOf(parameters);
  }
}
