package dev.layertax.databases.records;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;

/**
 * Records of a fixed number of keys, each of which is absent or has a version: the model of a
 * store. Whoever writes to the store draws the records here, so that the model knows what the store
 * must have.
 *
 * <p>Key and version decide a record's content. Not safe for threads.
 */
public final class Records {

  /** Gives the content of a record. */
  public interface Content {

    /** Its bytes, all of them decided by the key and the number. */
    byte[] of(Version version);
  }

  /**
   * One record in one version.
   *
   * @param record from 0
   * @param number from 1
   */
  public record Version(int record, int number) {

    /** The record's key, in ASCII; keys are in the order of the records. */
    public String key() {
      return "record-" + Integer.toString(100_000_000 + record).substring(1);
    }
  }

  private final Content content;
  private final int[] versions;
  private final SplittableRandom choice;

  private Records(int keys, Content content, long seed) {
    this.content = content;
    this.versions = new int[keys];
    this.choice = new SplittableRandom(seed);
  }

  /** An empty store that will have up to {@code keys} records. */
  public static Records none(int keys, Content content, long seed) {
    return new Records(keys, content, seed);
  }

  /** A store that has all records in their first version, as {@link #first} has them. */
  public static Records all(int keys, Content content, long seed) {
    Records records = new Records(keys, content, seed);
    Arrays.fill(records.versions, 1);
    return records;
  }

  /** A record in its first version. */
  public static Version first(int record) {
    return new Version(record, 1);
  }

  /** Draws a record, absent or not, and gives its next version, which the store is to have now. */
  public Version next() {
    int record = choice.nextInt(versions.length);
    versions[record]++;
    return new Version(record, versions[record]);
  }

  /** Adds up what a store has. */
  public static final class Sum {
    private final CRC32C crc = new CRC32C();
    private long count;
    private long checksum;

    /** Takes a record, in any order. */
    public void add(byte[] key, byte[] content) {
      crc.reset();
      crc.update(key);
      crc.update(content);
      count++;
      checksum += crc.getValue();
    }
  }

  /**
   * Holds a store's sum against the model's.
   *
   * @return what was found, in words
   * @throws IllegalStateException when they differ
   */
  public String check(Sum found) {
    Sum expected = new Sum();
    for (int record = 0; record < versions.length; record++) {
      if (versions[record] > 0) {
        Version version = new Version(record, versions[record]);
        expected.add(version.key().getBytes(StandardCharsets.US_ASCII), content.of(version));
      }
    }
    if (found.count != expected.count) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "the store has %,d records, %,d were written",
              found.count,
              expected.count));
    }
    if (found.checksum != expected.checksum) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "the store has all %,d records, but not with the content that was written:"
                  + " their checksum is %x, not %x",
              found.count,
              found.checksum,
              expected.checksum));
    }
    return String.format(Locale.ROOT, "%,d records, checksum agrees", found.count);
  }
}
