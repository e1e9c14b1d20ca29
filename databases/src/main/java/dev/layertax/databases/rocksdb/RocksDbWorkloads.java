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
            .explanation(
                "RocksDB, and with it TiKV, MyRocks, Kafka Streams and Flink. A batch is"
                    + " appended to the log and kept in memory; tables are only read. Each opening"
                    + " begins a new log and a new manifest, so a layer copies nothing of a shipped"
                    + " database but an empty lock file and the text log that is renamed. Synced, an"
                    + " operation is one append and one fdatasync, as in wal-append: expect the layer"
                    + " to cost as much as a volume on the kernel and in Docker, and tmpfs a tenth."
                    + " Unsynced it is RocksDB's own work, equal everywhere. Native code: the"
                    + " simulated layer cannot carry it.")
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
            .explanation(
                "RocksDB never changes a table: a compaction reads the image's where they lie,"
                    + " writes others, fdatasyncs them and the manifest, and deletes the old, which"
                    + " leaves whiteouts: the layer grows by what was rewritten and the image keeps"
                    + " its room. Expect the layer to cost as much as a volume, as lsm-compaction"
                    + " says. Native code: the simulated layer cannot carry it.")
            .dataset(RocksDbCompact.DATASET)
            .singleShot(params -> RocksDbCompact.WARMUPS, params -> RocksDbCompact.MEASURED)
            .realFilesOnly(NATIVE)
            .patterns(params -> List.of("lsm-compaction buffer=256KiB sync=fdatasync"))
            .build());
  }
}
