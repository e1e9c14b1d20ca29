package dev.layertax.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.reports.ExampleRun;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.stats.Analysis;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsCsvTest {

  @Test
  void render_troubled_matchesGolden() throws IOException {
    GoldenFile.assertMatches("troubled.csv", ResultsCsv.render(ReportFixture.troubled().results()));
  }

  @Test
  void render_everyRow_hasTheHeadsColumnsAndEachCellOnce() {
    Cell layer =
        Cell.of("simulated", "a,\"b\"\n", Map.of("x", "1", "y", "2"), Target.WRITABLE_LAYER);
    Cell volume = layer.on(Target.NAMED_VOLUME);
    Run run =
        ExampleRun.paired(ExampleRun.plan(4, .99, layer, volume), volume, layer, .1, .2, .3, .15);
    String csv = ResultsCsv.render(Analysis.of(run));
    assertThat(csv).contains("simulated,\"a,\"\"b\"\"\n\",x=1;y=2,named-volume,4,0,");
    assertThat(List.of(csv.split("\r\n"))).hasSize(3);
  }
}
