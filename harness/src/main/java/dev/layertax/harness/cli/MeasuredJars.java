package dev.layertax.harness.cli;

import dev.layertax.harness.engine.ProgramPath;
import dev.layertax.reports.model.MeasuredJar;
import dev.layertax.reports.model.Plan;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The jars of a run by their content: the blocks of two contents are not one run. */
final class MeasuredJars {

  private MeasuredJars() {}

  /**
   * @param benchmarks the user's own; none for Layertax's own
   * @param against the older revision; null for none
   */
  static List<MeasuredJar> of(List<Path> benchmarks, Path against) throws IOException {
    List<MeasuredJar> all = new ArrayList<>();
    for (Path jar : benchmarks) {
      all.add(measured("--benchmarks", jar));
    }
    if (against != null) {
      Path own = ownJar();
      if (benchmarks.isEmpty() && Files.isRegularFile(own)) {
        all.add(measured(MeasuredJar.LAYERTAX, own));
      }
      all.add(measured(MeasuredJar.AGAINST, against));
    }
    return all;
  }

  /**
   * Refuses to go on with a run whose jars are not what they were when it was planned.
   *
   * @param run the run directory
   */
  static void requireUnchanged(Path run, Plan plan) throws IOException, UserException {
    for (MeasuredJar jar : plan.jars()) {
      Path file = jar.option().equals(MeasuredJar.LAYERTAX) ? ownJar() : Path.of(jar.path());
      if (!Files.isRegularFile(file)) {
        throw new UserException(
            ExitCode.INVALID,
            run + ": " + name(jar) + " is gone; resume the run where it is, or start a new run");
      }
      String now = sha256(file);
      if (!now.equals(jar.sha256())) {
        throw new UserException(
            ExitCode.INVALID,
            run
                + ": "
                + name(jar)
                + " changed since the run began, and blocks of two revisions are not one run: its"
                + " SHA-256 was "
                + jar.sha256()
                + " and is "
                + now
                + "; put the former jar back, or start a new run");
      }
    }
  }

  private static String name(MeasuredJar jar) {
    return jar.option() + " " + jar.path();
  }

  private static Path ownJar() {
    return ProgramPath.ofThisProcess().entries().get(0);
  }

  private static MeasuredJar measured(String option, Path jar) throws IOException {
    return new MeasuredJar(option, jar.toString(), sha256(jar));
  }

  private static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
