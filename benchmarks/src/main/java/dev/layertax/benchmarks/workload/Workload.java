package dev.layertax.benchmarks.workload;

import dev.layertax.benchmarks.dataset.Dataset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;

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
 * @param processorBound whether an operation takes microseconds of the processor's time, so that a
 *     visit makes ten thousands; else it waits for storage, and a visit makes hundreds
 * @param dataset the files it starts from, by its parameters
 * @param maxWarmupIterations how many warm-up iterations the dataset is good for, by its parameters
 * @param maxIterations how many measured iterations the dataset is good for, by its parameters; the
 *     number to use for a single-shot workload
 */
public record Workload(
    String name,
    Class<?> benchmark,
    String question,
    String operation,
    List<Parameter> parameters,
    boolean singleShot,
    boolean processorBound,
    Function<Map<String, String>, Dataset> dataset,
    ToIntFunction<Map<String, String>> maxWarmupIterations,
    ToIntFunction<Map<String, String>> maxIterations) {
  public Workload {
    parameters = List.copyOf(parameters);
  }

  /** A workload whose iterations last a time, and of which there may be any number. */
  static Workload steady(
      String name,
      Class<?> benchmark,
      String question,
      String operation,
      List<Parameter> parameters,
      Dataset dataset) {
    return new Workload(
        name,
        benchmark,
        question,
        operation,
        parameters,
        false,
        false,
        params -> dataset,
        params -> Integer.MAX_VALUE,
        params -> Integer.MAX_VALUE);
  }

  /** The same, of which a visit makes ten thousands of operations. */
  Workload boundByProcessor() {
    return new Workload(
        name,
        benchmark,
        question,
        operation,
        parameters,
        singleShot,
        true,
        dataset,
        maxWarmupIterations,
        maxIterations);
  }

  /**
   * Checks that the parameters are this workload's: each given, with a value it knows.
   *
   * @throws IllegalArgumentException naming the first that is not
   */
  public void check(Map<String, String> params) {
    for (Parameter parameter : parameters) {
      String value = params.get(parameter.name());
      if (value == null || !parameter.values().contains(value)) {
        throw new IllegalArgumentException(
            "parameter %s of %s is one of %s, got %s"
                .formatted(parameter.name(), name, parameter.values(), value));
      }
    }
    for (String given : params.keySet()) {
      if (parameters.stream().noneMatch(parameter -> parameter.name().equals(given))) {
        throw new IllegalArgumentException(
            "%s has no parameter %s; it has %s"
                .formatted(name, given, parameters.stream().map(Parameter::name).toList()));
      }
    }
  }
}
