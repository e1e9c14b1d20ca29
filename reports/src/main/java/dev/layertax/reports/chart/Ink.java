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
  TMPFS(0xa3478a, 0xe08fc4),
  SLOWER_10(0xe89b3c, 0x85581a),
  SLOWER_2(0xf5c88f, 0x5c4220),
  SLOWER(0xfbe9d3, 0x3a2e20),
  SAME(0xe4e7eb, 0x2c333c),
  FASTER(0xe1eef8, 0x1f323f),
  FASTER_2(0xb9dbf2, 0x1e445c),
  FASTER_10(0x86c2ea, 0x1a5580),
  FASTER_100(0x57a9dd, 0x14669d),
  HATCH(0xc3c9d1, 0x464e59),
  /** Text on the ink of a step, which needs no rim in the page's colour. */
  ON_STEP(0x1b1f23, 0xeaecf0);

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
    return css.append(".chart text[fill=\"%s\"]{stroke:none}\n".formatted(ON_STEP.attribute()))
        .toString();
  }

  private String variable() {
    return "--ink-" + name().toLowerCase(Locale.ROOT);
  }

  private static String property(Ink ink, int rgb) {
    return "%s:#%06x;".formatted(ink.variable(), rgb);
  }
}
