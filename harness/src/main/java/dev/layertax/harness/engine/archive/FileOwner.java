package dev.layertax.harness.engine.archive;

/**
 * Who owns a file.
 *
 * @param user its number
 * @param group its number
 */
public record FileOwner(long user, long group) {
  /** The superuser. */
  public static final FileOwner ROOT = new FileOwner(0, 0);

  @Override
  public String toString() {
    return user + ":" + group;
  }
}
