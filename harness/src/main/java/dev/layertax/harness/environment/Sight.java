package dev.layertax.harness.environment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a program saw of its place from inside, in the protocol of {@code
 * dev.layertax.benchmarks.passport}.
 *
 * @param facts by name: {@code path}, {@code layer}, {@code freeBytes}, {@code freeInodes}, {@code
 *     fsync}, {@code namespace}
 * @param mounts all it saw
 */
public record Sight(SortedMap<String, String> facts, MountTable mounts) {

  /** The program of the layertax jar that looks. */
  public static final String PROGRAM = "dev.layertax.benchmarks.passport.PassportMain";

  private static final String HEADER = "layertax-passport\t1";

  public Sight {
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
  }

  /**
   * Reads what the program wrote.
   *
   * @throws IOException when it is not whole
   */
  public static Sight parse(String text) throws IOException {
    List<String> lines = text.lines().toList();
    if (lines.size() < 2
        || !lines.get(0).equals(HEADER)
        || !lines.get(lines.size() - 1).equals("end")) {
      throw new IOException(
          "the passport's program wrote no whole result, but "
              + lines.size()
              + " lines"
              + lines.stream().findFirst().map(first -> ", the first: " + first).orElse(""));
    }
    Map<String, String> facts = new TreeMap<>();
    List<String> mounts = new ArrayList<>();
    for (String line : lines.subList(1, lines.size() - 1)) {
      String[] words = line.split("\t", 3);
      if (words[0].equals("fact") && words.length == 3) {
        facts.put(words[1], words[2]);
      } else if (words[0].equals("mount") && words.length == 2) {
        mounts.add(words[1]);
      } else {
        throw new IOException("the passport's program wrote what is no line of its own: " + line);
      }
    }
    return new Sight(new TreeMap<>(facts), MountTable.parse(mounts));
  }

  /**
   * What the shell of a server's container tells.
   *
   * @param lines the directory that takes the bytes, without symbolic links, and the lines of its
   *     {@code /proc/self/mountinfo}
   * @throws IOException when there is no such directory among them
   */
  public static Sight ofShell(List<String> lines) throws IOException {
    if (lines.isEmpty() || !lines.get(0).startsWith("/")) {
      throw new IOException(
          "the shell that looks told no directory, but " + lines.size() + " lines");
    }
    return new Sight(
        new TreeMap<>(Map.of("path", lines.get(0))),
        MountTable.parse(lines.subList(1, lines.size())));
  }

  /** The directory that takes the bytes, without symbolic links. */
  Optional<Path> path() {
    return Optional.ofNullable(facts.get("path")).map(Path::of);
  }

  /** The mount the directory lies on. */
  Optional<MountTable.Mount> mount() {
    return path().flatMap(mounts::mountAt);
  }

  /** What is mounted within the directory, so that its bytes go elsewhere. */
  List<MountTable.Mount> mountsWithin() {
    return path().map(mounts::mountsWithin).orElse(List.of());
  }

  /** Whether the layer is simulated in the JVM that writes. */
  boolean isSimulatedLayer() {
    return facts.containsKey("layer");
  }

  /** Whether the program saw the same mounts as this process, and so was in no container. */
  boolean isOutsideOfContainers() {
    return MountTable.namespaceOfThisProcess().equals(Optional.ofNullable(facts.get("namespace")));
  }
}
