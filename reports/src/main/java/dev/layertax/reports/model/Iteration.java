package dev.layertax.reports.model;

/**
 * One JMH iteration.
 *
 * @param operations operations done, above 0
 * @param secondsPerOp mean cost of one operation in seconds, above 0
 */
public record Iteration(long operations, double secondsPerOp) {}
