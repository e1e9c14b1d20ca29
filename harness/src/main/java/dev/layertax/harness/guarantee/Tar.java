package dev.layertax.harness.guarantee;

import dev.layertax.harness.engine.Container;
import dev.layertax.harness.guarantee.program.Facts;
import dev.layertax.reports.model.Guarantee.Outcome;
import dev.layertax.reports.model.Guarantee.Throughput;
import dev.layertax.reports.wording.Figures;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/** A container's files as a tar, kept in memory so that no other disk is in the figures. */
final class Tar {

  private final byte[] bytes;
  private final double seconds;

  /**
   * @param seconds from the call to the last byte
   */
  private Tar(byte[] bytes, double seconds) {
    this.bytes = bytes;
    this.seconds = seconds;
  }

  static Tar of(Container container) throws IOException, InterruptedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long start = System.nanoTime();
    container.backup(out);
    return new Tar(out.toByteArray(), seconds(start));
  }

  /** Puts it there; seconds from the call to its end. */
  double restoreTo(Container container) throws IOException, InterruptedException {
    long start = System.nanoTime();
    container.restore(new ByteArrayInputStream(bytes));
    return seconds(start);
  }

  private static double seconds(long startNanos) {
    return (System.nanoTime() - startNanos) / 1e9;
  }

  /**
   * Kept only when what was restored has every name, byte, mode and time of what was there.
   *
   * @param from where the tar was made and where it was restored, in words
   * @param before digest of the files before, and after of what was restored
   */
  Answer compared(String from, double restoreSeconds, Facts before, Facts after)
      throws IOException {
    boolean content = before.text("content").equals(after.text("content"));
    boolean attributes = before.text("attributes").equals(after.text("attributes"));
    double size = (double) before.number("bytes");
    return new Answer(
        content && attributes ? Outcome.KEPT : Outcome.LOST,
        "%s and %s (%s) %s: %s out and %s in again, from the call to its end. %s"
            .formatted(
                Figures.count((int) before.number("files"), "file"),
                Figures.count((int) before.number("links"), "link"),
                Figures.size(size),
                from,
                Figures.throughput(size / seconds),
                Figures.throughput(size / restoreSeconds),
                content && attributes
                    ? "Digest before and after %s; modes and times are as they were."
                        .formatted(Sha256.shown(before.text("content")))
                    : different(content, before, after)),
        Optional.of(new Throughput(size / seconds, size / restoreSeconds)));
  }

  private static String different(boolean content, Facts before, Facts after) throws IOException {
    return content
        ? "Digest before and after %s, but modes or times are not as they were."
            .formatted(Sha256.shown(before.text("content")))
        : "Digest before %s, after %s: %s (%s) and %s are there."
            .formatted(
                Sha256.shown(before.text("content")),
                Sha256.shown(after.text("content")),
                Figures.count((int) after.number("files"), "file"),
                Figures.size((double) after.number("bytes")),
                Figures.count((int) after.number("links"), "link"));
  }
}
