package dev.layertax.benchmarks.layer;

import java.util.List;
import java.util.Locale;

/** A straight line by least squares: nanoseconds over a number of layers. */
record Line(double base, double perLayer, double rSquared) {

  static Line through(int[] layers, List<Double> nanos) {
    double meanLayers = 0;
    double meanNanos = 0;
    for (int i = 0; i < layers.length; i++) {
      meanLayers += (double) layers[i] / layers.length;
      meanNanos += nanos.get(i) / layers.length;
    }
    double squares = 0;
    double products = 0;
    double total = 0;
    for (int i = 0; i < layers.length; i++) {
      double x = layers[i] - meanLayers;
      double y = nanos.get(i) - meanNanos;
      squares += x * x;
      products += x * y;
      total += y * y;
    }
    double perLayer = products / squares;
    return new Line(
        meanNanos - perLayer * meanLayers, perLayer, products * products / squares / total);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%.0f ns + %.0f ns per layer, r² %.4f", base, perLayer, rSquared);
  }
}
