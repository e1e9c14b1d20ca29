/**
 * What the stores of this jar are filled with, and must have at the end.
 *
 * <p>Read {@link dev.layertax.databases.records.Records}, the model that a store is held against,
 * then {@link dev.layertax.databases.records.Shipped}.
 */
package dev.layertax.databases.records;
