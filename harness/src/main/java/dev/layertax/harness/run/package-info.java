/**
 * The block scheduler: from a plan to the samples of a run, with resume and progress events.
 *
 * <p>Read first: {@link dev.layertax.harness.run.BlockScheduler}, {@code Visit}, {@code
 * BlockOrder}, {@code ForkReport}, {@link dev.layertax.harness.run.ProgressListener}.
 *
 * <p>A visit, in order: create (volumes are filled here), fill (a bind mount's or sentinel's
 * directory), settle (all dirty pages of the storage, the previous visit's too, are written back),
 * warm (every file of the dataset is read once), start, fork, stop, remove. Only what the fork
 * measures is a measurement; the rest is recorded apart, in seconds by step, {@code fork} being the
 * measured JVM's time beyond its iterations.
 *
 * <p>A failed visit is finished: a resumed run does not repeat it. To repeat failures until they
 * succeed would choose the samples by their outcome.
 */
package dev.layertax.harness.run;
