package dev.layertax.reports.wording;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Comparison;
import dev.layertax.reports.model.Target;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Workloads, targets and flags as people call them; an unknown name falls back to itself. */
public final class Names {

  /** A parameter in braces is filled in; parameters without a place in the text follow it. */
  private static final Map<String, String> QUESTIONS =
      Map.ofEntries(
          Map.entry("wal-append", "Append to a write-ahead log, synced"),
          Map.entry("page-update", "Update of a random page of an image's table file"),
          Map.entry("first-write", "First write to a {size} image file"),
          Map.entry("rollback-journal", "Transaction with a rollback journal"),
          Map.entry("small-files", "Create, write, rename and delete of a small file"),
          Map.entry("metadata-change", "Change of the mode of a {size} image file"),
          Map.entry("missing-lookup", "Lookup of an absent name"),
          Map.entry("directory-scan", "Listing of a directory of 5,000 image files"),
          Map.entry("directory-rename", "Rename of a directory of the image"),
          Map.entry("delete-image-files", "Deletion of a {size} image file"),
          Map.entry("atomic-replace", "Replacement of a small file by rename, synced"),
          Map.entry("sqlite-transaction", "Transaction of SQLite"),
          Map.entry(
              "sqlite-first-transaction", "First transaction of SQLite on an image's database"),
          Map.entry("h2-transaction", "Transaction of H2, synced"),
          Map.entry(
              "h2-first-transaction", "First transaction of H2 on an image's database, synced"),
          Map.entry("shared-file-direct", "Direct write of 8 threads to one file"),
          Map.entry("rocksdb-put", "RocksDB write batch"),
          Map.entry("rocksdb-compact", "RocksDB flush and compaction of an image's database"),
          Map.entry("lucene-index", "Lucene commit of 10 documents"),
          Map.entry("lucene-first-commit", "First Lucene commit to an image's index"),
          Map.entry("lucene-merge", "Lucene merge of the segments of an image's index"),
          Map.entry("group-commit", "Commit of {writers} writers who share flushes"),
          Map.entry("checkpoint", "Checkpoint of {page} pages in 8 image files"),
          Map.entry("doublewrite", "Batch of {page} pages through a doublewrite file"),
          Map.entry("lsm-compaction", "Flush and compaction of {buffer} tables of an LSM tree"),
          Map.entry("preallocate", "Record in a preallocated log segment"),
          Map.entry("log-rotate", "Rotation of a log of {record} records"));

  /** Phases of a server's visit, by workload and phase. */
  private static final Map<String, String> PHASES =
      Map.of(
          "postgresql start", "Start of PostgreSQL to its first answer",
          "postgresql first", "First transactions of PostgreSQL after its start",
          "postgresql steady", "Transaction of PostgreSQL in steady state",
          "postgresql checkpoint", "CHECKPOINT of PostgreSQL",
          "postgresql vacuum-full", "VACUUM FULL of PostgreSQL");

  private static final Map<String, String> FLAGS =
      Map.of(
          "shape", "the t and the signed-rank test disagree",
          "few-blocks", "too few blocks for the signed-rank test",
          "order", "the order within a block matters",
          "set-aside", "many blocks were set aside",
          "correlated", "neighbouring blocks resemble each other",
          "unsteady", "some forks reached no steady state");

  private static final Map<String, String> PRODUCTS =
      Map.of(
          "sqlite", "SQLite",
          "h2", "H2",
          "rocksdb", "RocksDB",
          "lucene", "Lucene",
          "postgresql", "PostgreSQL");

  private static final Pattern SIZE = Pattern.compile("(\\d+)([KMG]i?B|B)");
  private static final Pattern PLACE = Pattern.compile("\\{(\\w+)} ");

  private Names() {}

  /** The question of a cell, without its target: {@code First write to a 64 MiB image file}. */
  public static String question(Cell cell) {
    return question(cell.workload(), cell.params());
  }

  /** The question of a comparison: {@code First write to a 64 MiB image file}. */
  public static String question(Comparison comparison) {
    return question(comparison.workload(), comparison.params());
  }

  /** The question that a workload asks with these parameters. */
  public static String question(String workload, SortedMap<String, String> params) {
    SortedMap<String, String> unnamed = new TreeMap<>(params);
    StringBuilder text = new StringBuilder(stem(workload, unnamed));
    unnamed.forEach((name, value) -> text.append(", ").append(parameter(name, value)));
    return text.toString();
  }

  /**
   * The database that a workload is of, as its makers write it: those of {@code sqlite-transaction}
   * and {@code sqlite-first-transaction} write SQLite.
   */
  public static String product(String workload) {
    String product = workload.replaceFirst("-.*", "");
    return PRODUCTS.getOrDefault(product, product);
  }

  /** A target with its article: {@code a named volume}, {@code the writable layer}. */
  public static String target(Target target) {
    return switch (target) {
      case WRITABLE_LAYER -> "the writable layer";
      case NAMED_VOLUME -> "a named volume";
      case ANONYMOUS_VOLUME -> "an anonymous volume";
      case BIND_MOUNT -> "a bind mount";
      case TMPFS -> "tmpfs";
      case HOST_DIRECTORY -> "a directory of the host";
    };
  }

  /** An engine in a sentence: {@code the simulation}, {@code the kernel}, {@code Docker}. */
  public static String engine(String engine) {
    return switch (engine) {
      case "simulated" -> "the simulation";
      case "kernel" -> "the kernel";
      case "docker" -> "Docker";
      default -> "engine " + engine;
    };
  }

  /** Several targets, in the plural where there is one: {@code volumes and bind mounts}. */
  public static String targets(List<Target> targets) {
    if (targets.size() == 1) {
      return target(targets.get(0));
    }
    Set<Target> left = new LinkedHashSet<>(targets);
    List<String> names = new ArrayList<>();
    if (left.containsAll(List.of(Target.NAMED_VOLUME, Target.ANONYMOUS_VOLUME))) {
      left.remove(Target.NAMED_VOLUME);
      left.remove(Target.ANONYMOUS_VOLUME);
      names.add("volumes");
    }
    left.forEach(target -> names.add(plural(target)));
    return joined(names);
  }

  /** A list in words: {@code a, b and c}. */
  public static String joined(List<String> parts) {
    int last = parts.size() - 1;
    return last < 1
        ? String.join("", parts)
        : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
  }

  /** A comparison's flag in a few words. */
  public static String flag(String flag) {
    return FLAGS.getOrDefault(flag, flag.replace('-', ' '));
  }

  /** A counter in words: {@code bytesCopiedUp} reads {@code bytes copied up}. */
  public static String counter(String counter) {
    return counter.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }

  /** Whether a counter counts bytes, and so prints as a size. */
  public static boolean countsBytes(String counter) {
    return counter.toLowerCase(Locale.ROOT).contains("bytes");
  }

  private static String stem(String workload, SortedMap<String, String> params) {
    String phase = PHASES.get(workload + " " + params.get(Cell.PHASE));
    if (phase != null) {
      params.remove(Cell.PHASE);
      return phase;
    }
    String template = QUESTIONS.get(workload);
    return template == null
        ? capitalised(workload.replace('-', ' '))
        : PLACE
            .matcher(template)
            .replaceAll(place -> Matcher.quoteReplacement(filled(params.remove(place.group(1)))));
  }

  private static String filled(String value) {
    return value == null ? "" : spaced(value) + " ";
  }

  private static String parameter(String name, String value) {
    if (name.equals("sync")) {
      return value.equals("none") ? "not synced" : "synced (" + value + ")";
    }
    if (name.equals("allocation")) {
      return value.equals("none") ? "no allocation" : "allocated as " + value;
    }
    if (name.equals("start")) {
      return value.equals("shipped") ? "database of the image" : "database made there";
    }
    return name + " " + spaced(value);
  }

  private static String spaced(String value) {
    Matcher size = SIZE.matcher(value);
    return size.matches() ? size.group(1) + " " + size.group(2) : value;
  }

  /** With a capital first letter. */
  public static String capitalised(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static String plural(Target target) {
    return switch (target) {
      case WRITABLE_LAYER -> "the writable layer";
      case NAMED_VOLUME -> "named volumes";
      case ANONYMOUS_VOLUME -> "anonymous volumes";
      case BIND_MOUNT -> "bind mounts";
      case TMPFS -> "tmpfs";
      case HOST_DIRECTORY -> "directories of the host";
    };
  }
}
