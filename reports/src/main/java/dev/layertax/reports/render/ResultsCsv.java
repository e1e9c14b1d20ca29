package dev.layertax.reports.render;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.CellCost;
import dev.layertax.reports.model.Comparison;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.RevisionChange;
import dev.layertax.reports.model.Target;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code results.csv}: a row for each cell, for spreadsheets.
 *
 * <p>RFC 4180 with a header; times are seconds per operation; {@code advantage} is the cost on the
 * writable layer over that on the target, {@code change} the cost of the new revision over that of
 * the old one. What was not measured is empty.
 */
public final class ResultsCsv {

  private static final List<String> HEAD =
      List.of(
          "engine",
          "workload",
          "params",
          "target",
          "blocks",
          "failures",
          "seconds_per_op",
          "seconds_low",
          "seconds_high",
          "advantage",
          "advantage_low",
          "advantage_high",
          "verdict",
          "change",
          "change_low",
          "change_high",
          "change_verdict");

  private static final MathContext NINE_DIGITS = new MathContext(9, RoundingMode.HALF_EVEN);

  private ResultsCsv() {}

  /** The whole file, lines ended by {@code \r\n}. */
  public static String render(Results results) {
    return Stream.concat(Stream.of(HEAD), results.costs().stream().map(cost -> row(results, cost)))
        .map(fields -> fields.stream().map(ResultsCsv::quoted).collect(Collectors.joining(",")))
        .map(line -> line + "\r\n")
        .collect(Collectors.joining());
  }

  private static List<String> row(Results results, CellCost cost) {
    Cell cell = cost.cell();
    Optional<Comparison> comparison =
        results.comparisons().stream()
            .filter(one -> one.cell().equals(cell) && one.reference() == Target.WRITABLE_LAYER)
            .findFirst();
    Optional<RevisionChange> change =
        results.revisions().stream().filter(one -> one.cell().equals(cell)).findFirst();
    return List.of(
        cell.engine(),
        cell.workload(),
        cell.params().entrySet().stream()
            .map(param -> param.getKey() + "=" + param.getValue())
            .collect(Collectors.joining(";")),
        cell.target().label(),
        Integer.toString(cost.blocks()),
        Integer.toString(cost.failures()),
        number(cost.secondsPerOp()),
        number(cost.low()),
        number(cost.high()),
        comparison.map(one -> number(one.ratio())).orElse(""),
        comparison.map(one -> number(one.low())).orElse(""),
        comparison.map(one -> number(one.high())).orElse(""),
        comparison
            .filter(one -> !Double.isNaN(one.ratio()))
            .map(one -> one.verdict().name())
            .orElse(""),
        change.map(one -> number(one.ratio())).orElse(""),
        change.map(one -> number(one.low())).orElse(""),
        change.map(one -> number(one.high())).orElse(""),
        change
            .filter(one -> !Double.isNaN(one.ratio()))
            .map(one -> one.verdict().name())
            .orElse(""));
  }

  private static String number(double value) {
    // Note: nine digits by BigDecimal: Double.toString gives other digits on JDK 17 than on 21.
    return Double.isFinite(value)
        ? new BigDecimal(value).round(NINE_DIGITS).stripTrailingZeros().toPlainString()
        : "";
  }

  private static String quoted(String field) {
    return field.matches("[^\",\r\n]*") ? field : '"' + field.replace("\"", "\"\"") + '"';
  }
}
