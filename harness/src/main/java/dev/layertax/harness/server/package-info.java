/**
 * A database server, or any program, of a user's own image as a workload: a command of a shell that
 * prints its figures.
 *
 * <p>Read first: {@link dev.layertax.harness.server.ServerWorkload}, {@link
 * dev.layertax.harness.server.Figure}, {@link dev.layertax.harness.server.FigureReading}, {@link
 * dev.layertax.harness.server.PostgreSql} (the one that is ready-made).
 *
 * <p>Several figures of one command are phases of one visit: each is a cell of its own, told apart
 * by the parameter {@link dev.layertax.reports.model.Cell#PHASE}. Every figure becomes a cost in
 * seconds, so that there is one direction: what happens so often in a second costs one over that.
 */
package dev.layertax.harness.server;
