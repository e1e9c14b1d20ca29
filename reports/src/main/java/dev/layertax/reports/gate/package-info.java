/** Policy and verdicts of the gate; the only user of the YAML library. */
package dev.layertax.reports.gate;
