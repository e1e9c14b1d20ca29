package dev.layertax.reports.rundir;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.CellCost;
import dev.layertax.reports.model.CellCounters;
import dev.layertax.reports.model.EngineCost;
import dev.layertax.reports.model.Environment;
import dev.layertax.reports.model.Fork;
import dev.layertax.reports.model.Guarantee;
import dev.layertax.reports.model.Latencies;
import dev.layertax.reports.model.Passport;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.RunComparison;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.model.Verification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** How the model looks in JSON, in every file of the run directory. */
final class RunJson {

  private static final int LONGEST_MESSAGE = 300;

  private static final JsonMapper MAPPER = mapper(new JsonTypes.DoubleOrNull());
  private static final ObjectWriter LINE = MAPPER.writer();
  private static final ObjectWriter FILE =
      mapper(new JsonTypes.RoundedOrNull())
          .writer(
              new DefaultPrettyPrinter(
                      Separators.createDefaultInstance()
                          .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                  .withObjectIndenter(new DefaultIndenter("  ", "\n")));

  private RunJson() {}

  private static JsonMapper mapper(JsonSerializer<Double> doubles) {
    SimpleModule model = new SimpleModule("layertax");
    model.addSerializer(Double.class, doubles);
    model.addSerializer(Double.TYPE, doubles);
    model.addDeserializer(Double.TYPE, new JsonTypes.NullAsNaN());
    // Note: Jackson's own form of a Path is a URI, which no shell command takes.
    model.addSerializer(Path.class, ToStringSerializer.instance);
    model.addSerializer(Target.class, new JsonTypes.TargetLabel());
    model.addDeserializer(Target.class, new JsonTypes.TargetOfLabel());
    model.addSerializer(Latencies.class, new JsonTypes.LatencyPairs());
    model.addDeserializer(Latencies.class, new JsonTypes.LatenciesOfPairs());
    model.addDeserializer(Environment.class, new JsonTypes.EnvironmentOfAnyAge());
    model.addDeserializer(Plan.class, new JsonTypes.PlanOfAnyAge());
    model.addSerializer(CellCounters.class, new JsonTypes.FlatCounters());
    JsonMapper mapper =
        JsonMapper.builder()
            // Note: Double.toString gives other digits on JDK 17 than on 21; this writer does not.
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .addMixIn(Passport.class, WorkloadIfAny.class)
            .addMixIn(Results.InvalidTarget.class, WorkloadIfAny.class)
            .addMixIn(CellCost.class, CellFirst.class)
            .addMixIn(EngineCost.class, CellFirst.class)
            .addMixIn(Results.Failure.class, CellFirst.class)
            .addMixIn(Verification.class, CellFirst.class)
            .addMixIn(RunComparison.Change.class, CellFirst.class)
            .addMixIn(Guarantee.class, JsonTypes.OptionalThroughput.class)
            .addMixIn(Fork.class, JsonTypes.OptionalVerification.class)
            .addModule(model)
            .build();
    for (CoercionInputShape shape :
        new CoercionInputShape[] {
          CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean
        }) {
      mapper.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail);
    }
    return mapper;
  }

  /** What names its cell says so in its own fields, so that scripts need not look deeper. */
  interface CellFirst {
    @JsonUnwrapped
    Cell cell();
  }

  /** What is about every workload says nothing of one. */
  interface WorkloadIfAny {
    @JsonInclude(JsonInclude.Include.NON_NULL)
    String workload();
  }

  /** One line of JSON, its {@code \n} included; what was measured, to the last bit. */
  static byte[] line(Object value) throws IOException {
    return (LINE.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * JSON for people and scripts: indented by two, ended by {@code \n}, numbers to twelve digits.
   *
   * <p>The statistics library calls {@code Math.exp} and {@code Math.log}, whose last bit is the
   * JVM's and the processor's to choose; the digits that every one of them gives are written.
   */
  static String file(Object value) throws IOException {
    return FILE.writeValueAsString(value) + "\n";
  }

  static <T> T read(byte[] bytes, int offset, int length, Class<T> type) throws IOException {
    return MAPPER.readValue(bytes, offset, length, type);
  }

  /** The file's {@code schemaVersion}, read before the rest can be understood. */
  static int schemaVersion(byte[] bytes) throws IOException {
    return JsonTypes.schemaVersion(MAPPER.readTree(bytes));
  }

  /** What Jackson found wrong, where in the record, in one printable line. */
  static String problem(JsonProcessingException e) {
    StringBuilder place = new StringBuilder();
    if (e instanceof JsonMappingException mapping) {
      for (JsonMappingException.Reference step : mapping.getPath()) {
        if (step.getFieldName() == null) {
          place.append('[').append(step.getIndex()).append(']');
        } else {
          place.append(place.length() == 0 ? "" : ".").append(step.getFieldName());
        }
      }
    }
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message =
        root instanceof NullPointerException
            ? "a field that must be there is null"
            : root instanceof JsonProcessingException json
                ? json.getOriginalMessage()
                : String.valueOf(root.getMessage());
    // Jackson's own words name its settings.
    String plain =
        message.startsWith("Missing creator property") ? "the field is missing" : message;
    return printable(place.length() == 0 ? plain : place + ": " + plain);
  }

  /** Untrusted text for a message: one line, no control characters, not endless. */
  static String printable(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", "?");
    return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "…";
  }
}
