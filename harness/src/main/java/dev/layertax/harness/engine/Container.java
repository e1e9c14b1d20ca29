package dev.layertax.harness.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One container: a writable layer over an image, and what is mounted at the dataset's path. */
public interface Container {

  /** Unique within the engine. */
  String id();

  /**
   * The dataset's path as the programs in the container open it: {@code file:} or {@code union:}.
   */
  URI location();

  /** The directory of this machine that takes the bytes; empty when it cannot be seen from here. */
  Optional<Path> backing();

  /**
   * What the engine knows of the storage at the dataset's path, for its passport.
   *
   * @throws IOException when the storage cannot be looked at
   */
  Map<String, String> facts() throws IOException;

  /** Starts it; a tmpfs is there, empty, from now on. Of a running container: no effect. */
  void start() throws IOException;

  /** Ends its programs and its tmpfs; layer, volumes and bind mounts stay. */
  void stop() throws IOException;

  /**
   * Reads the files of the dataset that are there once through the path that backs them, so that
   * the page cache holds the image's, a volume's and a bind mount's files alike.
   */
  void warm() throws IOException;

  /**
   * Runs a program of the measured JVM in the container and waits for its end.
   *
   * @param timeout after which it is killed with all its children
   * @throws IllegalStateException when the container is not running
   * @throws IOException when the program cannot be started or its result not be fetched
   */
  ForkExit run(ForkCommand command, Duration timeout) throws IOException, InterruptedException;

  /**
   * Ends the program that runs now ({@code kill -9}) and every later one at once, until the
   * container is stopped and started again. From any thread.
   */
  void kill();

  /**
   * Writes the files at the dataset's path as a tar whose entry names are relative to that path,
   * modes, times and symbolic links kept. Of a stopped container too: what its storage holds then.
   *
   * @param tar stays open
   * @throws NoArchiveException when the engine has no way to the files of such a mount
   * @throws IOException when the files cannot be read or the tar not be written
   */
  void backup(OutputStream tar) throws IOException, InterruptedException;

  /**
   * Puts the entries of a tar of {@link #backup} at the dataset's path, over files of the same
   * name. Into a stopped container too.
   *
   * @param tar stays open
   * @throws NoArchiveException as {@link #backup} does
   * @throws IOException when the tar is damaged, an entry of it would leave that path, or the files
   *     cannot be written; some may be there then
   */
  void restore(InputStream tar) throws IOException, InterruptedException;

  /** The volumes it made for itself. */
  List<Volume> anonymousVolumes();

  /**
   * Stops and removes it. Its layer is gone; named volumes and bind mounts stay.
   *
   * @param withAnonymousVolumes as {@code docker rm --volumes} and {@code docker run --rm} do;
   *     otherwise they stay, orphaned
   */
  void remove(boolean withAnonymousVolumes) throws IOException;
}
