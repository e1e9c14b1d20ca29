package dev.layertax.databases.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.layertax.benchmarks.unionfs.UnionFileSystem;
import dev.layertax.databases.Damage;
import dev.layertax.databases.MeasuredJvm;
import dev.layertax.databases.records.Records;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.index.NoMergePolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneTest {

  private static final int DOCUMENTS = 200;

  @TempDir Path directory;

  private static void make(Path path) throws IOException {
    try (Index index = Index.open(path, NoMergePolicy.INSTANCE)) {
      for (int record = 0; record < DOCUMENTS; record++) {
        index.put(Records.first(record));
        if (record % 50 == 49) {
          index.commit();
        }
      }
    }
  }

  private FileSystem layerOver(Path lower) throws IOException {
    return UnionFileSystem.mount(
        List.of(lower),
        Files.createDirectory(directory.resolve("upper")),
        Files.createDirectory(directory.resolve("work")));
  }

  private static Records replaceSomeAndMerge(Path path) throws IOException {
    Records records = Records.all(DOCUMENTS, Texts::of, 1);
    try (Index index = Index.open(path)) {
      for (int i = 0; i < 20; i++) {
        index.put(records.next());
        index.commit();
      }
      index.merge();
      index.put(records.next());
    }
    return records;
  }

  @Test
  void verified_afterCommitsAndAMerge_saysWhatItFound() throws Exception {
    make(directory.resolve("index"));
    Records records = replaceSomeAndMerge(directory.resolve("index"));
    assertThat(Index.verified(directory.resolve("index"), records))
        .isEqualTo("200 records, checksum agrees, CheckIndex clean");
  }

  @Test
  void verified_onTheUnionLayer_isWhatWasWrittenAndTheImageStays() throws Exception {
    Path lower = Files.createDirectory(directory.resolve("lower"));
    make(lower.resolve("index"));
    Index.deleteLock(lower.resolve("index"));
    try (FileSystem layer = layerOver(lower)) {
      Path path = layer.getPath("/index");
      Records records = replaceSomeAndMerge(path);
      assertThat(Index.verified(path, records)).startsWith("200 records, checksum agrees");
    }
    assertThat(Index.verified(lower.resolve("index"), Records.all(DOCUMENTS, Texts::of, 1)))
        .startsWith("200 records, checksum agrees");
  }

  @Test
  void verified_aDocumentThatTheIndexNeverGot_fails() throws Exception {
    make(directory.resolve("index"));
    Records records = Records.all(DOCUMENTS, Texts::of, 1);
    records.next();
    assertThatThrownBy(() -> Index.verified(directory.resolve("index"), records))
        .hasMessageContaining("not with the content that was written");
  }

  @Test
  void verified_oneBitOfASegmentTurned_fails() throws Exception {
    make(directory.resolve("index"));
    Damage.plant(directory.resolve("index"));
    assertThatThrownBy(
            () -> Index.verified(directory.resolve("index"), Records.all(DOCUMENTS, Texts::of, 1)))
        .hasMessageContaining("the index is damaged: CheckIndex says")
        .hasMessageContaining("checksum failed");
  }

  @Test
  void visit_toADamagedIndex_failsWithTheReason() throws Exception {
    Path place = Files.createDirectory(directory.resolve("place"));
    LuceneIndex.DATASET.maker().make(place);
    Damage.plant(place.resolve("lucene"));

    List<String> said =
        MeasuredJvm.failedVisit(
            directory, place, "--workload", "lucene-index", "--param", "start=shipped");

    assertThat(said.get(said.size() - 1)).contains("lucene-index at ", "checksum failed");
  }
}
