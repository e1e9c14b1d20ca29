package dev.layertax.reports.rundir;

import dev.layertax.reports.model.Sample;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The end of {@code samples.jsonl} at which one process adds lines. */
final class SampleLog implements AutoCloseable {

  static final String LOCK = ".lock";

  private final Path file;
  private final FileChannel lock;
  private final FileChannel channel;
  private SampleCheck check;
  private boolean broken;

  private SampleLog(Path file, FileChannel lock, FileChannel channel, SampleCheck check) {
    this.file = file;
    this.lock = lock;
    this.channel = channel;
    this.check = check;
  }

  /**
   * Takes the directory's lock.
   *
   * <p>Note: a file of its own, because closing any channel on a POSIX-locked file, a reader's too,
   * gives up the lock.
   */
  static SampleLog open(Path directory, Path samples, SampleCheck check) throws IOException {
    FileChannel lock =
        FileChannel.open(
            directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (!locked(lock)) {
        throw new RunDirectoryException(
            directory, "another process is writing to this run", "wait for it, or stop it");
      }
      FileChannel channel =
          FileChannel.open(samples, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      channel.position(channel.size());
      AtomicFile.syncParent(samples);
      return new SampleLog(samples, lock, channel, check);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static boolean locked(FileChannel lock) throws IOException {
    try {
      return lock.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // This JVM has the directory open already.
      return false;
    }
  }

  /** Goes on behind the whole lines, with the torn rest set aside beside the file. */
  void continueAfter(SampleLines.Content content) throws IOException {
    check = content.check();
    if (content.torn().isEmpty()) {
      return;
    }
    Path aside = file.resolveSibling(file.getFileName() + ".torn");
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ);
        FileChannel out =
            FileChannel.open(aside, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      long at = content.wholeBytes();
      while (at < in.size()) {
        at += in.transferTo(at, in.size() - at, out);
      }
      AtomicFile.writeAll(out, ByteBuffer.wrap(new byte[] {'\n'}));
      out.force(true);
    }
    AtomicFile.syncParent(aside);
    channel.truncate(content.wholeBytes());
    channel.position(content.wholeBytes());
    channel.force(true);
  }

  void append(Sample sample) throws IOException {
    if (broken) {
      throw new RunDirectoryException(
          file, "an earlier line could not be written", "make room and resume the run");
    }
    byte[] line = RunJson.line(sample);
    Optional<String> problem = check.problem(sample);
    if (problem.isPresent()) {
      throw new RunDirectoryException(
          file, RunJson.printable(problem.get()), "the sample was not added");
    }
    long whole = channel.position();
    try {
      AtomicFile.writeAll(channel, ByteBuffer.wrap(line));
      channel.force(true);
    } catch (IOException e) {
      broken = true;
      cutBack(whole, e);
      throw AtomicFile.named(file, e);
    }
  }

  /** After a full disk: half a line must not stand before the next one. */
  private void cutBack(long whole, IOException failure) {
    try {
      channel.truncate(whole);
      channel.force(true);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  @Override
  public void close() throws IOException {
    try (lock) {
      channel.close();
    }
  }
}
