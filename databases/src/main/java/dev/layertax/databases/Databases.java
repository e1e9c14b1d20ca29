package dev.layertax.databases;

import dev.layertax.benchmarks.workload.Workload;
import dev.layertax.benchmarks.workload.WorkloadProvider;
import java.util.List;

/** The workloads of embedded databases, as Layertax finds them in this jar. */
public final class Databases implements WorkloadProvider {

  @Override
  public List<Workload> workloads() {
    return List.of();
  }
}
