package dev.layertax.harness.environment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The mounts of a process, as {@code /proc/self/mountinfo} lists them (proc_pid_mountinfo(5)). */
public final class MountTable {

  /**
   * One mount.
   *
   * @param mountPoint where it is
   * @param fileSystem its type: {@code ext4}, {@code tmpfs}, {@code overlay}
   * @param device the mount source
   * @param line the whole line, as the kernel wrote it
   */
  public record Mount(Path mountPoint, String fileSystem, String device, String line) {}

  private static final Path MOUNTINFO = Path.of("/proc/self/mountinfo");

  private final List<Mount> mounts;

  private MountTable(List<Mount> mounts) {
    this.mounts = List.copyOf(mounts);
  }

  /** The table of this process; empty on a machine without {@code /proc}. */
  public static MountTable ofThisProcess() {
    return parse(TextFiles.lines(MOUNTINFO));
  }

  /** The table of those lines; a line that is no mount is passed over. */
  public static MountTable parse(List<String> lines) {
    List<Mount> mounts = new ArrayList<>();
    for (String line : lines) {
      parse(line).ifPresent(mounts::add);
    }
    return new MountTable(mounts);
  }

  /** {@code ID PARENT MAJOR:MINOR ROOT MOUNTPOINT OPTIONS [FIELD]… - TYPE SOURCE SUPER}. */
  private static Optional<Mount> parse(String line) {
    List<String> words = List.of(line.split(" ", -1));
    int separator = words.indexOf("-");
    if (separator < 6 || words.size() < separator + 3) {
      return Optional.empty();
    }
    return Optional.of(
        new Mount(
            Path.of(unescape(words.get(4))),
            words.get(separator + 1),
            unescape(words.get(separator + 2)),
            line));
  }

  /** The kernel writes space, tab, newline and backslash as three octal digits. */
  private static String unescape(String word) {
    StringBuilder text = new StringBuilder(word.length());
    int at = 0;
    while (at < word.length()) {
      if (word.startsWith("\\", at) && word.substring(at + 1).matches("(?s)[0-3][0-7]{2}.*")) {
        text.append((char) Integer.parseInt(word.substring(at + 1, at + 4), 8));
        at += 4;
      } else {
        text.append(word.charAt(at++));
      }
    }
    return text.toString();
  }

  /**
   * The mount a path lies on: the one with the longest mount point above it, and of several on one
   * point the last, which covers the others. Symbolic links are resolved where the path exists.
   */
  public Optional<Mount> mountOf(Path path) {
    Path real = real(path);
    Mount best = null;
    for (Mount mount : mounts) {
      if (real.startsWith(mount.mountPoint())
          && (best == null
              || mount.mountPoint().getNameCount() >= best.mountPoint().getNameCount())) {
        best = mount;
      }
    }
    return Optional.ofNullable(best);
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      // A path that is not there yet lies where its name says.
      return path.toAbsolutePath().normalize();
    }
  }
}
