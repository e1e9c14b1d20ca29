/**
 * The run directory's files to and from the model; the only user of Jackson.
 *
 * <p>Read first: {@link dev.layertax.reports.rundir.RunDirectory}, {@code SampleLines}, {@code
 * RunJson}, {@code ResultsJson}, {@link dev.layertax.reports.rundir.RunDirectoryException}.
 *
 * <p>What is read is data from strangers: whatever it holds, the worst that comes of it is a {@link
 * dev.layertax.reports.rundir.RunDirectoryException}. Doubles are written in their shortest exact
 * form, NaN as {@code null}; maps are sorted, fields keep the records' order, lines end in {@code
 * \n}: the same model gives the same bytes on every JDK.
 */
package dev.layertax.reports.rundir;
