package dev.layertax.databases.sql;

import dev.layertax.benchmarks.dataset.MadeDataset;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;

/** Database files that an image ships. */
public final class Shipped {

  /** Makes a database, closed and flushed when it returns. */
  public interface Maker {
    void make(Path file, int accounts) throws SQLException, IOException;
  }

  /** So many first transactions can be measured, each on a database of its own. */
  public static final int FIRST = 4;

  /** So many can warm up, on small databases. */
  public static final int WARMUP = 40;

  /** Room for every step of a copy-up, and for some pages of each table. */
  private static final int WARMUP_ACCOUNTS = 1_000;

  private Shipped() {}

  /** How many accounts the database of a first transaction has. */
  public static int accounts(boolean warmup) {
    return warmup ? WARMUP_ACCOUNTS : BankTables.ACCOUNTS;
  }

  /** The file of a first transaction, relative to the directory of its dataset. */
  public static String first(String directory, boolean warmup, int number, String suffix) {
    return directory + "/" + (warmup ? "warmup-" : "bank-") + number + suffix;
  }

  /**
   * A dataset with the databases of first transactions: one of each size is made, the others are
   * copies.
   *
   * @param suffix of each file
   */
  public static MadeDataset firsts(String directory, String suffix, Maker maker) {
    return new MadeDataset(
        directory,
        root -> {
          copies(root, directory, false, FIRST, suffix, maker);
          copies(root, directory, true, WARMUP, suffix, maker);
        });
  }

  /** A dataset with one database. */
  public static MadeDataset one(String name, String file, Maker maker) {
    return new MadeDataset(name, root -> make(root.resolve(file), BankTables.ACCOUNTS, maker));
  }

  private static void copies(
      Path root, String directory, boolean warmup, int number, String suffix, Maker maker)
      throws IOException {
    Path original = root.resolve(first(directory, warmup, 0, suffix));
    make(original, accounts(warmup), maker);
    for (int i = 1; i < number; i++) {
      Path copy = Files.copy(original, root.resolve(first(directory, warmup, i, suffix)));
      try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
    }
  }

  private static void make(Path file, int accounts, Maker maker) throws IOException {
    Files.createDirectories(file.getParent());
    try {
      maker.make(file, accounts);
    } catch (SQLException e) {
      throw new IOException("database " + file + " could not be made", e);
    }
  }
}
