/**
 * Estimates, intervals, tests and power; the only user of the statistics libraries.
 *
 * <p>Read first: {@link dev.layertax.reports.stats.Analysis}, {@code Paired}, {@code MeanEstimate},
 * {@code Judgement}, {@link dev.layertax.reports.stats.RunComparer}.
 *
 * <p>All estimates are made of one value per block and cell, the log of a fork's median iteration;
 * iterations are never counted as if they were independent. Everything is a pure function of the
 * run, its seed included.
 *
 * <p>Note: {@code StrictMath} throughout, so that stored raw data give the same bytes on another
 * machine.
 */
package dev.layertax.reports.stats;
