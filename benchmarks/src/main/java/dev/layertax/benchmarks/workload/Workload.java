package dev.layertax.benchmarks.workload;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.benchmarks.dataset.DatasetSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.openjdk.jmh.annotations.Mode;

/**
 * What is known of a workload without running it. Made by {@link #named}; a description in a jar of
 * its own reaches Layertax through a {@link WorkloadProvider}.
 */
public final class Workload {
  private static final Dataset NOTHING = new Dataset("nothing", List.of());

  private final Builder built;

  private Workload(Builder built) {
    this.built = built;
  }

  /**
   * Starts a description.
   *
   * @param name as in {@code --workload}
   */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /** As in {@code --workload}. */
  public String name() {
    return built.name;
  }

  /** Full name of the JMH class, or of one of its methods: {@code package.Class.method}. */
  public String benchmark() {
    return built.benchmark;
  }

  /** What it asks, one sentence. */
  public String question() {
    return built.question;
  }

  /** What one operation is, one sentence. */
  public String operation() {
    return built.operation;
  }

  /**
   * What a user should know before measuring it, one paragraph: what real software does this, and
   * what it costs where and why; empty if nobody said.
   */
  public String explanation() {
    return built.explanation;
  }

  /** Beside {@code location}; may be empty. */
  public List<Parameter> parameters() {
    return List.copyOf(built.parameters);
  }

  /**
   * Whether each invocation is one measured operation, so that the number of iterations counts and
   * their length does not.
   */
  public boolean singleShot() {
    return built.singleShot;
  }

  /**
   * Whether an operation takes microseconds of the processor's time, so that a visit makes ten
   * thousands; else it waits for storage, and a visit makes hundreds.
   */
  public boolean processorBound() {
    return built.processorBound;
  }

  /** Threads that it runs at once, by its parameters; 0 where its JMH class alone decides. */
  public int threads(Map<String, String> params) {
    return built.threads.applyAsInt(params);
  }

  /** The files it starts from, by its parameters. */
  public DatasetSource dataset(Map<String, String> params) {
    return built.dataset.apply(params);
  }

  /** How many warm-up iterations the dataset is good for, by its parameters. */
  public int maxWarmupIterations(Map<String, String> params) {
    return built.maxWarmupIterations.applyAsInt(params);
  }

  /**
   * How many measured iterations the dataset is good for, by its parameters; the number to use for
   * a single-shot workload.
   */
  public int maxIterations(Map<String, String> params) {
    return built.maxIterations.applyAsInt(params);
  }

  /**
   * The mode of a benchmark that knows nothing of Layertax, for which its place is mounted before
   * it starts and which is timed by JMH alone; empty for a workload of {@link StorageState}'s.
   */
  public Optional<Mode> modeOfJmh() {
    return Optional.ofNullable(built.modeOfJmh);
  }

  /**
   * Why it can write only to files that the operating system knows, in one sentence without its
   * full stop; empty where it works on any {@code java.nio.file} file system, the simulated layer
   * among them.
   */
  public Optional<String> realFilesOnly() {
    return Optional.ofNullable(built.realFilesOnly);
  }

  /**
   * The workloads that have the write pattern of this one, which is then a real database, by their
   * lines as {@code name param=value}: what they say of a place should foretell what it says.
   */
  public List<String> patterns(Map<String, String> params) {
    return built.patterns.apply(params);
  }

  /**
   * Checks that the parameters are this workload's: each given, with a value it knows.
   *
   * @throws IllegalArgumentException naming the first that is not
   */
  public void check(Map<String, String> params) {
    for (Parameter parameter : parameters()) {
      String value = params.get(parameter.name());
      if (value == null || !parameter.values().contains(value)) {
        throw new IllegalArgumentException(
            "parameter %s of %s is one of %s, got %s"
                .formatted(parameter.name(), name(), parameter.values(), value));
      }
    }
    for (String given : params.keySet()) {
      if (parameters().stream().noneMatch(parameter -> parameter.name().equals(given))) {
        throw new IllegalArgumentException(
            "%s has no parameter %s; it has %s"
                .formatted(name(), given, parameters().stream().map(Parameter::name).toList()));
      }
    }
  }

  @Override
  public String toString() {
    return name();
  }

  /** A description on the way; of a workload whose iterations last a time, unless told. */
  public static final class Builder {
    private final String name;
    private final List<Parameter> parameters = new ArrayList<>();
    private String benchmark;
    private String question;
    private String operation;
    private String explanation = "";
    private boolean singleShot;
    private boolean processorBound;
    private String realFilesOnly;
    private Mode modeOfJmh;
    private Function<Map<String, String>, DatasetSource> dataset = params -> NOTHING;
    private Function<Map<String, String>, List<String>> patterns = params -> List.of();
    private ToIntFunction<Map<String, String>> threads = params -> 0;
    private ToIntFunction<Map<String, String>> maxWarmupIterations = params -> Integer.MAX_VALUE;
    private ToIntFunction<Map<String, String>> maxIterations = params -> Integer.MAX_VALUE;

    private Builder(String name) {
      this.name = Objects.requireNonNull(name, "name");
    }

    /** All methods of a JMH class. */
    public Builder benchmark(Class<?> jmhClass) {
      return benchmark(jmhClass.getName());
    }

    /** A JMH class or one of its methods, by its full name. */
    public Builder benchmark(String jmhName) {
      benchmark = jmhName;
      return this;
    }

    /** What it asks, one sentence. */
    public Builder question(String sentence) {
      question = sentence;
      return this;
    }

    /** What one operation is, one sentence. */
    public Builder operation(String sentence) {
      operation = sentence;
      return this;
    }

    /**
     * What a user should know before measuring it, one paragraph: what real software does this, and
     * what it costs where and why.
     */
    public Builder explanation(String paragraph) {
      explanation = paragraph;
      return this;
    }

    /**
     * A parameter beside {@code location}.
     *
     * @param meaning in a few words, with the unit
     */
    public Builder parameter(String parameter, String meaning, String... values) {
      parameters.add(new Parameter(parameter, meaning, List.of(values)));
      return this;
    }

    /** Threads that it runs at once, by its parameters; what its JMH class says unless told. */
    public Builder threads(ToIntFunction<Map<String, String>> number) {
      threads = number;
      return this;
    }

    /** The files it starts from; none unless told. */
    public Builder dataset(DatasetSource source) {
      return dataset(params -> source);
    }

    /** The files it starts from, by its parameters. */
    public Builder dataset(Function<Map<String, String>, DatasetSource> source) {
      dataset = source;
      return this;
    }

    /**
     * Each invocation is one measured operation.
     *
     * @param warmups how many of them to warm up the dataset is good for, by its parameters
     * @param measured how many measured ones
     */
    public Builder singleShot(
        ToIntFunction<Map<String, String>> warmups, ToIntFunction<Map<String, String>> measured) {
      singleShot = true;
      maxWarmupIterations = warmups;
      maxIterations = measured;
      return this;
    }

    /** An operation takes microseconds of the processor's time; a visit makes ten thousands. */
    public Builder boundByProcessor() {
      processorBound = true;
      return this;
    }

    /** It knows nothing of Layertax; JMH times it in this mode. */
    Builder ofJmhAlone(Mode mode) {
      modeOfJmh = mode;
      return this;
    }

    /**
     * It can write only to files that the operating system knows.
     *
     * @param why in one sentence without its full stop
     */
    public Builder realFilesOnly(String why) {
      realFilesOnly = why;
      return this;
    }

    /** It is a real database, which has the write pattern of these workloads. */
    public Builder patterns(Function<Map<String, String>, List<String>> lines) {
      patterns = lines;
      return this;
    }

    /** The workload described. */
    public Workload build() {
      Objects.requireNonNull(benchmark, "benchmark");
      Objects.requireNonNull(question, "question");
      Objects.requireNonNull(operation, "operation");
      return new Workload(this);
    }
  }
}
