package dev.layertax.reports.render;

import dev.layertax.reports.chart.Picture;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Names the charts of a page as files, each by its section, its heading and its engine. */
final class ChartFiles {
  private static final Pattern NOT_IN_NAMES = Pattern.compile("[^A-Za-z0-9]+");
  private static final Pattern AT_THE_ENDS = Pattern.compile("^-+|-+$");
  private static final int LONGEST = 80;

  private final Map<String, Picture> pictures = new LinkedHashMap<>();

  /** The same figures with their files' names; one that is taken gets a number. */
  List<Page.Figure> named(String section, List<Page.Figure> figures) {
    return figures.stream().map(figure -> named(section, figure)).toList();
  }

  Page.Figure named(String section, Page.Figure figure) {
    if (figure.picture().isEmpty()) {
      return figure;
    }
    String words = NOT_IN_NAMES.matcher(section + "-" + figure.heading()).replaceAll("-");
    String name = AT_THE_ENDS.matcher(words.toLowerCase(Locale.ROOT)).replaceAll("");
    name = name.substring(0, Math.min(name.length(), LONGEST));
    String free = name;
    for (int more = 2; pictures.containsKey(free); more++) {
      free = name + "-" + more;
    }
    pictures.put(free, figure.picture().get());
    return figure.in(free);
  }

  /** By name, in the order of the page. */
  Map<String, Picture> pictures() {
    return Collections.unmodifiableMap(pictures);
  }
}
