/** Estimates, intervals, tests and power; the only user of the statistics libraries. */
package dev.layertax.reports.stats;
