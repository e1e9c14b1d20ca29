package dev.layertax.reports.chart;

import java.util.Objects;
import java.util.Optional;

/**
 * A chart as SVG text, or why there is none.
 *
 * @param svg one or more {@code svg} elements of class {@code chart}, one for each width they are
 *     laid out for (classes {@code wide}, {@code narrow}, {@code small}); without scripts, ids and
 *     references, every text escaped
 * @param absence one sentence on why there is none; empty when there is one
 * @param picture the same as files of its own; empty when there is none
 */
public record Drawing(Optional<String> svg, String absence, Optional<Picture> picture) {
  public Drawing {
    Objects.requireNonNull(svg, "svg");
    if (svg.isPresent() != absence.isEmpty()) {
      throw new IllegalArgumentException(
          "a drawing has either a picture or a reason for its absence, got: " + absence);
    }
  }

  static Drawing of(String svg, Picture picture) {
    return new Drawing(Optional.of(svg), "", Optional.of(picture));
  }

  static Drawing absent(String reason) {
    return new Drawing(Optional.empty(), reason, Optional.empty());
  }
}
