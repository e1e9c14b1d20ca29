/** What to run, as data: profile, cells, blocks, seed and time budget. */
package dev.layertax.harness.plan;
