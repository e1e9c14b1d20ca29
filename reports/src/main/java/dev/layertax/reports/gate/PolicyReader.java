package dev.layertax.reports.gate;

import dev.layertax.reports.gate.Finding.Verdict;
import dev.layertax.reports.model.Target;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Turns YAML into a policy and gathers everything that is wrong on the way. */
final class PolicyReader {

  private static final List<String> TOP_KEYS =
      List.of("advantage", "counters", "regression", "strict", "profiles");
  private static final List<String> ADVANTAGE_KEYS =
      List.of("workload", "target", "engine", "params", "at-least");
  private static final List<String> COUNTER_KEYS =
      List.of("workload", "target", "engine", "params", "counter", "equals");
  private static final List<String> REGRESSION_KEYS =
      List.of("workload", "target", "engine", "params", "tolerance", "margin");

  /** STATISTICS' usual ones. */
  private static final double TOLERANCE = .03;

  private static final double MARGIN = .10;

  /** Those that a policy may say something about; the others are what is hoped for. */
  private static final List<String> VERDICTS =
      List.of("regression", "lost", "changed", "invalid", "inconclusive", "improved", "accepted");

  private static final Map<String, List<String>> KEYS =
      Map.of(
          "advantage", ADVANTAGE_KEYS,
          "counters", COUNTER_KEYS,
          "regression", REGRESSION_KEYS);

  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,18}(\\.\\d{1,18})?");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9}) ?(B|KiB|MiB|GiB)");
  private static final Map<String, Long> UNITS =
      Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

  private final String source;
  private final Problems problems;

  PolicyReader(String source) {
    this.source = source;
    this.problems = new Problems(source);
  }

  Policy read(String yaml) {
    Optional<Node> root = new PlainYaml(source, problems).read(yaml);
    if (root.isEmpty() && problems.isEmpty()) {
      problems.add(1, "the policy is empty; write rules under 'advantage:' or 'counters:'");
    }
    problems.throwIfAny();
    Policy policy = policy(root.orElseThrow());
    problems.throwIfAny();
    return policy;
  }

  private Policy policy(Node root) {
    Map<String, Node> top = mapping(root, "the policy", TOP_KEYS);
    List<Rule> rules = new ArrayList<>();
    rules.addAll(rules(top.get("advantage"), "advantage", this::advantage));
    rules.addAll(regressions(top.get("regression")));
    rules.addAll(rules(top.get("counters"), "counters", this::counter));
    boolean strict = Optional.ofNullable(top.get("strict")).map(this::truth).orElse(false);
    SortedMap<String, Map<Verdict, Action>> profiles = profiles(top.get("profiles"));
    if (rules.isEmpty() && problems.isEmpty()) {
      problems.add(
          line(root), "the policy has no rule; write some under 'advantage:' or 'counters:'");
    }
    return new Policy(source, rules, strict, profiles);
  }

  private List<Rule> rules(
      Node list, String key, BiFunction<Integer, Map<String, Node>, Optional<Rule>> reader) {
    if (list == null) {
      return List.of();
    }
    if (!(list instanceof SequenceNode sequence)) {
      problems.add(
          line(list),
          "'"
              + key
              + "' must be a list of rules, found "
              + kind(list)
              + "; start each rule with '- '");
      return List.of();
    }
    if (sequence.getValue().isEmpty()) {
      problems.add(line(list), "'" + key + "' has no rule; add one or remove the key");
    }
    List<String> keys = KEYS.get(key);
    List<Rule> rules = new ArrayList<>();
    for (Node entry : sequence.getValue()) {
      Map<String, Node> values = mapping(entry, "a rule of '" + key + "'", keys);
      if (entry instanceof MappingNode) {
        reader.apply(line(entry), values).ifPresent(rules::add);
      }
    }
    return rules;
  }

  private Optional<Rule> advantage(int line, Map<String, Node> values) {
    Optional<Rule.CellPattern> cells = cells(line, values, "advantage");
    Optional<Double> atLeast =
        required(line, values, "advantage", "at-least")
            .flatMap(
                node ->
                    number(
                        node, "at-least", "write the smallest advantage that passes, such as 1.2"));
    if (atLeast.isPresent() && atLeast.get() <= 0) {
      problems.add(
          line(values.get("at-least")),
          "'at-least' must be above 0, found "
              + text(values.get("at-least"))
              + "; 1 means as fast as the writable layer, 20 means 20 times faster");
    }
    cells
        .map(Rule.CellPattern::target)
        .filter(target -> target.text().equals(Target.WRITABLE_LAYER.label()))
        .ifPresent(
            target ->
                problems.add(
                    line(values.get("target")),
                    "'writable-layer' has no advantage, it is what advantages are measured against;"
                        + " name another target"));
    return cells.flatMap(pattern -> atLeast.map(floor -> new Rule.Advantage(line, pattern, floor)));
  }

  private Optional<Rule> counter(int line, Map<String, Node> values) {
    Optional<Rule.CellPattern> cells = cells(line, values, "counters");
    Optional<Glob> counter =
        required(line, values, "counters", "counter").flatMap(node -> name(node, "counter"));
    Optional<Double> count = required(line, values, "counters", "equals").flatMap(this::count);
    return cells.flatMap(
        pattern ->
            counter.flatMap(
                name -> count.map(value -> new Rule.Counter(line, pattern, name, value))));
  }

  private Optional<Rule.CellPattern> cells(int line, Map<String, Node> values, String rule) {
    Optional<Glob> workload =
        required(line, values, rule, "workload").flatMap(node -> name(node, "workload"));
    Optional<Glob> target = required(line, values, rule, "target").flatMap(this::target);
    Optional<Glob> engine =
        Optional.ofNullable(values.get("engine")).flatMap(node -> name(node, "engine"));
    SortedMap<String, Glob> params = new TreeMap<>();
    if (values.containsKey("params")) {
      mapping(values.get("params"), "'params'", null)
          .forEach((key, node) -> name(node, key).ifPresent(value -> params.put(key, value)));
    }
    return workload.flatMap(
        name -> target.map(place -> new Rule.CellPattern(name, place, engine, params)));
  }

  private Optional<Glob> target(Node node) {
    Optional<Glob> name = name(node, "target");
    List<String> known = Target.selectable().stream().map(Target::label).toList();
    if (name.isPresent() && known.stream().noneMatch(name.get()::matches)) {
      problems.add(
          line(node),
          "unknown target '" + name.get() + "'" + NearMiss.hint(name.get().text(), known));
    }
    return name;
  }

  /** A list of rules, or one pair of limits for every cell. */
  private List<Rule> regressions(Node node) {
    if (!(node instanceof MappingNode)) {
      return rules(node, "regression", this::regression);
    }
    Map<String, Node> values = mapping(node, "'regression'", List.of("tolerance", "margin"));
    Glob any = new Glob("*");
    Rule.CellPattern everyCell = new Rule.CellPattern(any, any, Optional.empty(), new TreeMap<>());
    return limits(line(node), values, everyCell).map(List::<Rule>of).orElse(List.of());
  }

  private Optional<Rule> regression(int line, Map<String, Node> values) {
    return cells(line, values, "regression").flatMap(cells -> limits(line, values, cells));
  }

  private Optional<Rule> limits(int line, Map<String, Node> values, Rule.CellPattern cells) {
    Optional<Double> tolerance = fraction(values, "tolerance", TOLERANCE);
    Optional<Double> margin = fraction(values, "margin", MARGIN);
    if (tolerance.isPresent() && margin.isPresent() && margin.get() <= tolerance.get()) {
      problems.add(
          line(values.getOrDefault("margin", values.get("tolerance"))),
          "'margin' must be above 'tolerance', found "
              + margin.get()
              + " and "
              + tolerance.get()
              + "; 0.03 and 0.10 are usual");
      return Optional.empty();
    }
    return tolerance.flatMap(
        least -> margin.map(most -> new Rule.Regression(line, cells, least, most)));
  }

  private Optional<Double> fraction(Map<String, Node> values, String key, double usual) {
    return values.containsKey(key) ? fraction(values.get(key), key) : Optional.of(usual);
  }

  private Optional<Double> fraction(Node node, String key) {
    Optional<Double> value = number(node, key, "write a fraction, such as 0.03 for 3 %");
    if (value.isPresent() && !(value.get() > 0 && value.get() < 1)) {
      problems.add(
          line(node),
          "'" + key + "' must lie between 0 and 1, found " + text(node) + "; 0.03 means 3 %");
      return Optional.empty();
    }
    return value;
  }

  private Optional<Double> number(Node node, String key, String remedy) {
    String text = text(node);
    if (node instanceof ScalarNode && NUMBER.matcher(text).matches()) {
      return Optional.of(new BigDecimal(text).doubleValue());
    }
    problems.add(line(node), "'" + key + "' must be a number, found " + kind(node) + "; " + remedy);
    return Optional.empty();
  }

  private Optional<Double> count(Node node) {
    Matcher size = SIZE.matcher(text(node));
    if (node instanceof ScalarNode && size.matches()) {
      return Optional.of((double) (Long.parseLong(size.group(1)) * UNITS.get(size.group(2))));
    }
    Optional<Double> count =
        number(node, "equals", "write a count per operation, such as 2, or a size, such as 64MiB");
    if (count.isPresent() && count.get() < 0) {
      problems.add(
          line(node), "'equals' must be 0 or above, found " + text(node) + "; counts only rise");
    }
    return count;
  }

  private Optional<Glob> name(Node node, String key) {
    if (node instanceof ScalarNode && !node.getTag().equals(Tag.NULL) && !text(node).isBlank()) {
      return Optional.of(new Glob(text(node)));
    }
    problems.add(
        line(node),
        "'" + key + "' must be a name, found " + kind(node) + "; write one, globs allowed");
    return Optional.empty();
  }

  private boolean truth(Node node) {
    if (node instanceof ScalarNode && (text(node).equals("true") || text(node).equals("false"))) {
      return text(node).equals("true");
    }
    problems.add(
        line(node),
        "'strict' must be true or false, found " + kind(node) + "; write 'strict: true'");
    return false;
  }

  /** By profile, what it says of each verdict it names. */
  private SortedMap<String, Map<Verdict, Action>> profiles(Node node) {
    SortedMap<String, Map<Verdict, Action>> profiles = new TreeMap<>();
    if (node == null) {
      return profiles;
    }
    mapping(node, "'profiles'", null)
        .forEach(
            (name, verdicts) -> {
              Map<Verdict, Action> actions = new EnumMap<>(Verdict.class);
              mapping(verdicts, "profile '" + name + "'", VERDICTS)
                  .forEach(
                      (verdict, action) ->
                          action(verdict, action)
                              .ifPresent(
                                  found ->
                                      actions.put(
                                          Verdict.valueOf(verdict.toUpperCase(Locale.ROOT)),
                                          found)));
              profiles.put(name, actions);
            });
    return profiles;
  }

  private Optional<Action> action(String verdict, Node node) {
    List<String> allowed =
        switch (verdict) {
          case "invalid" -> List.of("fail", "warn");
          case "improved", "accepted" -> List.of("warn", "ignore");
          default -> List.of("fail", "warn", "ignore");
        };
    if (node instanceof ScalarNode && allowed.contains(text(node))) {
      return Optional.of(Action.valueOf(text(node).toUpperCase(Locale.ROOT)));
    }
    problems.add(
        line(node),
        "'" + verdict + "' must be one of " + String.join(", ", allowed) + ", found " + kind(node));
    return Optional.empty();
  }

  private Optional<Node> required(int line, Map<String, Node> values, String rule, String key) {
    if (!values.containsKey(key)) {
      problems.add(line, "a rule of '" + rule + "' lacks '" + key + "'; add it");
    }
    return Optional.ofNullable(values.get(key));
  }

  /**
   * A mapping's entries; unknown and repeated keys become problems. {@code known} null: any key.
   */
  private Map<String, Node> mapping(Node node, String what, List<String> known) {
    Map<String, Node> values = new LinkedHashMap<>();
    if (!(node instanceof MappingNode mapping)) {
      problems.add(
          line(node),
          what + " must be 'key: value' pairs, found " + kind(node) + "; see README, gate");
      return values;
    }
    Map<String, Integer> lines = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String key = text(tuple.getKeyNode());
      int line = line(tuple.getKeyNode());
      Integer before = lines.putIfAbsent(key, line);
      if (before != null) {
        problems.add(
            line, "'" + key + "' stands here again, first on line " + before + "; keep one");
      } else if (known != null && !known.contains(key)) {
        problems.add(line, "unknown key '" + key + "' in " + what + NearMiss.hint(key, known));
        // Read on as if it were spelt right, so that it is not also called missing.
        NearMiss.of(key, known).ifPresent(near -> values.putIfAbsent(near, tuple.getValueNode()));
      } else {
        values.put(key, tuple.getValueNode());
      }
    }
    return values;
  }

  private static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }

  private static String text(Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : kind(node);
  }

  private static String kind(Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getTag().equals(Tag.NULL) ? "nothing" : "'" + scalar.getValue() + "'";
    }
    return node instanceof SequenceNode ? "a list" : "a mapping";
  }
}
