/**
 * The write patterns of databases, and what a copy-on-write layer changes for other programs, one
 * JMH class per question.
 *
 * <p>Read {@link dev.layertax.benchmarks.workload.Workloads} for what there is, described in {@link
 * dev.layertax.benchmarks.workload.DatabaseWorkloads} and its neighbours, {@link
 * dev.layertax.benchmarks.workload.WalAppend} for what one looks like, then {@link
 * dev.layertax.benchmarks.workload.StorageState} for what they share: the place and the exact
 * counts.
 */
package dev.layertax.benchmarks.workload;
