/**
 * The bank of TPC-B in any SQL database: its tables, its one transaction, and the audit that finds
 * a balance or a row that is not what was committed.
 *
 * <p>Read {@link dev.layertax.databases.sql.BankTables} for what there is, {@link
 * dev.layertax.databases.sql.Bank} for the transaction, then {@link
 * dev.layertax.databases.sql.Audit}.
 *
 * <p>Source: TPC Benchmark B, Standard Specification 2.0, clauses 1.2 (the transaction) and 3.1
 * (the tables), at a scale of one branch. Known deviations: one client, a clock that counts
 * transactions instead of seconds, and all accounts at the client's own branch.
 */
package dev.layertax.databases.sql;
