package dev.layertax.databases.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;

/**
 * Holds a database against the books of the client that wrote to it: every balance, every filler,
 * the sums and the history.
 *
 * <p>Note: each row is compared with what it must be, which says more than a checksum over all, and
 * names the row.
 */
public final class Audit {
  private final Statement statement;
  private final Ledger ledger;

  private Audit(Statement statement, Ledger ledger) {
    this.statement = statement;
    this.ledger = ledger;
  }

  /**
   * Looks over the whole bank.
   *
   * @return what was found right, in a few words
   * @throws IllegalStateException naming the first thing that is wrong
   */
  public static String of(Connection connection, Ledger ledger) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      Audit audit = new Audit(statement, ledger);
      audit.history();
      audit.sums();
      audit.branch();
      audit.tellers();
      audit.accounts();
    }
    return "%,d accounts and %,d history rows as committed, sums agree"
        .formatted(ledger.accounts(), ledger.transactions());
  }

  private void history() throws SQLException {
    long rows = number("SELECT count(*) FROM history");
    require(
        rows == ledger.transactions(),
        () ->
            "%d transactions were committed, the history has %d rows"
                .formatted(ledger.transactions(), rows));
    long distinct = number("SELECT count(DISTINCT number) FROM history");
    require(
        distinct == rows,
        () -> "only %d of %d history rows are different".formatted(distinct, rows));
  }

  private void sums() throws SQLException {
    for (String column :
        new String[] {
          "delta) FROM history",
          "balance) FROM branches",
          "balance) FROM tellers",
          "balance) FROM accounts"
        }) {
      long sum = number("SELECT sum(" + column);
      require(
          sum == ledger.sum(),
          () ->
              "all committed amounts make %d, sum(%s makes %d"
                  .formatted(ledger.sum(), column, sum));
    }
  }

  private void branch() throws SQLException {
    Filler fillers = new Filler(Filler.BRANCHES, 88);
    try (ResultSet rows = rowsOf("branches")) {
      checkNext(rows, "branch", 1, ledger.sum(), fillers.next());
      require(!rows.next(), () -> "there is more than one branch");
    }
  }

  private void tellers() throws SQLException {
    Filler fillers = new Filler(Filler.TELLERS, 84);
    try (ResultSet rows = rowsOf("tellers")) {
      for (int id = 1; id <= BankTables.TELLERS; id++) {
        checkNext(rows, "teller", id, ledger.teller(id), fillers.next());
      }
      require(!rows.next(), () -> "there are more than %d tellers".formatted(BankTables.TELLERS));
    }
  }

  private void accounts() throws SQLException {
    Filler fillers = new Filler(Filler.ACCOUNTS, BankTables.ACCOUNT_FILLER);
    try (ResultSet rows = rowsOf("accounts")) {
      for (int id = 1; id <= ledger.accounts(); id++) {
        checkNext(rows, "account", id, ledger.account(id), fillers.next());
      }
      require(!rows.next(), () -> "there are more than %d accounts".formatted(ledger.accounts()));
    }
  }

  private ResultSet rowsOf(String table) throws SQLException {
    return statement.executeQuery("SELECT id, balance, filler FROM " + table + " ORDER BY id");
  }

  /** Moves to the next row and compares it. */
  private static void checkNext(ResultSet row, String what, int id, long balance, String filler)
      throws SQLException {
    require(row.next(), () -> what + " " + id + " is not there");
    int foundId = row.getInt(1);
    long found = row.getLong(2);
    require(foundId == id, () -> "%s %d is not there, the next is %d".formatted(what, id, foundId));
    require(
        found == balance,
        () ->
            "%s %d has a balance of %d, its committed transactions make %d"
                .formatted(what, id, found, balance));
    require(
        filler.equals(row.getString(3)),
        () -> "the filler of %s %d is not the one it was made with".formatted(what, id));
  }

  private long number(String query) throws SQLException {
    try (ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getLong(1);
    }
  }

  private static void require(boolean right, Supplier<String> otherwise) {
    if (!right) {
      throw new IllegalStateException("the data is wrong: " + otherwise.get());
    }
  }
}
