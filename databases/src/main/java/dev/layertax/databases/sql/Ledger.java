package dev.layertax.databases.sql;

import java.util.SplittableRandom;

/**
 * The client's own books: which transaction comes next, by a seed, and what each balance must be
 * after those that were committed.
 */
public final class Ledger {

  /**
   * One transaction.
   *
   * @param account from 1
   * @param teller from 1
   * @param delta what all three balances change by
   */
  record Entry(int account, int teller, int delta) {}

  /** As in TPC-B's clause 5.3.5, but smaller, so that a column holds what many add up to. */
  private static final int MAX_DELTA = 5_000;

  private final SplittableRandom random;
  private final long[] accounts;
  private final long[] tellers = new long[BankTables.TELLERS];
  private long sum;
  private long transactions;

  /**
   * Of a bank whose balances are zero.
   *
   * @param seed decides all transactions
   */
  public Ledger(int accounts, long seed) {
    this.accounts = new long[accounts];
    random = new SplittableRandom(seed);
  }

  Entry next() {
    return new Entry(
        1 + random.nextInt(accounts.length),
        1 + random.nextInt(tellers.length),
        random.nextInt(-MAX_DELTA, MAX_DELTA + 1));
  }

  void committed(Entry entry) {
    accounts[entry.account() - 1] += entry.delta();
    tellers[entry.teller() - 1] += entry.delta();
    sum += entry.delta();
    transactions++;
  }

  int accounts() {
    return accounts.length;
  }

  /** What an account must have, from 1. */
  long account(int id) {
    return accounts[id - 1];
  }

  /** What a teller must have, from 1. */
  long teller(int id) {
    return tellers[id - 1];
  }

  /** What the branch must have, and each table's balances together. */
  long sum() {
    return sum;
  }

  /** How many were committed. */
  public long transactions() {
    return transactions;
  }
}
