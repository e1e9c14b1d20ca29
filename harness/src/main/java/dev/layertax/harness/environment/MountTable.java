package dev.layertax.harness.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The mounts of a process, as {@code /proc/self/mountinfo} lists them (proc_pid_mountinfo(5)). */
public final class MountTable {

  /**
   * One mount.
   *
   * @param number of the device, {@code MAJOR:MINOR}
   * @param root the directory of the file system that is mounted: {@code /}, a bind mount's source
   * @param mountPoint where it is
   * @param options of this mount alone
   * @param fileSystem its type: {@code ext4}, {@code tmpfs}, {@code overlay}
   * @param device the mount source
   * @param superOptions of the file system, wherever it is mounted
   * @param line the whole line, as the kernel wrote it
   */
  public record Mount(
      String number,
      String root,
      Path mountPoint,
      String options,
      String fileSystem,
      String device,
      String superOptions,
      String line) {

    /** Its directories tell nothing of what a write costs, and are other ones in each container. */
    private static final List<String> DIRECTORIES =
        List.of("lowerdir", "lowerdir+", "datadir+", "upperdir", "workdir", "subvol", "subvolid");

    /** Between two lower directories; a colon in a name is escaped. */
    private static final Pattern BETWEEN_LOWERS = Pattern.compile("(?<!\\\\134|\\\\):");

    /** Both kinds of options once, without directories. */
    public String plainOptions() {
      Set<String> plain = new LinkedHashSet<>();
      for (String option : (options + "," + superOptions).split(",", -1)) {
        if (!DIRECTORIES.contains(option.replaceFirst("=.*", ""))) {
          plain.add(option);
        }
      }
      return String.join(",", plain);
    }

    /** The line with the first of its lower directories alone, and how many there are. */
    public String shortLine() {
      List<String> lowers = new ArrayList<>();
      List<String> kept = new ArrayList<>();
      int place = 0;
      for (String option : superOptions.split(",", -1)) {
        if (option.startsWith("lowerdir=") || option.startsWith("lowerdir+=")) {
          place = lowers.isEmpty() ? kept.size() : place;
          lowers.addAll(
              List.of(BETWEEN_LOWERS.split(option.substring(option.indexOf('=') + 1), -1)));
        } else {
          kept.add(option);
        }
      }
      if (lowers.size() < 2) {
        return line;
      }
      kept.add(place, "lowerdir=" + lowers.get(0) + ":…(" + lowers.size() + " layers)");
      return line.substring(0, line.length() - superOptions.length()) + String.join(",", kept);
    }
  }

  private static final Path MOUNTINFO = Path.of("/proc/self/mountinfo");

  private final List<Mount> mounts;

  private MountTable(List<Mount> mounts) {
    this.mounts = List.copyOf(mounts);
  }

  /** The table of this process; empty on a machine without {@code /proc}. */
  public static MountTable ofThisProcess() {
    return parse(TextFiles.lines(MOUNTINFO));
  }

  /**
   * Names this process's mount namespace among those of all kernels, as {@code
   * dev.layertax.benchmarks.passport} does; empty on a machine without {@code /proc}.
   */
  static Optional<String> namespaceOfThisProcess() {
    try {
      return Optional.of(
          Files.readSymbolicLink(Path.of("/proc/self/ns/mnt"))
              + " "
              + TextFiles.read(Path.of("/proc/sys/kernel/random/boot_id")).orElse(""));
    } catch (IOException notOnThisSystem) {
      return Optional.empty();
    }
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
            words.get(2),
            unescape(words.get(3)),
            Path.of(unescape(words.get(4))),
            words.get(5),
            words.get(separator + 1),
            unescape(words.get(separator + 2)),
            words.size() > separator + 3 ? words.get(separator + 3) : "",
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
    return mountAt(real(path));
  }

  /** The same for a path of another file system tree, a container's, without symbolic links. */
  public Optional<Mount> mountAt(Path real) {
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

  /** The mounts that lie below a path of that tree, without symbolic links. */
  List<Mount> mountsWithin(Path real) {
    return mounts.stream()
        .filter(mount -> mount.mountPoint().startsWith(real) && !mount.mountPoint().equals(real))
        .toList();
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
