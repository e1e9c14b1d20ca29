package dev.layertax.reports.render;

import dev.layertax.reports.model.Passport;
import dev.layertax.reports.wording.Figures;
import dev.layertax.reports.wording.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A passport in words, for every renderer; names and values are untrusted text. */
final class PassportFacts {

  /** What comes first, and how it is called; the rest follows by its own name. */
  private static final Map<String, String> NAMES = names();

  private PassportFacts() {}

  /** One fact. */
  record Fact(String name, String value) {}

  private static Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("mount", "mount line");
    names.put("fileSystem", "file system");
    names.put("device", "device");
    names.put("driver", "driver");
    names.put("options", "options");
    names.put("path", "path");
    names.put("freeBytes", "free space");
    names.put("freeInodes", "free inodes");
    names.put("fsync", "flush");
    return names;
  }

  /** Every fact but {@link Passport#INVALID}, which {@link #sentence} tells. */
  static List<Fact> of(Passport passport) {
    List<Fact> facts = new ArrayList<>();
    SortedMap<String, String> rest = new TreeMap<>(passport.facts());
    rest.remove(Passport.INVALID);
    NAMES.forEach(
        (key, name) -> {
          String value = rest.remove(key);
          if (value != null) {
            facts.add(new Fact(name, value(key, value)));
          }
        });
    rest.forEach((key, value) -> facts.add(new Fact(Names.counter(key), value(key, value))));
    return facts;
  }

  /** A fact as {@link #of} words it; that it was not told, where it was not. */
  static String value(Passport passport, String key) {
    String value = passport.facts().get(key);
    return value == null ? "not told" : value(key, value);
  }

  /** What a fact of that name says. */
  static String value(String key, String value) {
    boolean count = value.matches("\\d{1,15}");
    if (Names.countsBytes(key) && count) {
      return Figures.size(Double.parseDouble(value));
    }
    return key.equals("freeInodes") && count ? Figures.exact(Double.parseDouble(value)) : value;
  }

  /** What the target really is, in one line. */
  static String sentence(Passport passport) {
    SortedMap<String, String> facts = passport.facts();
    if (passport.invalid().isPresent()) {
      return "invalid: " + passport.invalid().get();
    }
    if (facts.containsKey("unavailable")) {
      return "unavailable: " + facts.get("unavailable");
    }
    if (facts.containsKey("problem")) {
      return "could not be looked at: " + facts.get("problem");
    }
    String fileSystem = facts.getOrDefault("fileSystem", "an unknown file system");
    String device = facts.getOrDefault("device", "an unknown device");
    // A file system in memory or over others names itself for want of a device.
    String where =
        device.equals(fileSystem) || device.equals("none")
            ? fileSystem
            : fileSystem + " on " + device;
    String kind =
        facts.containsKey("layer") ? facts.get("layer") + ", its upper directory on " : "";
    String note = facts.containsKey("note") ? "; " + facts.get("note") : "";
    return (kind.isEmpty() ? driver(passport) : kind) + where + note;
  }

  /** What keeps it, where that decides what a write costs and the mount line does not tell. */
  private static String driver(Passport passport) {
    String driver = passport.facts().getOrDefault("driver", "");
    return switch (passport.target()) {
      case WRITABLE_LAYER -> driver.isEmpty() ? "" : "storage driver " + driver + ": ";
      case NAMED_VOLUME, ANONYMOUS_VOLUME ->
          driver.isEmpty() || driver.equals("local") ? "" : "volume driver " + driver + ": ";
      default -> "";
    };
  }
}
