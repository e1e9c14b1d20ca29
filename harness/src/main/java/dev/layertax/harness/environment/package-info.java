/**
 * The passport of the host and of each target, and the machine's state during a visit.
 *
 * <p>Read first: {@link dev.layertax.harness.environment.HostPassport}, {@link
 * dev.layertax.harness.environment.TargetPassport}, {@code NameCheck}, {@link
 * dev.layertax.harness.environment.MountTable}, {@link
 * dev.layertax.harness.environment.MachineConditions}.
 *
 * <p>Everything is read from the file system under a root, {@code /proc} and {@code /sys}; what a
 * machine does not tell is absent, never guessed.
 */
package dev.layertax.harness.environment;
