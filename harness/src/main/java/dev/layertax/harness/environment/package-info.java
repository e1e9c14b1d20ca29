/** The passport of the host and of each target. */
package dev.layertax.harness.environment;
