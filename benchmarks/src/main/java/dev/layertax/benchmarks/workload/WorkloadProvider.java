package dev.layertax.benchmarks.workload;

import java.util.List;

/**
 * Describes the workloads of a jar beside Layertax's own; found by {@link java.util.ServiceLoader},
 * so an implementation is public, has a constructor without arguments, and is named in the jar's
 * {@code META-INF/services}.
 *
 * <p>It runs in the harness, too: it loads no database and no native code.
 */
public interface WorkloadProvider {

  /** The workloads, in the order of the reports. */
  List<Workload> workloads();
}
