/**
 * Plain directories of the host: where the sentinels of a block run, beside every engine.
 *
 * <p>Read first: {@link dev.layertax.harness.engine.host.HostEngine}.
 */
package dev.layertax.harness.engine.host;
