package dev.layertax.databases.h2;

import dev.layertax.databases.sql.Bank;
import dev.layertax.databases.sql.BankTables;
import dev.layertax.databases.sql.Ledger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.h2.Driver;

/**
 * One database of H2 with one client, whose transactions outlive a power loss.
 *
 * <p>H2's own COMMIT does not promise that: by default changes reach the file half a second later,
 * and with {@code WRITE_DELAY=0} they are written when COMMIT returns, but not flushed: strace of
 * 2.5.252 shows one pwrite for a commit and no fsync, with {@code ACCESS_MODE_DATA=rwd} too. {@code
 * CHECKPOINT SYNC} flushes, and is what makes a commit durable; so a transaction here is COMMIT and
 * then {@code CHECKPOINT SYNC}: an append of a chunk of some pages to the file, and a flush of it.
 */
final class H2Database implements AutoCloseable {
  static final String SUFFIX = ".mv.db";

  private static final String SETTINGS =
      ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;TRACE_LEVEL_SYSTEM_OUT=0";

  private final Connection connection;
  private final Statement statement;
  private Bank bank;

  private H2Database(Connection connection) throws SQLException {
    this.connection = connection;
    statement = connection.createStatement();
  }

  /**
   * Opens a database that is there.
   *
   * @param file with H2's suffix
   */
  static H2Database open(Path file) throws SQLException {
    return new H2Database(connect(file, ";IFEXISTS=TRUE"));
  }

  /** Makes a bank, closed and flushed. */
  static void make(Path file, int accounts) throws SQLException {
    if (Files.exists(file)) {
      throw new IllegalStateException(file + " is there already; a database is made where none is");
    }
    try (Connection connection = connect(file, "");
        Statement statement = connection.createStatement()) {
      BankTables.create(connection, accounts);
      statement.execute("SHUTDOWN COMPACT");
    }
  }

  private static Connection connect(Path file, String more) throws SQLException {
    String name = file.getFileName().toString();
    Path database = file.resolveSibling(name.substring(0, name.length() - SUFFIX.length()));
    Properties user = new Properties();
    user.setProperty("user", "sa");
    user.setProperty("password", "");
    return new Driver()
        .connect("jdbc:h2:" + StorageFilePath.serve(database) + SETTINGS + more, user);
  }

  /** Chooses the transactions from now on, and keeps what was committed. */
  void keeps(Ledger ledger) throws SQLException {
    bank = new Bank(connection, ledger);
  }

  /** One durable transaction. */
  long transact() throws SQLException {
    long balance = bank.transact();
    statement.execute("CHECKPOINT SYNC");
    return balance;
  }

  Connection connection() {
    return connection;
  }

  /**
   * Closes the files as they are, as a kill would: a database that was committed to has nothing
   * left to write.
   */
  @Override
  public void close() throws SQLException {
    statement.execute("SHUTDOWN IMMEDIATELY");
  }
}
