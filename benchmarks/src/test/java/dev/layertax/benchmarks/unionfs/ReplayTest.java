package dev.layertax.benchmarks.unionfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A replay is data: its text is all of it. */
class ReplayTest {

  @Test
  void parse_whatWasPrinted_isTheSameScenario() {
    for (long seed = 1; seed <= 40; seed++) {
      Replay replay = Replay.ofAllMarks(seed, 300);
      assertThat(Replay.parse(replay.toString().lines())).isEqualTo(replay);
    }
  }

  @Test
  void of_sameSeed_isTheSameScenario() {
    assertThat(Replay.of(9, 300)).isEqualTo(Replay.of(9, 300)).isNotEqualTo(Replay.of(8, 300));
  }

  @Test
  void of_fiftySeeds_haveEveryKindOfOperationAndOfObject() {
    Set<Operation.Kind> operations = EnumSet.noneOf(Operation.Kind.class);
    Set<LayerObject.Kind> objects = EnumSet.noneOf(LayerObject.Kind.class);
    Set<Integer> layers = new TreeSet<>();
    for (long seed = 1; seed <= 50; seed++) {
      Replay replay = Replay.ofAllMarks(seed, 334);
      replay.operations().forEach(operation -> operations.add(operation.kind()));
      replay.objects().forEach(object -> objects.add(object.kind()));
      layers.add(replay.layers());
    }
    assertThat(operations).containsExactlyInAnyOrder(Operation.Kind.values());
    assertThat(objects).containsExactlyInAnyOrder(LayerObject.Kind.values());
    assertThat(layers).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void strayWhiteouts_onlyWhereNothingMergesBelow() {
    Replay replay =
        Replay.parse(
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
        new StrayWhiteouts(replay).without().stream().map(LayerObject::path).toList();
    assertThat(left).containsExactly("alone", "merged", "merged/a", "merged", "closed", "closed");
  }
}
