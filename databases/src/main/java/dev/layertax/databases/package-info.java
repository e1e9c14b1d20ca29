/**
 * What is measured with somebody else's engine: real embedded databases, so that each answer about
 * a hand-made pattern can be checked against a database that has it.
 *
 * <p>Read {@link dev.layertax.databases.Databases} for what there is.
 */
package dev.layertax.databases;
