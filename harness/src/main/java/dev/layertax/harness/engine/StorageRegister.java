package dev.layertax.harness.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Where this user's storages are: one small file for each, holding its path.
 *
 * <p>It only helps {@link StorageSweep} to find what a kill left. Where it cannot be written the
 * storage works all the same.
 */
public final class StorageRegister {

  private final Path directory;

  private StorageRegister(Path directory) {
    this.directory = directory;
  }

  /**
   * The register in {@code $XDG_STATE_HOME/layertax}, by default {@code ~/.local/state/layertax}.
   */
  public static StorageRegister ofUser(Map<String, String> variables, Path home) {
    String state = variables.getOrDefault("XDG_STATE_HOME", "");
    // The XDG specification wants relative values ignored.
    Path base =
        !state.isEmpty() && Path.of(state).isAbsolute()
            ? Path.of(state)
            : home.resolve(".local").resolve("state");
    return in(base.resolve("layertax").resolve("storages"));
  }

  /** A register in that directory, made at its first entry. */
  public static StorageRegister in(Path directory) {
    return new StorageRegister(directory);
  }

  /** Every path entered and not taken out, in no particular order. */
  public List<Path> entries() throws IOException {
    List<Path> paths = new ArrayList<>();
    for (Path file : files()) {
      String text = Files.readString(file, StandardCharsets.UTF_8).strip();
      try {
        if (!text.isEmpty()) {
          paths.add(Path.of(text));
        }
      } catch (InvalidPathException e) {
        throw new IOException(file + " holds no path but \"" + text + "\"; remove that file", e);
      }
    }
    return List.copyOf(paths);
  }

  /** Enters a storage; without effect where the register cannot be written. */
  void add(Path storage) {
    try {
      Files.createDirectories(directory);
      Files.writeString(fileOf(storage), storage + "\n");
    } catch (IOException e) {
      unwritable(e);
    }
  }

  /** Takes a storage out; without effect where the register cannot be written. */
  void remove(Path storage) {
    try {
      Files.deleteIfExists(fileOf(storage));
    } catch (IOException e) {
      unwritable(e);
    }
  }

  private void unwritable(IOException e) {
    System.getLogger(StorageRegister.class.getName())
        .log(
            System.Logger.Level.DEBUG,
            () -> "the register " + directory + " cannot be written; `clean` must be told where",
            e);
  }

  private Path fileOf(Path storage) {
    return directory.resolve(
        UUID.nameUUIDFromBytes(storage.toString().getBytes(StandardCharsets.UTF_8)) + ".path");
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, "*.path")) {
        for (Path file : stream) {
          if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            files.add(file);
          }
        }
      }
    }
    return files;
  }
}
