package dev.layertax.databases.sqlite;

import dev.layertax.databases.sql.BankTables;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.sqlite.JDBC;

/**
 * Connections to SQLite with {@code PRAGMA synchronous=EXTRA}, in which a commit outlives a power
 * loss in both journal modes; all other settings are SQLite's own.
 *
 * <p>With journal DELETE, FULL flushes the database and the journal, and EXTRA the directory after
 * the journal's deletion as well, without which a power loss can bring the journal back and roll a
 * committed transaction back (sqlite.org/pragma.html#pragma_synchronous); so does the pattern
 * {@code rollback-journal}. With WAL, EXTRA is FULL: the log is flushed at each commit, and the
 * database at the checkpoints that SQLite makes within the commit that takes the log past 1,000
 * pages.
 *
 * <p>strace of the driver's SQLite shows the pattern's calls in the pattern's order: 5 pages and 5
 * flushes for a transaction with journal DELETE, 4 pages and one flush with WAL; but this build
 * calls fsync where the patterns call fdatasync.
 */
final class SqliteDatabase {
  private static final String EXTRA = "3";

  private SqliteDatabase() {}

  /**
   * Opens a database that is there.
   *
   * @param journal as in {@code PRAGMA journal_mode}
   * @throws IllegalStateException if SQLite refuses a setting
   */
  static Connection open(Path file, String journal) throws SQLException {
    Connection connection = connect(file);
    try {
      set(connection, "journal_mode", journal, journal);
      set(connection, "synchronous", "EXTRA", EXTRA);
      return connection;
    } catch (SQLException | RuntimeException e) {
      try (connection) {
        throw e;
      }
    }
  }

  /** Makes a bank, in the journal mode that its file then is in, closed and flushed. */
  static void make(Path file, int accounts, String journal) throws SQLException, IOException {
    if (Files.exists(file)) {
      throw new IllegalStateException(file + " is there already; a database is made where none is");
    }
    try (Connection connection = open(file, "DELETE")) {
      BankTables.create(connection, accounts);
      set(connection, "journal_mode", journal, journal);
    }
  }

  /**
   * SQLite's own check of the whole file.
   *
   * @throws IllegalStateException with what it found
   */
  static String integrityCheck(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("PRAGMA integrity_check(3)")) {
      found.next();
      String first = found.getString(1);
      if (!first.equals("ok")) {
        throw new IllegalStateException("the data is wrong: PRAGMA integrity_check says: " + first);
      }
      return "integrity_check ok";
    }
  }

  private static Connection connect(Path file) throws SQLException {
    if (file.getFileSystem() != FileSystems.getDefault()) {
      throw new IllegalArgumentException(
          "SQLite opens files by the operating system, which does not know "
              + file
              + "; use a file: location");
    }
    return new JDBC().connect(JDBC.PREFIX + file.toAbsolutePath(), new Properties());
  }

  private static void set(Connection connection, String setting, String value, String answer)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA " + setting + "=" + value);
      try (ResultSet set = statement.executeQuery("PRAGMA " + setting)) {
        set.next();
        String found = set.getString(1);
        if (!found.equalsIgnoreCase(answer)) {
          throw new IllegalStateException(
              "SQLite did not take %s=%s, it is %s".formatted(setting, value, found));
        }
      }
    }
  }
}
