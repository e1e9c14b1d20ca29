package dev.layertax.databases.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The tables of a bank of one branch, 10 tellers and some accounts, all balances zero.
 *
 * <p>A row of a branch, a teller or an account has at least 100 bytes, one of the history 50, as
 * TPC-B wants it; most of that is a filler, seeded text that no file system can compress to
 * nothing. A full bank is a file of about 16 MiB.
 */
public final class BankTables {

  /** The accounts of one branch in TPC-B. */
  public static final int ACCOUNTS = 100_000;

  static final int TELLERS = 10;

  /** Makes a database of {@link #ACCOUNTS} as big as that of the pattern rollback-journal. */
  static final int ACCOUNT_FILLER = 154;

  private static final int ROWS_AT_ONCE = 1_000;

  private BankTables() {}

  /**
   * Creates and fills the tables in one transaction.
   *
   * @param connection to a database without them; commits by itself afterwards as before
   */
  public static void create(Connection connection, int accounts) throws SQLException {
    boolean autoCommit = connection.getAutoCommit();
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE branches (id INTEGER PRIMARY KEY, balance BIGINT NOT NULL,"
              + " filler VARCHAR(88) NOT NULL)");
      statement.execute(
          "CREATE TABLE tellers (id INTEGER PRIMARY KEY, branch INTEGER NOT NULL,"
              + " balance BIGINT NOT NULL, filler VARCHAR(84) NOT NULL)");
      statement.execute(
          "CREATE TABLE accounts (id INTEGER PRIMARY KEY, branch INTEGER NOT NULL,"
              + " balance BIGINT NOT NULL, filler VARCHAR(154) NOT NULL)");
      statement.execute(
          "CREATE TABLE history (teller INTEGER NOT NULL, branch INTEGER NOT NULL,"
              + " account INTEGER NOT NULL, delta INTEGER NOT NULL, number BIGINT NOT NULL,"
              + " filler VARCHAR(22) NOT NULL)");
    }
    connection.setAutoCommit(false);
    fill(connection, "INSERT INTO branches VALUES (?, 0, ?)", new Filler(Filler.BRANCHES, 88), 1);
    fill(
        connection,
        "INSERT INTO tellers VALUES (?, 1, 0, ?)",
        new Filler(Filler.TELLERS, 84),
        TELLERS);
    fill(
        connection,
        "INSERT INTO accounts VALUES (?, 1, 0, ?)",
        new Filler(Filler.ACCOUNTS, ACCOUNT_FILLER),
        accounts);
    connection.commit();
    connection.setAutoCommit(autoCommit);
  }

  private static void fill(Connection connection, String insert, Filler fillers, int rows)
      throws SQLException {
    try (PreparedStatement row = connection.prepareStatement(insert)) {
      for (int id = 1; id <= rows; id++) {
        row.setInt(1, id);
        row.setString(2, fillers.next());
        row.addBatch();
        if (id % ROWS_AT_ONCE == 0 || id == rows) {
          row.executeBatch();
        }
      }
    }
  }
}
