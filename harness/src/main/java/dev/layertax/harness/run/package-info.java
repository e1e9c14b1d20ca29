/** The block scheduler: from a plan to a run directory, with resume and progress events. */
package dev.layertax.harness.run;
