/**
 * Images, containers and volumes with Docker's consequences, on plain directories of this machine:
 * what the simulated and the kernel's engine have in common.
 *
 * <p>Read first: {@link dev.layertax.harness.engine.local.LocalEngine}, {@link
 * dev.layertax.harness.engine.local.Place}, {@code LocalContainer}, {@code LocalVolume}, {@link
 * dev.layertax.harness.engine.local.ImageLayers}.
 *
 * <p>All targets but tmpfs lie in one {@link dev.layertax.harness.engine.Storage}, so that layer,
 * volumes and bind mounts share one file system; tmpfs lies in {@code /dev/shm} where that is one.
 */
package dev.layertax.harness.engine.local;
