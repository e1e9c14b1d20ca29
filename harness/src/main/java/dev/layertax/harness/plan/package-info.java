/**
 * What to run, as data: profile, cells, blocks, seed and time budget.
 *
 * <p>Read first: {@link dev.layertax.harness.plan.PlanRequest} (what the user asked for), {@link
 * dev.layertax.harness.plan.Profile} (how much of it and how long), {@link
 * dev.layertax.harness.plan.Planner} (one into the other, or every problem at once).
 */
package dev.layertax.harness.plan;
