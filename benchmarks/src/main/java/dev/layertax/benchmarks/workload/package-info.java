/** The write patterns of databases, one JMH class per question. */
package dev.layertax.benchmarks.workload;
