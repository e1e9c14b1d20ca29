package dev.layertax.reports.rundir;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.CellCost;
import dev.layertax.reports.model.CellCounters;
import dev.layertax.reports.model.EngineCost;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.model.Verification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The JSON Schema of records: their components, described by the words of their own Javadoc.
 *
 * <p>What {@link RunJson} writes otherwise than a record's components say is named here once more,
 * so that a change there fails where real files are held against the schema.
 */
final class RecordSchema {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path SOURCES = Path.of("src/main/java");

  /** Their cell's own fields stand in its place. */
  private static final Set<Class<?>> CELL_FIRST =
      Set.of(CellCost.class, EngineCost.class, Results.Failure.class, Verification.class);

  private final ObjectNode definitions = JSON.createObjectNode();

  /** The schema of one record and all that it holds. */
  static ObjectNode of(Class<? extends Record> type, String title, String id) {
    RecordSchema schema = new RecordSchema();
    ObjectNode root = JSON.createObjectNode();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("$id", id);
    root.put("title", title);
    root.setAll(schema.object(type));
    root.set("$defs", schema.definitions);
    return root;
  }

  private ObjectNode object(Class<?> type) {
    ObjectNode node = JSON.createObjectNode();
    node.put("description", about(type));
    node.put("type", "object");
    ObjectNode properties = node.putObject("properties");
    Map<String, String> words = words(type);
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.getType() == Cell.class
          && (CELL_FIRST.contains(type) || type == CellCounters.class)) {
        ObjectNode cell = object(Cell.class);
        properties.setAll((ObjectNode) cell.get("properties"));
      } else if (type != CellCounters.class || !component.getName().equals("counts")) {
        ObjectNode property = type(component.getGenericType());
        String said = words.get(component.getName());
        if (said != null) {
          property.put("description", said);
        }
        properties.set(component.getName(), property);
      }
    }
    ArrayNode required = node.putArray("required");
    properties
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (type != Results.InvalidTarget.class || !name.equals("workload")) {
                required.add(name);
              }
            });
    if (type == CellCounters.class) {
      node.putObject("additionalProperties")
          .put("type", "number")
          .put("minimum", 0)
          .put("description", words.get("counts"));
    } else {
      node.put("additionalProperties", false);
    }
    return node;
  }

  private ObjectNode type(Type type) {
    ObjectNode node = JSON.createObjectNode();
    if (type instanceof ParameterizedType parameterized) {
      Type[] arguments = parameterized.getActualTypeArguments();
      if (parameterized.getRawType() == List.class) {
        node.put("type", "array").set("items", type(arguments[0]));
      } else if (parameterized.getRawType() == SortedMap.class) {
        node.put("type", "object").set("additionalProperties", type(arguments[1]));
      } else {
        throw new IllegalArgumentException("no schema for " + type);
      }
      return node;
    }
    Class<?> plain = (Class<?>) type;
    if (plain == double.class || plain == Double.class) {
      node.putArray("type").add("number").add("null");
    } else if (plain == int.class || plain == long.class) {
      node.put("type", "integer");
    } else if (plain == boolean.class) {
      node.put("type", "boolean");
    } else if (plain == String.class) {
      node.putArray("type").add("string").add("null");
    } else if (plain == Target.class) {
      ArrayNode labels = node.putArray("enum");
      Arrays.stream(Target.values()).map(Target::label).forEach(labels::add);
    } else if (plain.isEnum()) {
      ArrayNode names = node.putArray("enum");
      Arrays.stream(plain.getEnumConstants()).map(Object::toString).forEach(names::add);
    } else if (plain.isRecord()) {
      String name = plain.getSimpleName();
      if (!definitions.has(name)) {
        definitions.putObject(name);
        definitions.set(name, object(plain));
      }
      node.put("$ref", "#/$defs/" + name);
    } else {
      throw new IllegalArgumentException("no schema for " + type);
    }
    return node;
  }

  /** The Javadoc's first sentence. */
  private static String about(Class<?> type) {
    String text = javadoc(type).replaceFirst("(?s)\\s+@param.*", "").strip();
    return text.replaceFirst("(?s)(?<=[^.]{3}\\.)\\s.*", "");
  }

  private static Map<String, String> words(Class<?> type) {
    Map<String, String> words = new TreeMap<>();
    Matcher param = Pattern.compile("@param (\\w+) (.*?)(?= @param|$)").matcher(javadoc(type));
    while (param.find()) {
      words.put(param.group(1), param.group(2).strip());
    }
    return words;
  }

  private static String javadoc(Class<?> type) {
    Class<?> outermost = type.getNestHost();
    Path source = SOURCES.resolve(outermost.getName().replace('.', '/') + ".java");
    try {
      Matcher declared =
          Pattern.compile(
                  "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:public )?record "
                      + type.getSimpleName()
                      + "\\(",
                  Pattern.DOTALL)
              .matcher(Files.readString(source));
      if (!declared.find()) {
        throw new IllegalStateException(source + " says nothing of " + type);
      }
      return declared
          .group(1)
          .replaceAll("\\n\\s*\\* ?", " ")
          .replaceAll("\\{@(?:code|link) #?([^}]*)\\}", "$1")
          .replaceAll("</?p>", "")
          .replaceAll("&gt;", ">")
          .replaceAll("\\s+", " ")
          .strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
