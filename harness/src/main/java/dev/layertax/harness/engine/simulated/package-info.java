/**
 * Images, containers and volumes with Docker's consequences, on plain directories and the union
 * layer in the measured JVM.
 *
 * <p>Read first: {@link dev.layertax.harness.engine.simulated.SimulatedEngine}, {@code
 * SimulatedContainer}, {@code SimulatedVolume}, {@code ImageLayers}.
 *
 * <p>All targets but tmpfs lie in one {@link dev.layertax.harness.engine.Storage}, so that layer,
 * volumes and bind mounts share one file system; tmpfs lies in {@code /dev/shm} where that is one.
 */
package dev.layertax.harness.engine.simulated;
