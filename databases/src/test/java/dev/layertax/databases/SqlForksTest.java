package dev.layertax.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.layertax.databases.Fork.Exit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.JDBC;

/** Visits with SQLite and H2, good ones and such as must fail. */
class SqlForksTest {
  @TempDir Path temp;
  private Path place;
  private Fork fork;

  @BeforeEach
  void freshPlace() throws IOException {
    place = Files.createDirectory(temp.resolve("place"));
    fork = new Fork(temp);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sqlite-transaction | journal=DELETE start=shipped | as committed, sums agree, integrity_check ok",
        "sqlite-transaction | journal=WAL start=empty | as committed, sums agree, integrity_check ok",
        "sqlite-first-transaction | journal=WAL | 3 databases, the last with 100,000 accounts and 1 history",
        "h2-transaction | start=empty | as committed, sums agree, opened again after an end without",
      })
  void visit_onPlainFiles_isVerifiedAndLeavesNothingElsewhere(
      String workload, String params, String verified) throws Exception {
    if (!String.valueOf(params).contains("start=empty")) {
      Fork.make(workload, parse(params), place);
    }

    Exit exit = fork.visit(workload, parse(params), place.toUri().toString());

    assertThat(exit.code()).as(exit.said()).isZero();
    assertThat(exit.verified()).contains(verified).contains("100,000 accounts");
    assertThat(fork.leftovers()).isEmpty();
  }

  @Test
  void visit_h2OnTheSimulatedLayer_copiesUpWhatItOpensAndLeavesTheImageAlone() throws Exception {
    Fork.make("h2-first-transaction", Map.of(), place);
    long before = sizes(place);
    Path upper = Files.createDirectory(temp.resolve("upper"));
    Path work = Files.createDirectory(temp.resolve("work"));

    Exit exit =
        fork.visit(
            "h2-first-transaction",
            Map.of(),
            "union:/?lower=" + place + "&upper=" + upper + "&work=" + work);

    assertThat(exit.code()).as(exit.said()).isZero();
    assertThat(exit.verified()).startsWith("3 databases opened again after an end without closing");
    assertThat(sizes(place)).isEqualTo(before);
    assertThat(copiedFiles(exit)).isEqualTo(2);
    assertThat(sizes(upper)).isGreaterThan(32L << 20);
  }

  @Test
  void visit_shippedFileAbsentOnALayer_failsNamingIt() throws Exception {
    Path upper = Files.createDirectory(temp.resolve("upper"));
    Path work = Files.createDirectory(temp.resolve("work"));

    Exit exit =
        fork.visit(
            "h2-transaction",
            Map.of("start", "shipped"),
            "union:/?lower=" + place + "&upper=" + upper + "&work=" + work);

    assertThat(exit.code()).isEqualTo(1);
    assertThat(exit.said()).contains("bank.mv.db", "is absent", "h2-bank").hasLineCount(1);
    assertThat(exit.result()).isEmpty();
  }

  @Test
  void visit_sqliteRowChangedBehindItsBack_failsNamingTheRow() throws Exception {
    Map<String, String> params = Map.of("journal", "DELETE", "start", "shipped");
    Fork.make("sqlite-transaction", params, place);
    try (Connection connection =
            new JDBC().connect(JDBC.PREFIX + place.resolve("sqlite/bank.db"), new Properties());
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE accounts SET filler = 'x' WHERE id = 77777");
    }

    Exit exit = fork.visit("sqlite-transaction", params, place.toUri().toString());

    assertThat(exit.code()).isEqualTo(1);
    assertThat(exit.said()).contains("the data is wrong: the filler of account 77777 is not");
    assertThat(exit.result()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sqlite-transaction | journal=WAL start=shipped | sqlite/bank.db | integrity_check says|SQLITE_CORRUPT",
        "h2-transaction | start=shipped | h2/bank.mv.db | corrupt|corrupt",
      })
  void visit_bytesOfTheFileDamaged_failsWithTheDatabasesReason(
      String workload, String params, String file, String reason, String other) throws Exception {
    Fork.make(workload, parse(params), place);
    try (FileChannel channel = FileChannel.open(place.resolve(file), StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(64 << 10), 8 << 20);
    }

    Exit exit = fork.visit(workload, parse(params), place.toUri().toString());

    assertThat(exit.code()).as(exit.said()).isEqualTo(1);
    assertThat(exit.said())
        .satisfiesAnyOf(s -> assertThat(s).contains(reason), s -> assertThat(s).contains(other));
    assertThat(exit.result()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sqlite-transaction | journal=WAL start=shipped | 18m | SQLITE_FULL",
        "sqlite-transaction | journal=DELETE start=shipped | 16740k | SQLITE_FULL",
        "h2-transaction | start=shipped | 36m | No space left on device",
      })
  void visit_diskFullInATransaction_failsWithTheReason(
      String workload, String params, String size, String reason) throws Exception {
    assumeTrue(mount(size), "no right to mount a small disk");
    try {
      Exit exit = fork.visit(workload, parse(params), place.toUri().toString());

      assertThat(exit.code()).as(exit.said()).isEqualTo(1);
      assertThat(exit.said()).contains(reason).hasLineCount(1);
      assertThat(exit.result()).isEmpty();
    } finally {
      assertThat(new ProcessBuilder("umount", place.toString()).start().waitFor()).isZero();
    }
  }

  private boolean mount(String size) throws Exception {
    Process mount =
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=" + size, "none", place.toString())
            .redirectErrorStream(true)
            .redirectOutput(temp.resolve("mount.txt").toFile())
            .start();
    boolean mounted = mount.waitFor() == 0;
    if (!mounted) {
      System.out.println("skipped, a full disk: " + Files.readString(temp.resolve("mount.txt")));
    }
    return mounted;
  }

  private static Map<String, String> parse(String params) {
    return params == null
        ? Map.of()
        : Stream.of(params.split(" "))
            .map(param -> param.split("=", 2))
            .collect(Collectors.toMap(param -> param[0], param -> param[1]));
  }

  private static long copiedFiles(Exit exit) {
    return exit.result().stream()
        .filter(line -> line.startsWith("counter\tfilesCopiedUp\t"))
        .mapToLong(line -> Long.parseLong(line.split("\t", 4)[2]))
        .sum();
  }

  private static long sizes(Path root) throws IOException {
    try (Stream<Path> tree = Files.walk(root)) {
      return tree.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
