package dev.layertax.databases.rocksdb;

import dev.layertax.benchmarks.workload.Workload;
import dev.layertax.databases.records.Shipped;
import java.util.List;

/** The descriptions of RocksDB's workloads. */
public final class RocksDbWorkloads {

  private static final String NATIVE =
      "RocksDB is native code, which writes only to files that the operating system knows";

  private RocksDbWorkloads() {}

  /** All, in the order of the reports. */
  public static List<Workload> all() {
    return List.of(
        Workload.named("rocksdb-put")
            .benchmark(RocksDbPut.class)
            .question("What does a write batch of RocksDB cost?")
            .operation("Write a batch of 8 records of 1 KiB under random keys.")
            .parameter(
                Shipped.START, "the database that it begins with", Shipped.SHIPPED, Shipped.EMPTY)
            .parameter("sync", "what follows each write to the log", "none", "fdatasync")
            .dataset(params -> Shipped.byStart(params, RocksDbPut.DATASET))
            .realFilesOnly(NATIVE)
            .patterns(
                params -> params.get("sync").equals("none") ? List.of() : List.of("wal-append"))
            .build(),
        Workload.named("rocksdb-compact")
            .benchmark(RocksDbCompact.class)
            .question("What does it cost to flush and compact a RocksDB database of the image?")
            .operation(
                "Overwrite a quarter of 4 MiB in four flushed tables, merge all, delete the old.")
            .dataset(RocksDbCompact.DATASET)
            .singleShot(params -> RocksDbCompact.WARMUPS, params -> RocksDbCompact.MEASURED)
            .realFilesOnly(NATIVE)
            .patterns(params -> List.of("lsm-compaction buffer=256KiB sync=fdatasync"))
            .build());
  }
}
