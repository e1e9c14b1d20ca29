/**
 * What is measured with somebody else's engine: real embedded databases, so that each answer about
 * a hand-made pattern can be checked against a database that has it.
 *
 * <p>Read {@link dev.layertax.databases.Databases} for what there is, {@link
 * dev.layertax.databases.sql.Bank} for the transaction of the SQL databases, then {@link
 * dev.layertax.databases.sqlite.SqliteTransaction} for what one looks like. Every workload looks
 * its data over when it has measured, and its visit fails where that is wrong.
 */
package dev.layertax.databases;
