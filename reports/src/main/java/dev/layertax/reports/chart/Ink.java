package dev.layertax.reports.chart;

import dev.layertax.reports.model.Target;
import java.awt.Color;
import java.util.Locale;

/**
 * The fixed colours charts are painted with, and what a page shows for each in light and in dark.
 *
 * <p>After Okabe and Ito, "Color Universal Design" (2008), darkened until each has a contrast of
 * 3:1 on white (WCAG 2.2, 1.4.11).
 */
enum Ink {
  TEXT(0x1b1f24, 0xe9ecf0),
  MUTED(0x57606a, 0xa3acb8),
  GRID(0xdfe3e8, 0x343b44),
  AXIS(0x8a939e, 0x767f8b),
  BAND(0xdcebe4, 0x203a31),
  LAYER(0x1b1f25, 0xeceff3),
  NAMED(0x0072b2, 0x56b4e9),
  ANONYMOUS(0x00855f, 0x2fc79a),
  BIND(0xb86e00, 0xf0b13c),
  TMPFS(0xa3478a, 0xe08fc4);

  private final int light;
  private final int dark;

  Ink(int light, int dark) {
    this.light = light;
    this.dark = dark;
  }

  static Ink of(Target target) {
    return switch (target) {
      case WRITABLE_LAYER -> LAYER;
      case NAMED_VOLUME -> NAMED;
      case ANONYMOUS_VOLUME -> ANONYMOUS;
      case BIND_MOUNT -> BIND;
      case TMPFS -> TMPFS;
      case HOST_DIRECTORY -> MUTED;
    };
  }

  /** An engine's ink; charts that tell engines apart show one target alone. */
  static Ink of(String engine) {
    return switch (engine) {
      case "docker" -> NAMED;
      case "kernel" -> ANONYMOUS;
      case "simulated" -> BIND;
      default -> LAYER;
    };
  }

  Color color() {
    return new Color(light);
  }

  /** The presentation attribute's value, as Batik writes it. */
  String attribute() {
    Color color = color();
    return "rgb(" + color.getRed() + "," + color.getGreen() + "," + color.getBlue() + ")";
  }

  /**
   * Rules that give each ink a custom property and let it override the presentation attributes, so
   * that one SVG is right in both colour schemes; print is always light.
   */
  static String stylesheet() {
    StringBuilder css = new StringBuilder(":root{");
    for (Ink ink : values()) {
      css.append(property(ink, ink.light));
    }
    css.append("}\n@media screen and (prefers-color-scheme:dark){:root{");
    for (Ink ink : values()) {
      css.append(property(ink, ink.dark));
    }
    css.append("}}\n");
    for (Ink ink : values()) {
      for (String attribute : new String[] {"fill", "stroke"}) {
        css.append(
            ".chart [%s=\"%s\"]{%s:var(%s)}\n"
                .formatted(attribute, ink.attribute(), attribute, ink.variable()));
      }
    }
    return css.toString();
  }

  private String variable() {
    return "--ink-" + name().toLowerCase(Locale.ROOT);
  }

  private static String property(Ink ink, int rgb) {
    return "%s:#%06x;".formatted(ink.variable(), rgb);
  }
}
