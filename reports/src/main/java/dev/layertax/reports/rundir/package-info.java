/** The run directory's files to and from the model; the only user of Jackson. */
package dev.layertax.reports.rundir;
