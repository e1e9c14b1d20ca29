package dev.layertax.databases.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RecordsTest {

  private static final int KEYS = 20;

  private final Map<String, String> store = new TreeMap<>();

  private static byte[] content(Records.Version version) {
    return bytes(version.toString());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private Records filled() {
    Records records = Records.none(KEYS, RecordsTest::content, 1);
    for (int i = 0; i < 2 * KEYS; i++) {
      Records.Version version = records.next();
      store.put(version.key(), version.toString());
    }
    return records;
  }

  private Records.Sum sum() {
    Records.Sum sum = new Records.Sum();
    store.forEach((key, content) -> sum.add(bytes(key), bytes(content)));
    return sum;
  }

  @Test
  void check_whatWasWritten_agreesInWords() {
    Records records = filled();
    assertThat(store.size()).isLessThan(KEYS);
    assertThat(records.check(sum())).isEqualTo(store.size() + " records, checksum agrees");
  }

  @Test
  void check_oneLost_saysHowMany() {
    Records records = filled();
    int written = store.size();
    store.remove(store.keySet().iterator().next());
    assertThatThrownBy(() -> records.check(sum()))
        .hasMessage("the store has %d records, %d were written", written - 1, written);
  }

  @Test
  void check_oneOfAnOlderVersion_saysThatContentsDiffer() {
    Records records = filled();
    Records.Version last = records.next();
    store.put(last.key(), new Records.Version(last.record(), last.number() + 1).toString());
    assertThatThrownBy(() -> records.check(sum()))
        .hasMessageContaining("but not with the content that was written");
  }
}
