package dev.layertax.reports.rundir;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code samples.jsonl} line by line.
 *
 * <p>A line counts once its {@code \n} is there. What follows the last one is what a kill leaves of
 * a line being written: it is reported and left alone. Anything else that is not a sample of the
 * plan is damage, and refused.
 */
final class SampleLines {

  /** No line of ours comes near; a longer one is not read into memory. */
  static final int LONGEST_LINE_BYTES = 64 << 20;

  /** So many bytes of lines are parsed together. */
  private static final int BATCH_BYTES = 4 << 20;

  private final Path file;
  private final SampleCheck check;
  private final List<Sample> samples = new ArrayList<>();
  private final List<byte[]> pending = new ArrayList<>();
  private int pendingBytes;
  private byte[] line = new byte[1 << 16];
  private int length;
  private long number = 1;
  private long wholeBytes;

  private SampleLines(Path file, Plan plan) {
    this.file = file;
    this.check = new SampleCheck(plan);
  }

  /**
   * The samples of whole lines.
   *
   * @param check knows the samples read, for those to come
   * @param wholeBytes length of the file up to and with its last {@code \n}
   * @param torn what is wrong with the rest; empty when there is none
   */
  record Content(List<Sample> samples, SampleCheck check, long wholeBytes, Optional<String> torn) {}

  /** A missing file holds no samples. */
  static Content read(Path file, Plan plan) throws IOException {
    SampleLines lines = new SampleLines(file, plan);
    try (InputStream in = Files.newInputStream(file)) {
      lines.readAll(in);
    } catch (NoSuchFileException e) {
      return new Content(List.of(), lines.check, 0, Optional.empty());
    }
    Optional<String> torn =
        lines.length == 0
            ? Optional.empty()
            : Optional.of(
                file
                    + ", line "
                    + lines.number
                    + ": the last line is torn after "
                    + lines.length
                    + " bytes, as a kill leaves it; its visit counts as not made");
    return new Content(List.copyOf(lines.samples), lines.check, lines.wholeBytes, torn);
  }

  private void readAll(InputStream in) throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      int start = 0;
      for (int i = 0; i < read; i++) {
        if (buffer[i] == '\n') {
          take(buffer, start, i);
          finish();
          start = i + 1;
        }
      }
      take(buffer, start, read);
    }
    check();
  }

  private void take(byte[] buffer, int from, int to) throws IOException {
    int wanted = length + to - from;
    if (wanted > LONGEST_LINE_BYTES) {
      check();
      throw damage(
          "the line is longer than " + LONGEST_LINE_BYTES + " bytes", "no sample is that long");
    }
    if (wanted > line.length) {
      line = Arrays.copyOf(line, Math.max(wanted, 2 * line.length));
    }
    System.arraycopy(buffer, from, line, length, to - from);
    length = wanted;
  }

  private void finish() throws IOException {
    pending.add(Arrays.copyOf(line, length));
    pendingBytes += length;
    length = 0;
    if (pendingBytes >= BATCH_BYTES) {
      check();
    }
  }

  /** Lines are parsed on every core, and taken in their order: the first that is damaged counts. */
  private void check() throws RunDirectoryException {
    List<Parsed> parsed = pending.parallelStream().map(SampleLines::parse).toList();
    for (Parsed one : parsed) {
      if (one.sample() == null) {
        throw damage(one.problem(), one.meaning());
      }
      Optional<String> problem = check.problem(one.sample());
      if (problem.isPresent()) {
        throw damage(RunJson.printable(problem.get()), "a line says what the plan does not allow");
      }
      samples.add(check.shared(one.sample()));
      wholeBytes += one.bytes() + 1L;
      number++;
    }
    pending.clear();
    pendingBytes = 0;
  }

  /** A line's sample; null where it is none, with what was found and what that means. */
  private record Parsed(int bytes, Sample sample, String problem, String meaning) {}

  private static Parsed parse(byte[] line) {
    try {
      Sample sample = RunJson.read(line, 0, line.length, Sample.class);
      return new Parsed(
          line.length, sample, "found null for a sample", "a line was changed by something else");
    } catch (JsonProcessingException e) {
      return new Parsed(line.length, null, RunJson.problem(e), "the line is not a sample");
    } catch (IOException e) {
      // Reading from memory fails only on bytes that are not UTF-8.
      return new Parsed(
          line.length, null, RunJson.printable(e.getMessage()), "the line is not UTF-8");
    }
  }

  private RunDirectoryException damage(String found, String meaning) {
    return new RunDirectoryException(
        file,
        number,
        found,
        meaning + "; mend or move that line to read the rest, the file was left as it is");
  }
}
