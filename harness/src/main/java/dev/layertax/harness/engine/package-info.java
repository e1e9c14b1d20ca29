/** What gives containers their storage: one small seam with an engine behind it per package. */
package dev.layertax.harness.engine;
