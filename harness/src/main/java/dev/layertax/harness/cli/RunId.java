package dev.layertax.harness.cli;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;

/** Names a run so that names sort by time and two runs of one second differ. */
final class RunId {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private RunId() {}

  static String of(Instant start, Random random) {
    return TIME.format(start) + "-" + HexFormat.of().toHexDigits((short) random.nextInt());
  }
}
