package dev.layertax.harness.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.layertax.harness.engine.ServerSource;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Target;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ServerWorkloadTest {

  private static ServerWorkload with(String... figures) {
    return new ServerWorkload(
        "mine",
        new ServerSource("mine:1", "/data", Optional.empty(), Optional.empty()),
        "true",
        Arrays.stream(figures).map(Figure::parse).toList(),
        Duration.ofMinutes(1),
        new TreeMap<>(),
        Optional.empty(),
        Map.of());
  }

  @Test
  void cell_ofEachFigure_isFoundAgain() {
    ServerWorkload workload = with("one=(.*)", "two=(.*)");
    for (Figure figure : workload.figures()) {
      Cell cell = workload.cell(figure, "docker", Target.TMPFS);
      assertThat(workload.figureOf(cell)).isEqualTo(figure);
      assertThat(cell.visited()).isEqualTo(Cell.of("docker", "mine", Map.of(), Target.TMPFS));
    }
    assertThat(with("(.*)").cell(Figure.parse("(.*)"), "docker", Target.TMPFS).params()).isEmpty();
  }

  @Test
  void new_figuresOfOneNameOrNone_areRefused() {
    assertThatThrownBy(() -> with("(a)", "(b)")).hasMessageContaining("need names that differ");
    assertThatThrownBy(ServerWorkloadTest::with).hasMessageContaining("at least one figure");
  }

  @Test
  void postgresql_scriptOfTheDatabase_doesNotDependOnTheProfile() throws Exception {
    ServerWorkload few = PostgreSql.of("pg", Optional.empty(), 10, 1, Duration.ofMinutes(1));
    ServerWorkload many = PostgreSql.of("pg", Optional.empty(), 10, 2, Duration.ofMinutes(1));
    assertThat(few.source()).isEqualTo(many.source());
    assertThat(few.command()).isNotEqualTo(many.command());
  }
}
