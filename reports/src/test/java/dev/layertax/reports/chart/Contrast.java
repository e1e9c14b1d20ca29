package dev.layertax.reports.chart;

/** How well one colour stands out from another: the contrast ratio of WCAG 2.2, from 1 to 21. */
public final class Contrast {

  private Contrast() {}

  /** Of two colours in six hexadecimal digits. */
  public static double of(String one, String other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
  }

  private static double luminance(String hex) {
    double[] weights = {.2126, .7152, .0722};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      double c = Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16) / 255.0;
      sum += weights[i] * (c <= .04045 ? c / 12.92 : Math.pow((c + .055) / 1.055, 2.4));
    }
    return sum;
  }
}
