package dev.layertax.benchmarks.unionfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A scenario is data: its text is all of it. */
class ScenarioTest {

  @Test
  void parse_whatWasPrinted_isTheSameScenario() {
    for (long seed = 1; seed <= 40; seed++) {
      Scenario scenario = Scenario.ofAllMarks(seed, 300);
      assertThat(Scenario.parse(scenario.toString().lines())).isEqualTo(scenario);
    }
  }

  @Test
  void of_sameSeed_isTheSameScenario() {
    assertThat(Scenario.of(9, 300))
        .isEqualTo(Scenario.of(9, 300))
        .isNotEqualTo(Scenario.of(8, 300));
  }

  @Test
  void of_fiftySeeds_haveEveryKindOfOperationAndOfObject() {
    Set<Operation.Kind> operations = EnumSet.noneOf(Operation.Kind.class);
    Set<LayerObject.Kind> objects = EnumSet.noneOf(LayerObject.Kind.class);
    Set<Integer> layers = new TreeSet<>();
    for (long seed = 1; seed <= 50; seed++) {
      Scenario scenario = Scenario.ofAllMarks(seed, 334);
      scenario.operations().forEach(operation -> operations.add(operation.kind()));
      scenario.objects().forEach(object -> objects.add(object.kind()));
      layers.add(scenario.layers());
    }
    assertThat(operations).containsExactlyInAnyOrder(Operation.Kind.values());
    assertThat(objects).containsExactlyInAnyOrder(LayerObject.Kind.values());
    assertThat(layers).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void strayWhiteouts_onlyWhereNothingMergesBelow() {
    Scenario scenario =
        Scenario.parse(
            """
            LAYERS 2
            LAYER 0 DIRECTORY alone . 1
            LAYER 0 WHITEOUT alone/stray . 1
            LAYER 0 DIRECTORY merged . 1
            LAYER 0 WHITEOUT merged/a . 1
            LAYER 1 DIRECTORY merged . 1
            LAYER 1 MARKED_WHITEOUT merged/lowest . 1
            LAYER 0 OPAQUE closed . 1
            LAYER 0 WHITEOUT closed/stray . 1
            LAYER 1 DIRECTORY closed . 1
            """
                .lines());
    List<String> left =
        new StrayWhiteouts(scenario).without().stream().map(LayerObject::path).toList();
    assertThat(left).containsExactly("alone", "merged", "merged/a", "merged", "closed", "closed");
  }
}
