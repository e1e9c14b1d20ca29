package dev.layertax.harness.guarantee;

import dev.layertax.harness.guarantee.program.Facts;
import dev.layertax.reports.model.Guarantee.Outcome;
import dev.layertax.reports.wording.Figures;
import java.io.IOException;

/** Records that one program wrote and another looks for. */
final class Records {

  /** How many a program writes at a time. */
  static final int NUMBER = 500;

  private Records() {}

  /**
   * Kept only when the second program found every record of the first, in order and with every
   * byte, and went on where they end.
   *
   * @param finder who looked, in words
   */
  static Answer found(Facts written, Facts seen, String finder) throws IOException {
    long total = written.number("total");
    long found = seen.number("found");
    if (found == total && seen.number("trailing") == 0) {
      return new Answer(
          Outcome.KEPT,
          "%s found all %d records (%s) in order and went on to record %d."
              .formatted(
                  capital(finder),
                  total,
                  Figures.size((double) written.number("bytes")),
                  seen.number("total")));
    }
    return new Answer(Outcome.LOST, sentence(missing(written, seen, finder)));
  }

  /** How much of what was written is there. */
  static String missing(Facts written, Facts seen, String finder) throws IOException {
    long found = seen.number("found");
    return "%s found %s of the %d records (%s) written%s"
        .formatted(
            finder,
            found == 0 ? "none" : Long.toString(found),
            written.number("total"),
            Figures.size((double) written.number("bytes")),
            seen.number("trailing") == 0
                ? ""
                : ", and " + seen.number("trailing") + " bytes that are no record");
  }

  /** A clause as a sentence of its own. */
  static String sentence(String clause) {
    return capital(clause) + (clause.endsWith(".") ? "" : ".");
  }

  private static String capital(String clause) {
    return clause.isEmpty()
        ? clause
        : Character.toUpperCase(clause.charAt(0)) + clause.substring(1);
  }
}
