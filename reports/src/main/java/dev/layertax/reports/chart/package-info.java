/** The charts of the report; the only user of XChart and Batik. */
package dev.layertax.reports.chart;
