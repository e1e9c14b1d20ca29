/**
 * What each place guarantees, by experiment: one class for each, a program in a container that
 * writes and another that looks.
 *
 * <p>Read first: {@link dev.layertax.harness.guarantee.GuaranteeRunner}, {@code Experiment}, {@code
 * Scene} (what an experiment has to work with), {@code Restart} as the shortest of them, {@code
 * Documentation} for what Docker says.
 *
 * <p>No outcome is assumed: not from the target's name, nor from the engine's. An experiment that
 * cannot be made says why; one that breaks is FAILED, and no finding on the target.
 */
package dev.layertax.harness.guarantee;
