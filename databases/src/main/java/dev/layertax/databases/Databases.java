package dev.layertax.databases;

import dev.layertax.benchmarks.workload.Workload;
import dev.layertax.benchmarks.workload.WorkloadProvider;
import dev.layertax.databases.lucene.LuceneWorkloads;
import dev.layertax.databases.rocksdb.RocksDbWorkloads;
import java.util.List;
import java.util.stream.Stream;

/** The workloads of embedded databases, as Layertax finds them in this jar. */
public final class Databases implements WorkloadProvider {

  @Override
  public List<Workload> workloads() {
    return Stream.of(RocksDbWorkloads.all(), LuceneWorkloads.all()).flatMap(List::stream).toList();
  }
}
