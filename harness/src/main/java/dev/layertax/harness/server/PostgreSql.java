package dev.layertax.harness.server;

import dev.layertax.harness.engine.ServerSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * PostgreSQL with pgbench, ready-made: a database in a data directory of its own, where no VOLUME
 * of the image decides the target, and the phases of a server's life.
 *
 * <p>Transactions are counted, not timed, and drawn from the same seeds: a checkpoint and a VACUUM
 * FULL find the same to do on every target.
 */
public final class PostgreSql {

  /** The name in commands, and the workload's. */
  public static final String NAME = "postgresql";

  /** Rows of the accounts table in units of 100,000, unless a user says otherwise. */
  public static final int SCALE = 10;

  /** Who the server runs as: it refuses root, and packages and images make this user. */
  public static final String USER = "postgres";

  private static final String DATA_DIRECTORY = "/var/lib/layertax/postgresql";

  /** In which the writes of a layer that is new meet files not touched before. */
  private static final int FIRST_TRANSACTIONS = 200;

  private static final List<Figure> FIGURES =
      List.of(
          Figure.parse("start:ns=^start ([0-9]+) ns$"),
          Figure.parse("first:per-s=^first ([0-9.]+) per second$"),
          Figure.parse("steady:per-s=^steady ([0-9.]+) per second$"),
          Figure.parse("checkpoint:ms=^checkpoint ([0-9.]+) ms$"),
          Figure.parse("vacuum-full:ms=^vacuum-full ([0-9.]+) ms$"));

  private PostgreSql() {}

  /**
   * The workload.
   *
   * @param image a user's, with PostgreSQL and pgbench
   * @param user who the server runs as; empty for {@link #USER}
   * @param scale of pgbench's tables, 1 is 16 MiB
   * @param transactions of the steady state, beside the first
   * @param timeout of a visit's command, and of the making of the database
   */
  public static ServerWorkload of(
      String image, Optional<String> user, int scale, int transactions, Duration timeout)
      throws IOException {
    ServerSource source =
        new ServerSource(
            image,
            DATA_DIRECTORY,
            Optional.of(user.orElse(USER)),
            Optional.of(new ServerSource.Preparation(NAME, script("make", scale, 0), timeout)));
    return new ServerWorkload(
        NAME,
        source,
        script("measure", scale, transactions),
        FIGURES,
        timeout,
        new TreeMap<>(Map.of("scale", Integer.toString(scale))),
        Optional.of(Pattern.compile("^verified: (.*)$")),
        Map.of("steady", List.of("wal-append", "page-update sync=none")));
  }

  /** Transactions of the steady state in a profile's visit. */
  public static int transactions(String profile) {
    return switch (profile) {
      case "smoke" -> 500;
      case "thorough" -> 10_000;
      default -> 2_000;
    };
  }

  private static String script(String step, int scale, int transactions) throws IOException {
    return "STEP=%s DATA=%s SCALE=%d FIRST=%d STEADY=%d\n"
            .formatted(step, DATA_DIRECTORY, scale, FIRST_TRANSACTIONS, transactions)
        + text();
  }

  private static String text() throws IOException {
    try (InputStream in = PostgreSql.class.getResourceAsStream("postgresql.sh")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
