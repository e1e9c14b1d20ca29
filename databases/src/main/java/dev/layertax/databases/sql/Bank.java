package dev.layertax.databases.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * TPC-B's transaction on one connection: add an amount to an account, read the account's balance,
 * add it to the teller and the branch, write it to the history, and commit.
 */
public final class Bank implements AutoCloseable {
  private static final String HISTORY_FILLER = "-".repeat(22);

  private final Connection connection;
  private final Ledger ledger;
  private final PreparedStatement addToAccount;
  private final PreparedStatement readAccount;
  private final PreparedStatement addToTeller;
  private final PreparedStatement addToBranch;
  private final PreparedStatement writeHistory;

  /**
   * Prepares the statements.
   *
   * @param connection with transactions of its own from now on
   * @param ledger chooses the transactions and keeps what was committed
   */
  public Bank(Connection connection, Ledger ledger) throws SQLException {
    this.connection = connection;
    this.ledger = ledger;
    connection.setAutoCommit(false);
    addToAccount =
        connection.prepareStatement("UPDATE accounts SET balance = balance + ? WHERE id = ?");
    readAccount = connection.prepareStatement("SELECT balance FROM accounts WHERE id = ?");
    addToTeller =
        connection.prepareStatement("UPDATE tellers SET balance = balance + ? WHERE id = ?");
    addToBranch =
        connection.prepareStatement("UPDATE branches SET balance = balance + ? WHERE id = 1");
    writeHistory =
        connection.prepareStatement(
            "INSERT INTO history VALUES (?, 1, ?, ?, ?, '" + HISTORY_FILLER + "')");
  }

  /**
   * One transaction, committed when it returns; what that promises is the database's affair.
   *
   * @return the account's balance
   */
  public long transact() throws SQLException {
    Ledger.Entry entry = ledger.next();
    addToAccount.setInt(1, entry.delta());
    addToAccount.setInt(2, entry.account());
    addToAccount.executeUpdate();
    long balance;
    readAccount.setInt(1, entry.account());
    try (ResultSet account = readAccount.executeQuery()) {
      account.next();
      balance = account.getLong(1);
    }
    addToTeller.setInt(1, entry.delta());
    addToTeller.setInt(2, entry.teller());
    addToTeller.executeUpdate();
    addToBranch.setInt(1, entry.delta());
    addToBranch.executeUpdate();
    writeHistory.setInt(1, entry.teller());
    writeHistory.setInt(2, entry.account());
    writeHistory.setInt(3, entry.delta());
    writeHistory.setLong(4, ledger.transactions() + 1);
    writeHistory.executeUpdate();
    connection.commit();
    ledger.committed(entry);
    return balance;
  }

  /** Closes the statements; the connection stays open. */
  @Override
  public void close() throws SQLException {
    addToAccount.close();
    readAccount.close();
    addToTeller.close();
    addToBranch.close();
    writeHistory.close();
  }
}
