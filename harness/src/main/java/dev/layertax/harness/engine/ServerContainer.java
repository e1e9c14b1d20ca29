package dev.layertax.harness.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One container of a user's server; its first process is a shell that waits. */
public interface ServerContainer {

  /** Unique within the engine. */
  String id();

  /** What the engine knows of the storage at the data directory, for its passport. */
  Map<String, String> facts() throws IOException;

  /**
   * Puts the image's files into the data directory where the engine does not do so by itself: in a
   * bind mount, which the container then has as a volume would. Before it is started.
   */
  void fill() throws IOException;

  /** Starts it. */
  void start() throws IOException;

  /** Ends its programs; layer, volumes and bind mounts stay. */
  void stop() throws IOException;

  /**
   * Reads the files of the data directory once, so that the page cache holds an image's files and
   * their copies alike.
   */
  void warm() throws IOException, InterruptedException;

  /**
   * The mounts that a program in it sees, as {@code /proc/self/mountinfo} lists them, after a line
   * with the data directory's path without symbolic links.
   */
  List<String> mounts() throws IOException, InterruptedException;

  /**
   * Runs words of its shell as the image's user and waits for their end.
   *
   * @param lines takes what they print on stdout, line by line
   * @param timeout after which they are killed, with every other program of the container
   */
  ForkExit run(String words, Consumer<String> lines, Duration timeout)
      throws IOException, InterruptedException;

  /** Ends its programs ({@code kill -9}), and every later one at once. From any thread. */
  void kill();

  /** Stops and removes it, its layer and its anonymous volumes. */
  void remove() throws IOException;
}
