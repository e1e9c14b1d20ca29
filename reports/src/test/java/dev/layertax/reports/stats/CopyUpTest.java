package dev.layertax.reports.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.layertax.reports.ExampleRun;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.model.Sample;
import dev.layertax.reports.model.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CopyUpTest {
  private static final Map<String, Double> BYTES =
      Map.of("4KiB", 4096.0, "1MiB", 1048576.0, "64MiB", 67108864.0);

  private static Cell first(String size, Target target) {
    return Cell.of("simulated", "first-write", Map.of("size", size), target);
  }

  private static Cell later(Target target) {
    return Cell.of("simulated", "page-update", Map.of("sync", "none"), target);
  }

  /**
   * Files are copied up at 1 GiB/s after 200 µs; a volume takes 100 µs; a page takes 10 µs on the
   * layer and more or less on the volume.
   */
  private static Run run(double pageOnVolume, List<String> sizes) {
    List<Cell> cells = new ArrayList<>();
    List<Sample> samples = new ArrayList<>();
    double[] noise = {.97, 1.02, 1, 1.01, .99, 1.03, .98, 1};
    for (int block = 0; block < noise.length; block++) {
      int position = 0;
      for (String size : sizes) {
        double layer = 2e-4 + BYTES.get(size) / (1 << 30);
        samples.add(sample(block, position++, first(size, Target.WRITABLE_LAYER), layer));
        samples.add(sample(block, position++, first(size, Target.NAMED_VOLUME), 1e-4));
      }
      samples.add(sample(block, position++, later(Target.WRITABLE_LAYER), 1e-5 * noise[block]));
      samples.add(
          sample(block, position, later(Target.NAMED_VOLUME), pageOnVolume * noise[7 - block]));
    }
    samples.forEach(
        sample -> {
          if (!cells.contains(sample.cell())) {
            cells.add(sample.cell());
          }
        });
    return new Run(
        ExampleRun.plan(noise.length, .99, cells.toArray(Cell[]::new)),
        ExampleRun.environment(),
        samples);
  }

  private static Sample sample(int block, int position, Cell cell, double seconds) {
    return ExampleRun.sample(block, position, cell, seconds);
  }

  private static Optional<CopyUp> of(double pageOnVolume, String... sizes) {
    Run run = run(pageOnVolume, List.of(sizes));
    return CopyUp.of(run, Analysis.of(run), "simulated");
  }

  /**
   * numpy.polynomial.polynomial.polyfit([4096, 1048576, 16777216, 67108864], y, 1, w=1/y) with y =
   * [2e-4, 1.1e-3, 1.2e-2, 5.2e-2].
   */
  @Test
  void line_isNumpysWithRelativeErrors() {
    double[] line =
        CopyUp.line(
            new double[] {4096, 1048576, 16777216, 67108864},
            new double[] {2e-4, 1.1e-3, 1.2e-2, 5.2e-2});
    assertThat(line[0]).isEqualTo(0.00020006034000534298, within(1e-15));
    assertThat(line[1]).isEqualTo(7.595514775621997e-10, within(1e-20));
  }

  @Test
  void copyUp_ofAStraightLine_findsSpeedAndFixedPart() {
    CopyUp found = of(1e-5, "4KiB", "1MiB", "64MiB").orElseThrow();
    assertThat(found.bytesPerSecond()).isEqualTo(1 << 30, within(1e3));
    assertThat(found.fixedSeconds()).isEqualTo(2e-4, within(1e-9));
    assertThat(found.farthest()).isEqualTo(1, within(1e-6));
    assertThat(found.low()).isLessThanOrEqualTo(found.bytesPerSecond());
    assertThat(found.largest()).isEqualTo(67108864);
    assertThat(found.repayments()).extracting(CopyUp.Repayment::bytes).hasSize(3);
    // 64 MiB at 1 GiB/s and 100 µs more than the volume, in pages of 10 µs
    assertThat(found.repayments().get(2).writes()).isEqualTo(6260, within(50.0));
    assertThat(found.repayments().get(2).low()).isBetween(6000.0, 6260.0);
  }

  @Test
  void earnedBack_onlyWhereLaterWritesAreDearerOnTheVolume() {
    assertThat(of(1e-5, "4KiB", "1MiB", "64MiB").orElseThrow().repayments())
        .allSatisfy(one -> assertThat(one.earnedBackAfter()).isEmpty());
    assertThat(of(5e-6, "4KiB", "1MiB", "64MiB").orElseThrow().repayments())
        .allSatisfy(one -> assertThat(one.earnedBackAfter()).isEmpty());
    // each later write saves 10 µs: twice the page's cost on the volume, the same on the layer
    assertThat(of(2e-5, "4KiB", "1MiB", "64MiB").orElseThrow().repayments().get(2))
        .satisfies(
            one ->
                assertThat(one.earnedBackAfter().orElseThrow())
                    .isEqualTo(one.writes(), within(one.writes() * .05)));
  }

  @Test
  void copyUp_ofTwoSizes_isNone() {
    assertThat(of(1e-5, "4KiB", "64MiB")).isEmpty();
  }
}
