package dev.layertax.databases;

import dev.layertax.benchmarks.workload.Workload;
import dev.layertax.benchmarks.workload.WorkloadProvider;
import dev.layertax.databases.h2.H2Workloads;
import dev.layertax.databases.lucene.LuceneWorkloads;
import dev.layertax.databases.rocksdb.RocksDbWorkloads;
import dev.layertax.databases.sqlite.SqliteWorkloads;
import java.util.List;
import java.util.stream.Stream;

/** The workloads of embedded databases, as Layertax finds them in this jar. */
public final class Databases implements WorkloadProvider {

  @Override
  public List<Workload> workloads() {
    return Stream.of(
            SqliteWorkloads.all(), H2Workloads.all(), RocksDbWorkloads.all(), LuceneWorkloads.all())
        .flatMap(List::stream)
        .toList();
  }
}
