package dev.layertax.databases.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.JDBC;

class AuditTest {
  private static final int ACCOUNTS = 60;

  @TempDir Path temp;
  private Connection connection;
  private final Ledger ledger = new Ledger(ACCOUNTS, 1);

  @BeforeEach
  void hundredTransactions() throws SQLException {
    connection = new JDBC().connect(JDBC.PREFIX + temp.resolve("bank.db"), new Properties());
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA synchronous=OFF");
    }
    BankTables.create(connection, ACCOUNTS);
    try (Bank bank = new Bank(connection, ledger)) {
      for (int i = 0; i < 100; i++) {
        bank.transact();
      }
    }
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void of_whatWasCommitted_isRight() throws SQLException {
    assertThat(Audit.of(connection, ledger))
        .isEqualTo("60 accounts and 100 history rows as committed, sums agree");
  }

  @Test
  void transact_returnsTheBalanceThatTheDatabaseHas() throws SQLException {
    try (Bank bank = new Bank(connection, new Ledger(ACCOUNTS, 2))) {
      Ledger.Entry entry = new Ledger(ACCOUNTS, 2).next();
      assertThat(bank.transact()).isEqualTo(ledger.account(entry.account()) + entry.delta());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UPDATE accounts SET balance = balance + 1 WHERE id = 7 | sum(balance) FROM accounts makes",
        "UPDATE tellers SET balance = 0 WHERE id = 3 | sum(balance) FROM tellers makes",
        "UPDATE branches SET balance = balance - 1 | sum(balance) FROM branches makes",
        "UPDATE history SET delta = delta + 1 WHERE number = 9 | sum(delta) FROM history makes",
        "DELETE FROM history WHERE number = 100 | 100 transactions were committed, the history has 99",
        "UPDATE history SET number = 4 WHERE number = 5 | only 99 of 100 history rows are different",
        "UPDATE accounts SET balance = balance + id - 30 WHERE id IN (29, 31) | account 29 has a balance",
        "UPDATE accounts SET filler = 'x' WHERE id = 50 | the filler of account 50 is not",
        "UPDATE accounts SET id = 600 WHERE id = 60 | account 60 is not there, the next is 600",
        "INSERT INTO accounts VALUES (61, 1, 0, '') | more than 60 accounts",
        "DELETE FROM accounts WHERE id = 60 | account",
        "INSERT INTO tellers VALUES (11, 1, 0, '') | more than 10 tellers",
      })
  void of_oneThingChanged_saysWhich(String change, String reason) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(change);
    }
    assertThatThrownBy(() -> Audit.of(connection, ledger))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("the data is wrong: ")
        .hasMessageContaining(reason);
  }
}
