package dev.layertax.benchmarks.passport;

import dev.layertax.benchmarks.unionfs.UnionFileSystem;
import dev.layertax.benchmarks.workload.Location;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Looks at a place from inside, as {@code package-info} says. */
public final class PassportMain {

  /** The result file is whole. */
  static final int OK = 0;

  /** The place could not be looked at; the last line on stderr says why. */
  static final int FAILED = 1;

  /** The words were wrong; the last line on stderr says which. */
  static final int USAGE = 64;

  private static final Path PROC = Path.of("/proc");
  private static final long PATIENCE_SECONDS = 10;
  private static final Pattern TOTAL_AND_FREE = Pattern.compile("[1-9]\\d* \\d+");

  private final StringBuilder text = new StringBuilder();

  private PassportMain() {}

  public static void main(String[] args) {
    System.exit(run(System.err, args));
  }

  static int run(PrintStream errors, String... args) {
    Map<String, String> words = new HashMap<>();
    for (int i = 0; i + 1 < args.length; i += 2) {
      words.put(args[i], args[i + 1]);
    }
    if (args.length != 4 || !words.keySet().equals(Set.of("--location", "--result"))) {
      errors.println(
          "a passport takes --location URI --result FILE, got " + String.join(" ", args));
      return USAGE;
    }
    try (Location location = Location.open(words.get("--location"))) {
      PassportMain passport = new PassportMain();
      passport.look(location.directory());
      passport.write(Path.of(words.get("--result")));
      return OK;
    } catch (IOException | RuntimeException e) {
      errors.println("no passport of " + words.get("--location") + ": " + e);
      return FAILED;
    }
  }

  private void look(Path directory) throws IOException {
    line("layertax-passport", "1");
    Path backing = directory;
    if (directory.getFileSystem() instanceof UnionFileSystem union) {
      backing = union.upper();
      fact("layer", "simulated union layer");
    }
    fact("path", backing.toRealPath().toString());
    fact("freeBytes", Long.toString(Files.getFileStore(backing).getUsableSpace()));
    freeInodes(backing).ifPresent(free -> fact("freeInodes", free));
    fact("fsync", FlushProbe.of(directory).toString());
    namespace().ifPresent(name -> fact("namespace", name));
    Path mounts = PROC.resolve("self/mountinfo");
    if (Files.isReadable(mounts)) {
      new String(Files.readAllBytes(mounts), StandardCharsets.UTF_8)
          .lines()
          .forEach(mount -> line("mount", mount));
    }
    line("end");
  }

  /**
   * This process's mount namespace, told apart from those of other kernels by the boot's own number
   * (proc_sys_kernel(5)); who has the same sees the same mounts.
   */
  private static Optional<String> namespace() {
    try {
      return Optional.of(
          Files.readSymbolicLink(PROC.resolve("self/ns/mnt"))
              + " "
              + Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip());
    } catch (IOException notOnThisSystem) {
      return Optional.empty();
    }
  }

  /**
   * Java has no call for it, stat(1) has; an image may have no such program, and a file system that
   * makes inodes as it needs them says 0 of 0.
   */
  private static Optional<String> freeInodes(Path directory) {
    try {
      Process stat =
          new ProcessBuilder("stat", "-f", "-c", "%c %d", directory.toString())
              .redirectErrorStream(true)
              .start();
      stat.getOutputStream().close();
      // Its one line fits the pipe, so that its end comes before the reading.
      if (!stat.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        stat.destroyForcibly();
        return Optional.empty();
      }
      String said =
          new String(stat.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return stat.exitValue() == 0 && TOTAL_AND_FREE.matcher(said).matches()
          ? Optional.of(said.substring(said.indexOf(' ') + 1))
          : Optional.empty();
    } catch (IOException noSuchProgram) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private void fact(String name, String value) {
    line("fact", name, value);
  }

  private void line(String... fields) {
    for (int i = 0; i < fields.length; i++) {
      String field = fields[i];
      text.append(i == 0 ? "" : "\t");
      // A directory may have any name; a field may not have a separator in it.
      field.chars().forEach(c -> text.append(Character.isISOControl(c) ? ' ' : (char) c));
    }
    text.append('\n');
  }

  /** The file appears whole or not at all. */
  private void write(Path file) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(part, text);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
