package dev.layertax.benchmarks.unionfs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What one mount has done so far; every counter only rises. */
final class Counters {
  /** Sizes of the regular files copied up with their data, holes included. */
  final LongAdder bytesCopiedUp = new LongAdder();

  /** Regular files and symbolic links. */
  final LongAdder filesCopiedUp = new LongAdder();

  final LongAdder directoriesCopiedUp = new LongAdder();

  /** Names that were asked for and not in the cache. */
  final LongAdder lookupMisses = new LongAdder();

  /** Layer directories asked for a name on behalf of those misses. */
  final LongAdder layerLookups = new LongAdder();

  /** Calls begun again because a name changed under them. */
  final LongAdder walksRepeated = new LongAdder();

  final LongAdder whiteoutsCreated = new LongAdder();

  /** Flushes made by copy-up; the caller's own {@code force} is not among them. */
  final LongAdder copyUpSyncs = new LongAdder();

  private final Map<String, LongAdder> byName = new LinkedHashMap<>();

  Counters() {
    byName.put("bytesCopiedUp", bytesCopiedUp);
    byName.put("filesCopiedUp", filesCopiedUp);
    byName.put("directoriesCopiedUp", directoriesCopiedUp);
    byName.put("lookupMisses", lookupMisses);
    byName.put("layerLookups", layerLookups);
    byName.put("walksRepeated", walksRepeated);
    byName.put("whiteoutsCreated", whiteoutsCreated);
    byName.put("copyUpSyncs", copyUpSyncs);
  }

  /** The value, or null where no counter has that name. */
  Long value(String name) {
    LongAdder counter = byName.get(name);
    return counter == null ? null : counter.sum();
  }

  Iterable<String> names() {
    return byName.keySet();
  }
}
