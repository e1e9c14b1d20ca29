package dev.layertax.databases.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.layertax.databases.Damage;
import dev.layertax.databases.MeasuredJvm;
import dev.layertax.databases.records.Records;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.WriteOptions;

class RocksDbTest {

  private static final int RECORDS = 500;

  @TempDir Path directory;

  @Test
  void verified_afterPutsFlushesAndACompaction_saysWhatItFound() throws Exception {
    Store.fill(directory.resolve("db"), RECORDS);
    Records records = Records.all(RECORDS, Store::value, 1);
    try (Store store = Store.open(directory.resolve("db"), false);
        WriteOptions synced = new WriteOptions().setSync(true)) {
      store.put(records, 50, synced);
      store.flush();
      store.put(records, 50, synced);
      store.compact();
      store.put(records, 50, synced);
    }
    assertThat(Store.verified(directory.resolve("db"), records))
        .isEqualTo("500 records, checksum agrees, verifyChecksum ok");
  }

  @Test
  void verified_aPutThatTheStoreNeverGot_fails() throws Exception {
    Store.fill(directory.resolve("db"), RECORDS);
    Records records = Records.all(RECORDS, Store::value, 1);
    records.next();
    assertThatThrownBy(() -> Store.verified(directory.resolve("db"), records))
        .hasMessageContaining("not with the content that was written");
  }

  @Test
  void verified_oneBitOfATableTurned_fails() throws Exception {
    Store.fill(directory.resolve("db"), RECORDS);
    Damage.plant(directory.resolve("db"));
    assertThatThrownBy(
            () -> Store.verified(directory.resolve("db"), Records.all(RECORDS, Store::value, 1)))
        .hasMessageContaining("the database is damaged: block checksum mismatch");
  }

  @Test
  void visit_toADamagedDatabase_failsWithTheReason() throws Exception {
    Path place = Files.createDirectory(directory.resolve("place"));
    RocksDbPut.DATASET.maker().make(place);
    Damage.plant(place.resolve("rocksdb"));

    List<String> said =
        MeasuredJvm.failedVisit(
            directory,
            place,
            "--workload",
            "rocksdb-put",
            "--param",
            "start=shipped",
            "--param",
            "sync=fdatasync");

    assertThat(said.get(said.size() - 1)).contains("rocksdb-put at ", "block checksum mismatch");
  }
}
