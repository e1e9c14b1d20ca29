package dev.layertax.harness.cli;

import dev.layertax.harness.engine.ServerSource;
import dev.layertax.harness.server.Figure;
import dev.layertax.harness.server.PostgreSql;
import dev.layertax.harness.server.ServerWorkload;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of a run that measures a server, or any program, of a user's own image. */
final class ServerChoice {

  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  @Option(
      names = "--image",
      paramLabel = "REF",
      description =
          "Measure a server, or any program, in containers of this image, on the docker engine; with"
              + " --server, or with --command, --data-dir and --figure. Without --workload it alone"
              + " is measured, with it both are, in the same blocks.")
  private String image;

  @Option(
      names = "--server",
      paramLabel = "NAME",
      description =
          "What is in the image, for one that is ready-made: postgresql, with pgbench; its database"
              + " is made once and kept as an image until clean.")
  private String server;

  @Option(
      names = "--scale",
      paramLabel = "N",
      description = "pgbench's scale for --server postgresql, 16 MiB each. Default: 10.")
  private Integer scale;

  @Option(
      names = "--command",
      paramLabel = "WORDS",
      description =
          "Words of the image's shell, run once in each visit in a new container, as the image's"
              + " user; they print the figures on stdout.")
  private String command;

  @Option(
      names = "--data-dir",
      paramLabel = "PATH",
      description =
          "Directory of the image that is the target: what the command writes lies there.")
  private String dataDirectory;

  @Option(
      names = "--figure",
      paramLabel = "[NAME][:UNIT]=PATTERN",
      description =
          "Regular expression of the line with the figure, its first group the number; repeat with"
              + " names for several, each a phase and a cell of its own. UNIT: s, ms, us or ns for"
              + " the time of an operation, per-s for operations in a second, which become a cost."
              + " Default: s.")
  private List<String> figures = new ArrayList<>();

  @Option(
      names = "--command-user",
      paramLabel = "USER",
      description = "User the command runs as. Default: the image's; postgres for postgresql.")
  private String user;

  @Option(
      names = "--command-timeout",
      paramLabel = "TIME",
      converter = HumanDuration.class,
      description = "Kill a command, and all it started, after this time. Default: 10m.")
  private Duration timeout;

  /**
   * What is to be measured; empty when nothing of it was asked for.
   *
   * @param profile decides how many transactions a ready-made server makes
   * @throws IllegalArgumentException when the options do not fit each other, saying which
   */
  Optional<ServerWorkload> workload(String profile) throws IOException {
    if (image == null) {
      if (!words().isEmpty()) {
        throw new IllegalArgumentException(words().get(0) + " is for the image of --image REF");
      }
      return Optional.empty();
    }
    return Optional.of(server == null ? ofCommand() : readyMade(profile));
  }

  private ServerWorkload readyMade(String profile) throws IOException {
    if (!server.equals(PostgreSql.NAME)) {
      throw new IllegalArgumentException(
          "unknown server '" + server + "'; ready-made is: " + PostgreSql.NAME);
    }
    if (command != null || dataDirectory != null || !figures.isEmpty()) {
      throw new IllegalArgumentException(
          "--server brings its own command, data directory and figures; leave out --command,"
              + " --data-dir and --figure, or --server");
    }
    int chosen = scale == null ? PostgreSql.SCALE : scale;
    if (chosen < 1 || chosen > 10_000) {
      throw new IllegalArgumentException("--scale must be between 1 and 10000, got " + chosen);
    }
    return PostgreSql.of(
        image, Optional.ofNullable(user), chosen, PostgreSql.transactions(profile), timeout());
  }

  private ServerWorkload ofCommand() {
    if (command == null || dataDirectory == null || figures.isEmpty()) {
      throw new IllegalArgumentException(
          "--image needs --server, or all of --command, --data-dir and --figure");
    }
    if (scale != null) {
      throw new IllegalArgumentException("--scale is for --server");
    }
    if (!dataDirectory.matches("(/[^/]+)+") || List.of(dataDirectory.split("/")).contains("..")) {
      throw new IllegalArgumentException(
          "--data-dir must be an absolute path of the container below /, got " + dataDirectory);
    }
    return new ServerWorkload(
        nameOf(image),
        new ServerSource(image, dataDirectory, Optional.ofNullable(user), Optional.empty()),
        command,
        figures.stream().map(Figure::parse).toList(),
        timeout(),
        Collections.emptySortedMap(),
        Optional.empty(),
        Map.of());
  }

  private Duration timeout() {
    return timeout == null ? TIMEOUT : timeout;
  }

  /** The image's name without registry and tag, as {@code mariadb}. */
  private static String nameOf(String reference) {
    String name =
        reference
            .replaceFirst("@.*", "")
            .replaceFirst(".*/", "")
            .replaceFirst(":.*", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    // What is ready-made has figures by the same names that mean something else.
    return name.isEmpty() || name.equals(PostgreSql.NAME) ? name + "-command" : name;
  }

  /** The words that choose this again. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    add(words, "--image", image);
    add(words, "--server", server);
    add(words, "--scale", scale);
    add(words, "--command", command);
    add(words, "--data-dir", dataDirectory);
    figures.forEach(figure -> add(words, "--figure", figure));
    add(words, "--command-user", user);
    add(words, "--command-timeout", timeout == null ? null : timeout.toSeconds() + "s");
    return words;
  }

  private static void add(List<String> words, String option, Object value) {
    if (value != null) {
      words.add(option);
      words.add(value.toString());
    }
  }
}
