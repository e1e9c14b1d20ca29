/**
 * The default engine: local containers whose writable layer is the union layer in the measured JVM.
 *
 * <p>Read first: {@link dev.layertax.harness.engine.simulated.SimulatedEngine}, {@code
 * SimulatedLayer}; images, volumes and containers are those of {@link
 * dev.layertax.harness.engine.local}.
 */
package dev.layertax.harness.engine.simulated;
