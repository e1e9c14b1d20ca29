package dev.layertax.harness.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Starts the measured JVM as a child of this one: same JDK, same class path, lean and steady.
 *
 * <p>The child is told this process's number, and leaves when it finds that process gone.
 */
public final class ChildJvm {

  /**
   * Of the measured JVM on every engine. One collector thread and a heap of one size, so that
   * neither the collector nor the heap's growth takes the second core from what is measured; no
   * memory-mapped performance counters, whose page is written back to disk.
   */
  public static final List<String> FLAGS =
      List.of(
          "-Xms256m",
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          "-Xshare:auto",
          "-Dfile.encoding=UTF-8",
          "-Djava.awt.headless=true");

  private static final int TAIL_LINES = 20;

  /** A killed child's pipe may be held open by a process that left its tree. */
  private static final long DRAIN_MILLIS = 5_000;

  private final Path java;
  private final ProgramPath classPath;
  private final List<String> launcher;
  private final List<String> flags;
  private final Consumer<String> log;

  private ChildJvm(
      Path java,
      ProgramPath classPath,
      List<String> launcher,
      List<String> flags,
      Consumer<String> log) {
    this.java = java;
    this.classPath = classPath;
    this.launcher = List.copyOf(launcher);
    this.flags = List.copyOf(flags);
    this.log = log;
  }

  /**
   * The JDK and the class path of this process.
   *
   * @param log takes every line the children print
   */
  public static ChildJvm likeThisProcess(Consumer<String> log) {
    return new ChildJvm(
        Path.of(System.getProperty("java.home"), "bin", "java"),
        ProgramPath.ofThisProcess(),
        List.of(),
        FLAGS,
        log);
  }

  /** The same on another class path. */
  public ChildJvm on(ProgramPath path) {
    return new ChildJvm(java, path, launcher, flags, log);
  }

  /** The same with one more flag of the JVM. */
  public ChildJvm with(String flag) {
    List<String> more = new ArrayList<>(flags);
    more.add(flag);
    return new ChildJvm(java, classPath, launcher, more, log);
  }

  /**
   * The same, started through another program.
   *
   * @param words of that program, which puts itself in place and then becomes ({@code exec}) the
   *     JVM of the words that follow; none for a plain start
   */
  public ChildJvm startedBy(List<String> words) {
    return new ChildJvm(java, classPath, words, flags, log);
  }

  /**
   * Starts a child.
   *
   * @param directory where it starts and keeps its temporary files
   * @param result the file it writes its result to
   */
  public Running start(ForkCommand command, URI location, Path directory, Path result)
      throws IOException {
    List<String> words = new ArrayList<>(launcher);
    words.add(java.toString());
    words.addAll(flags);
    words.addAll(command.jvmFlags());
    words.add("-Djava.io.tmpdir=" + directory);
    words.add("-Dlayertax.parent=" + ProcessHandle.current().pid());
    words.add("-cp");
    words.add(command.classPath().orElse(classPath).toString());
    words.add(command.mainClass());
    words.addAll(command.arguments());
    words.addAll(List.of("--location", location.toString(), "--result", result.toString()));
    long startedAt = System.nanoTime();
    Process process = new ProcessBuilder(words).directory(directory.toFile()).start();
    return new Running(process, result, startedAt, log);
  }

  /** A child that was started. */
  public static final class Running {
    private final Process process;
    private final Path result;
    private final long startedAt;
    private final Drain out;
    private final Drain err;

    private Running(Process process, Path result, long startedAt, Consumer<String> log) {
      this.process = process;
      this.result = result;
      this.startedAt = startedAt;
      String name = "fork " + process.pid();
      this.out = Drain.of(name + " out", process.getInputStream(), log);
      this.err = Drain.of(name + " err", process.getErrorStream(), log);
    }

    /** Waits for its end; kills it with all its children at the timeout. */
    public ForkExit await(Duration timeout) throws IOException, InterruptedException {
      boolean ended;
      try {
        ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
          kill();
          process.waitFor();
        }
      } catch (InterruptedException e) {
        kill();
        throw e;
      }
      Duration wall = Duration.ofNanos(System.nanoTime() - startedAt);
      out.join(DRAIN_MILLIS);
      err.join(DRAIN_MILLIS);
      process.getOutputStream().close();
      Optional<String> text =
          Files.isRegularFile(result)
              ? Optional.of(new String(Files.readAllBytes(result), StandardCharsets.UTF_8))
              : Optional.empty();
      return new ForkExit(process.exitValue(), !ended, err.tail(), text, wall);
    }

    /** Kills it with all its children. From any thread. */
    public void kill() {
      List<ProcessHandle> children = process.descendants().toList();
      process.destroyForcibly();
      children.forEach(ProcessHandle::destroyForcibly);
    }
  }

  /** Reads one stream of a child to its end, so that the child never blocks on it. */
  private static final class Drain extends Thread {
    private final InputStream stream;
    private final Consumer<String> log;
    private final Deque<String> tail = new ArrayDeque<>();

    private Drain(String name, InputStream stream, Consumer<String> log) {
      super(name);
      this.stream = stream;
      this.log = log;
      setDaemon(true);
    }

    static Drain of(String name, InputStream stream, Consumer<String> log) {
      Drain drain = new Drain(name, stream, log);
      drain.start();
      return drain;
    }

    @Override
    public void run() {
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (!line.isBlank()) {
            keep(line);
          }
        }
      } catch (IOException e) {
        log.accept(getName() + ": closed early: " + e.getMessage());
      }
    }

    private synchronized void keep(String line) {
      log.accept(getName() + ": " + line);
      tail.addLast(line);
      if (tail.size() > TAIL_LINES) {
        tail.removeFirst();
      }
    }

    synchronized List<String> tail() {
      return List.copyOf(tail);
    }
  }
}
