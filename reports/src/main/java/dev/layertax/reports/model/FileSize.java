package dev.layertax.reports.model;

import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The size of a file as a workload's parameter has it. */
public final class FileSize {

  private static final Pattern SIZE = Pattern.compile("(\\d{1,6}) ?(B|KiB|MiB|GiB)");
  private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB");

  private FileSize() {}

  /** {@code 64MiB} or {@code 64 MiB} in bytes, if it is a size. */
  public static OptionalLong bytes(String text) {
    Matcher size = SIZE.matcher(text);
    if (!size.matches() || Long.parseLong(size.group(1)) == 0) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Long.parseLong(size.group(1)) << (10 * UNITS.indexOf(size.group(2))));
  }

  /** The size that a cell's parameter {@code size} names. */
  public static OptionalLong of(Cell cell) {
    return bytes(cell.params().getOrDefault("size", ""));
  }
}
