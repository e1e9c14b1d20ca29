package dev.layertax.reports.wording;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/**
 * Numbers as people read them: three significant digits, a fitting unit, never an exponent, the
 * same in every locale. NaN reads {@link #NOT_MEASURED}.
 */
public final class Figures {

  /** What is printed for a figure that a run does not have. */
  public static final String NOT_MEASURED = "not measured";

  /** A speed that percent cannot tell from the other. */
  public static final String AS_FAST = "as fast";

  /** From this factor on a ratio is told in times, below it in percent. */
  private static final double TIMES_FROM = 1.5;

  /** Bounds further apart than this factor are told in times: percent would mislead. */
  private static final double WIDEST_IN_PERCENT = 2;

  /** From this factor between its bounds on, an interval's middle is no finding. */
  private static final double POINTLESS_FROM = 10;

  /**
   * A bound this many times from 1, and a time this many seconds long, is as good as none: the
   * intervals of two or three blocks reach that far.
   */
  private static final double FARTHEST = 1e6;

  /** A bound of a time below this is as good as zero: a thousandth of a nanosecond. */
  private static final double SHORTEST_SECONDS = 1e-12;

  private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);
  private static final String[] TIME_UNITS = {"ns", "µs", "ms", "s"};
  private static final String[] SIZE_UNITS = {"B", "KiB", "MiB", "GiB"};

  private Figures() {}

  /** A time in ns, µs, ms or s: {@code 1.84 µs}. */
  public static String duration(double seconds) {
    if (!Double.isFinite(seconds)) {
      return absent(seconds);
    }
    if (seconds == 0) {
      return "0 s";
    }
    double value = seconds * 1e9;
    int unit = 0;
    // Rounded before the unit is chosen: 999.9 µs is 1 ms, not 1000 µs.
    while (unit < TIME_UNITS.length - 1 && Math.abs(rounded(value).doubleValue()) >= 1000) {
      value /= 1000;
      unit++;
    }
    return number(value) + " " + TIME_UNITS[unit];
  }

  /** A size in B, KiB, MiB or GiB: {@code 64 MiB}; whole bytes below 1 KiB are exact. */
  public static String size(double bytes) {
    if (!Double.isFinite(bytes)) {
      return absent(bytes);
    }
    double value = bytes;
    int unit = 0;
    while (unit < SIZE_UNITS.length - 1 && Math.abs(inBinaryUnit(value).doubleValue()) >= 1024) {
      value /= 1024;
      unit++;
    }
    return grouped(inBinaryUnit(value)) + " " + SIZE_UNITS[unit];
  }

  /** Bytes per second as {@code 245 MiB/s}. */
  public static String throughput(double bytesPerSecond) {
    return Double.isFinite(bytesPerSecond) ? size(bytesPerSecond) + "/s" : absent(bytesPerSecond);
  }

  /** Operations per second of a cost in seconds per operation: {@code 12,300 ops/s}. */
  public static String rate(double secondsPerOp) {
    return secondsPerOp > 0 && Double.isFinite(secondsPerOp)
        ? number(1 / secondsPerOp) + " ops/s"
        : NOT_MEASURED;
  }

  /** A plain number: {@code 190}, {@code 1.84}, {@code 0.00123}, {@code 240,000}. */
  public static String number(double value) {
    return Double.isFinite(value) ? grouped(rounded(value)) : absent(value);
  }

  /**
   * An exact count: an integer with all its digits, anything else as it is stored.
   *
   * <p>For counters, where a changed digit is a finding and must be seen.
   */
  public static String exact(double count) {
    return Double.isFinite(count) ? grouped(BigDecimal.valueOf(count)) : absent(count);
  }

  /**
   * A fraction in percent: .031 reads {@code 3.1 %}; one decimal below ten, and above a factor of a
   * million {@code over 100,000,000 %}.
   */
  public static String percent(double fraction) {
    if (fraction > FARTHEST) {
      return "over " + percent(FARTHEST);
    }
    return Double.isFinite(fraction) ? percentDigits(fraction) + " %" : absent(fraction);
  }

  /**
   * The two bounds of a ratio, in the digits of {@link #number}: {@code 170 to 210}; where they are
   * as good as none {@code below 0.000001 to over 1,000,000}.
   */
  public static String interval(double low, double high) {
    return Double.isNaN(low) || Double.isNaN(high)
        ? "no interval"
        : bound(low) + " to " + bound(high);
  }

  /** A ratio and its interval: {@code 190 (170 to 210)}. */
  public static String withInterval(double ratio, double low, double high) {
    return Double.isNaN(ratio) ? NOT_MEASURED : number(ratio) + " (" + interval(low, high) + ")";
  }

  /** Two times: {@code 1.2 ms to 1.4 ms}, {@code below 0.001 ns to over 1,000,000 s}. */
  public static String durationInterval(double lowSeconds, double highSeconds) {
    return Double.isNaN(lowSeconds) || Double.isNaN(highSeconds)
        ? "no interval"
        : durationBound(lowSeconds) + " to " + durationBound(highSeconds);
  }

  /**
   * An advantage in words: {@code 190 times faster}, {@code 1.8 times slower}, {@code 3 % slower},
   * {@code as fast}.
   *
   * @param ratio reference cost divided by target cost; above 1 the target is faster. "Slower" is
   *     told by the inverse, so that 2 and .5 read alike in both directions
   */
  public static String speed(double ratio) {
    return speedRange(ratio, ratio);
  }

  /** Several advantages on one side of 1 in words: {@code 170 to 190 times faster}. */
  public static String speedRange(double smallest, double largest) {
    if (!(smallest > 0) || !Double.isFinite(largest)) {
      return NOT_MEASURED;
    }
    boolean faster = Math.sqrt(smallest) * Math.sqrt(largest) >= 1;
    double from = faster ? smallest : 1 / largest;
    double to = faster ? largest : 1 / smallest;
    String range = factorRange(from, to);
    return range.equals("0 %") ? AS_FAST : range + (faster ? " faster" : " slower");
  }

  /**
   * An advantage as far as its interval supports it: {@code 190 times faster}; {@code over 44 times
   * faster} where the bounds are {@value #POINTLESS_FROM} times apart; {@code 1.05 times} where
   * they are wide and on both sides of 1, {@code unclear} where both.
   *
   * @param ratio the estimate; above 1 the target is faster
   * @param low lower bound of the ratio; NaN for none
   * @param high upper bound of the ratio; NaN for none
   */
  public static String advantage(double ratio, double low, double high) {
    if (!(ratio > 0) || !Double.isFinite(ratio)) {
      return NOT_MEASURED;
    }
    boolean pointless = isPointless(low, high);
    if (holdsOne(low, high) && !isNarrow(low, high)) {
      return pointless ? "unclear" : number(ratio) + " times";
    }
    return pointless ? "over " + speed(ratio >= 1 ? low : high) : speed(ratio);
  }

  /**
   * An advantage's interval, to stand beside {@link #advantage} of the same: in its direction and
   * unit, {@code 170 to 210} or {@code 2 to 4.2 %}. Wide bounds on both sides of 1 are plain
   * ratios, {@code 0.48 to 60 times}.
   *
   * @param ratio the estimate that decides direction and unit
   * @param low lower bound of the ratio
   * @param high upper bound of the ratio
   */
  public static String speedInterval(double ratio, double low, double high) {
    if (Double.isNaN(low) || Double.isNaN(high)) {
      return "no interval";
    }
    boolean narrow = isNarrow(low, high);
    if (holdsOne(low, high) && !narrow) {
      return interval(low, high) + " times";
    }
    boolean faster = ratio >= 1;
    double from = faster ? low : 1 / high;
    double to = faster ? high : 1 / low;
    if (!isNearOne(faster ? ratio : 1 / ratio)) {
      return interval(from, to);
    }
    return narrow
        ? percentDigits(from - 1) + " to " + percentDigits(to - 1) + " %"
        : interval(from, to) + " times";
  }

  /**
   * What an interval leaves possible: {@code between 2.1 times slower and 60 times faster}, {@code
   * 2 to 4 % faster}.
   */
  public static String possible(double low, double high) {
    if (!(low > 0) || !Double.isFinite(high)) {
      return "no interval";
    }
    return holdsOne(low, high)
        ? "between " + speed(low) + " and " + speed(high)
        : speedRange(low, high);
  }

  /** Whether an interval is so wide that the estimate within it is no finding. */
  public static boolean isPointless(double low, double high) {
    return high / low >= POINTLESS_FROM;
  }

  /**
   * A change as a sign: {@code +12 %}, {@code -8 %}, {@code ×1.8}, {@code ÷2.5}.
   *
   * @param ratio new value divided by old value
   */
  public static String change(double ratio) {
    if (!(ratio > 0) || !Double.isFinite(ratio)) {
      return NOT_MEASURED;
    }
    if (ratio >= TIMES_FROM) {
      return "×" + number(ratio);
    }
    if (ratio <= 1 / TIMES_FROM) {
      return "÷" + number(1 / ratio);
    }
    String digits = percentDigits(ratio - 1);
    return (digits.equals("0") || ratio < 1 ? "" : "+") + digits + " %";
  }

  /** A p-value: {@code 0.032}, {@code below 0.0001}. */
  public static String probability(double p) {
    return p < 1e-4 ? "below 0.0001" : number(p);
  }

  /** A count and its noun: {@code 1 block}, {@code 4 blocks}. */
  public static String count(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  private static String factorRange(double from, double to) {
    if (isNearOne(to)) {
      String low = percentDigits(from - 1);
      String high = percentDigits(to - 1);
      return (low.equals(high) ? high : low + " to " + high) + " %";
    }
    String low = bound(from);
    String high = bound(to);
    return (low.equals(high) ? high : low + " to " + high) + " times";
  }

  private static String bound(double ratio) {
    if (ratio > FARTHEST) {
      return "over " + number(FARTHEST);
    }
    return ratio < 1 / FARTHEST ? "below " + number(1 / FARTHEST) : number(ratio);
  }

  private static String durationBound(double seconds) {
    if (seconds > FARTHEST) {
      return "over " + duration(FARTHEST);
    }
    return seconds < SHORTEST_SECONDS ? "below " + duration(SHORTEST_SECONDS) : duration(seconds);
  }

  private static boolean holdsOne(double low, double high) {
    return low < 1 && high > 1;
  }

  private static boolean isNarrow(double low, double high) {
    return high / low <= WIDEST_IN_PERCENT;
  }

  private static boolean isNearOne(double factor) {
    return factor < TIMES_FROM;
  }

  private static String percentDigits(double fraction) {
    if (!Double.isFinite(fraction)) {
      return absent(fraction);
    }
    double percent = fraction * 100;
    int decimals = Math.abs(percent) < 9.95 ? 1 : 0;
    return grouped(BigDecimal.valueOf(percent).setScale(decimals, RoundingMode.HALF_UP));
  }

  private static BigDecimal rounded(double value) {
    return BigDecimal.valueOf(value).round(THREE_DIGITS);
  }

  /** Three digits, or four where a binary unit has them before its point: 1023 KiB. */
  private static BigDecimal inBinaryUnit(double value) {
    return Math.abs(value) >= 999.5
        ? BigDecimal.valueOf(value).setScale(0, RoundingMode.HALF_UP)
        : rounded(value);
  }

  private static String grouped(BigDecimal value) {
    // A format of its own for each call: DecimalFormat is not safe for use by several threads.
    String pattern = value.abs().compareTo(BigDecimal.valueOf(10_000)) < 0 ? "0" : "#,##0";
    DecimalFormat format =
        new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setMaximumFractionDigits(Math.max(0, value.scale()));
    return value.signum() == 0 ? "0" : format.format(value);
  }

  private static String absent(double value) {
    return Double.isNaN(value) ? NOT_MEASURED : "without bound";
  }
}
