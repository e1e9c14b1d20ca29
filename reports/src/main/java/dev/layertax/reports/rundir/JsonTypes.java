package dev.layertax.reports.rundir;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.CellCounters;
import dev.layertax.reports.model.DatabasePattern;
import dev.layertax.reports.model.Environment;
import dev.layertax.reports.model.Fork;
import dev.layertax.reports.model.Guarantee;
import dev.layertax.reports.model.Iteration;
import dev.layertax.reports.model.Latencies;
import dev.layertax.reports.model.MeasuredJar;
import dev.layertax.reports.model.Passport;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.PlannedCell;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.model.UnmeasuredCell;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** The few types whose JSON is not simply their record. */
final class JsonTypes {

  /** Doubles above this are no longer all integers, so none is written as one. */
  private static final double LARGEST_EXACT_INTEGER = 1L << 53;

  private JsonTypes() {}

  static int schemaVersion(JsonNode tree) throws IOException {
    JsonNode version = tree.get("schemaVersion");
    if (!tree.isObject() || version == null || !version.isInt()) {
      throw new JsonMappingException(
          null,
          "schemaVersion should be a whole number, found "
              + (tree.isObject() ? version : tree.getNodeType()));
    }
    return version.intValue();
  }

  /** NaN and the infinities, which JSON cannot say, become null. */
  static final class DoubleOrNull extends JsonSerializer<Double> {
    @Override
    public void serialize(Double value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      if (Double.isFinite(value)) {
        out.writeNumber(value.doubleValue());
      } else {
        out.writeNull();
      }
    }
  }

  /** The same to twelve significant digits; whole numbers, counts above all, stay as they are. */
  static final class RoundedOrNull extends JsonSerializer<Double> {

    private static final MathContext DIGITS = new MathContext(12);

    @Override
    public void serialize(Double value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      if (!Double.isFinite(value)) {
        out.writeNull();
      } else if (value == StrictMath.rint(value)) {
        out.writeNumber(value.doubleValue());
      } else {
        out.writeNumber(new BigDecimal(value).round(DIGITS).doubleValue());
      }
    }
  }

  static final class NullAsNaN extends JsonDeserializer<Double> {
    @Override
    public Double deserialize(JsonParser in, DeserializationContext context) throws IOException {
      if (!in.currentToken().isNumeric()) {
        context.handleUnexpectedToken(Double.TYPE, in);
      }
      return in.getDoubleValue();
    }

    @Override
    public Double getNullValue(DeserializationContext context) {
      return Double.NaN;
    }
  }

  static final class TargetLabel extends JsonSerializer<Target> {
    @Override
    public void serialize(Target value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(value.label());
    }
  }

  static final class TargetOfLabel extends JsonDeserializer<Target> {
    @Override
    public Target deserialize(JsonParser in, DeserializationContext context) throws IOException {
      String label = in.hasToken(JsonToken.VALUE_STRING) ? in.getText() : null;
      return Target.of(String.valueOf(label))
          .orElseThrow(
              () ->
                  JsonMappingException.from(
                      in,
                      (label == null ? "not a text" : "'" + label + "'")
                          + " is no target; known are "
                          + Arrays.stream(Target.values())
                              .map(Target::label)
                              .collect(Collectors.joining(", "))));
    }
  }

  /**
   * A file that was written before images were recorded has none, and a passport for all workloads
   * names none.
   */
  static final class EnvironmentOfAnyAge extends JsonDeserializer<Environment> {

    private record Whole(
        int schemaVersion,
        SortedMap<String, String> host,
        List<Passport> passports,
        List<Environment.ImageBuild> images) {}

    @Override
    public Environment deserialize(JsonParser in, DeserializationContext context)
        throws IOException {
      JsonNode tree = context.readTree(in);
      if (tree instanceof ObjectNode object && !object.has("images")) {
        object.putArray("images");
      }
      for (JsonNode passport : tree.path("passports")) {
        if (passport instanceof ObjectNode object && !object.has("workload")) {
          object.putNull("workload");
        }
      }
      Whole whole = in.getCodec().treeToValue(tree, Whole.class);
      return new Environment(
          whole.schemaVersion(), whole.host(), whole.passports(), whole.images());
    }
  }

  /** A plan that was written before there were databases has none of what they need. */
  static final class PlanOfAnyAge extends JsonDeserializer<Plan> {

    private record WholePlan(
        int schemaVersion,
        String runId,
        String createdAt,
        String layertaxVersion,
        String profile,
        long seed,
        int blocks,
        Double budgetSeconds,
        double confidence,
        double equivalenceMargin,
        List<PlannedCell> cells,
        List<PlannedCell> sentinels,
        List<String> command,
        String policy,
        List<UnmeasuredCell> unmeasured,
        List<DatabasePattern> patterns,
        List<Integer> looks,
        List<MeasuredJar> jars) {}

    @Override
    public Plan deserialize(JsonParser in, DeserializationContext context) throws IOException {
      JsonNode tree = context.readTree(in);
      if (tree instanceof ObjectNode object) {
        for (String later : List.of("unmeasured", "patterns", "looks", "jars")) {
          if (!object.has(later)) {
            object.putArray(later);
          }
        }
      }
      WholePlan whole = in.getCodec().treeToValue(tree, WholePlan.class);
      try {
        return new Plan(
            whole.schemaVersion(),
            whole.runId(),
            whole.createdAt(),
            whole.layertaxVersion(),
            whole.profile(),
            whole.seed(),
            whole.blocks(),
            whole.budgetSeconds(),
            whole.confidence(),
            whole.equivalenceMargin(),
            whole.cells(),
            whole.sentinels(),
            whole.command(),
            whole.policy(),
            whole.unmeasured(),
            whole.patterns(),
            whole.looks(),
            whole.jars());
      } catch (IllegalArgumentException | NullPointerException e) {
        throw JsonMappingException.from(in, String.valueOf(e.getMessage()), e);
      }
    }
  }

  /** A fork as written: only a workload that looks over its data says that it did. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonDeserialize(builder = ForkBuilder.class)
  interface OptionalVerification {}

  /** Note: a record's own creator would refuse a fork without the field. */
  @JsonPOJOBuilder(withPrefix = "")
  static final class ForkBuilder {
    @JsonProperty private List<Iteration> warmup;
    @JsonProperty private List<Iteration> iterations;
    @JsonProperty private SortedMap<String, Double> counters;
    @JsonProperty private Latencies latencies;
    @JsonProperty private String verified;

    Fork build() {
      return new Fork(
          required("warmup", warmup),
          required("iterations", iterations),
          required("counters", counters),
          required("latencies", latencies),
          verified);
    }

    private static <T> T required(String field, T value) {
      if (value == null) {
        throw new IllegalArgumentException("a fork needs its field " + field);
      }
      return value;
    }
  }

  /** A finding as written: only a backup has a throughput. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @JsonDeserialize(builder = GuaranteeBuilder.class)
  interface OptionalThroughput {
    @JsonInclude(JsonInclude.Include.NON_NULL)
    Guarantee.Throughput throughput();
  }

  /** Note: a record's own creator would refuse a finding without the field. */
  @JsonPOJOBuilder(withPrefix = "")
  static final class GuaranteeBuilder {
    @JsonProperty private String engine;
    @JsonProperty private Target target;
    @JsonProperty private String experiment;
    @JsonProperty private Guarantee.Outcome outcome;
    @JsonProperty private String evidence;
    @JsonProperty private Guarantee.Outcome expected;
    @JsonProperty private String source;
    @JsonProperty private Guarantee.Throughput throughput;

    Guarantee build() {
      try {
        return new Guarantee(
            engine, target, experiment, outcome, evidence, expected, source, throughput);
      } catch (NullPointerException e) {
        throw new IllegalArgumentException(
            "a finding needs its field " + e.getMessage() + ", found null", e);
      }
    }
  }

  /** {@code [[nanos,count],…]}. */
  static final class LatencyPairs extends JsonSerializer<Latencies> {
    @Override
    public void serialize(Latencies value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeStartArray();
      for (int i = 0; i < value.nanos().length; i++) {
        out.writeArray(new long[] {value.nanos()[i], value.counts()[i]}, 0, 2);
      }
      out.writeEndArray();
    }
  }

  /** Pairs straight into two arrays: a run holds millions of them. */
  static final class LatenciesOfPairs extends JsonDeserializer<Latencies> {
    @Override
    public Latencies deserialize(JsonParser in, DeserializationContext context) throws IOException {
      expect(in, in.currentToken(), JsonToken.START_ARRAY);
      long[] nanos = new long[64];
      long[] counts = new long[64];
      int size = 0;
      while (in.nextToken() != JsonToken.END_ARRAY) {
        expect(in, in.currentToken(), JsonToken.START_ARRAY);
        if (size == nanos.length) {
          nanos = Arrays.copyOf(nanos, 2 * size);
          counts = Arrays.copyOf(counts, 2 * size);
        }
        expect(in, in.nextToken(), JsonToken.VALUE_NUMBER_INT);
        nanos[size] = in.getLongValue();
        expect(in, in.nextToken(), JsonToken.VALUE_NUMBER_INT);
        counts[size] = in.getLongValue();
        expect(in, in.nextToken(), JsonToken.END_ARRAY);
        size++;
      }
      return new Latencies(Arrays.copyOf(nanos, size), Arrays.copyOf(counts, size));
    }

    private static void expect(JsonParser in, JsonToken found, JsonToken expected)
        throws IOException {
      if (found != expected) {
        throw JsonMappingException.from(
            in, "latencies are [[nanoseconds,count],…]; found " + found + " for " + expected);
      }
    }
  }

  /** The cell and its counts side by side, as the contract has it. */
  static final class FlatCounters extends JsonSerializer<CellCounters> {
    @Override
    public void serialize(CellCounters value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      Cell cell = value.cell();
      out.writeStartObject();
      out.writeStringField("engine", cell.engine());
      out.writeStringField("workload", cell.workload());
      provider.defaultSerializeField("params", cell.params(), out);
      out.writeStringField("target", cell.target().label());
      for (Map.Entry<String, Double> count : value.counts().entrySet()) {
        out.writeFieldName(count.getKey());
        double each = count.getValue();
        if (each == StrictMath.rint(each) && StrictMath.abs(each) <= LARGEST_EXACT_INTEGER) {
          out.writeNumber((long) each);
        } else {
          provider.defaultSerializeValue(count.getValue(), out);
        }
      }
      provider.defaultSerializeField("unequal", value.unequal(), out);
      out.writeEndObject();
    }
  }
}
