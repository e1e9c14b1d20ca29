package dev.layertax.benchmarks.unionfs;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.opentest4j.TestAbortedException;

/**
 * Plays a replay on the union layer and beside it on the real thing, until the two differ.
 *
 * <p>Both mount the same lower layers; each has an upper of its own.
 */
final class Comparison {
  /**
   * Well below the mount's root: where two dots stay in a union and leave a kernel's mount for its
   * host, a link with many of them points to different places.
   */
  static final String INSIDE = "one/two/three/four/inside";

  private final Path place;
  private final Path device;

  /**
   * Comparisons in an empty directory, which they leave empty.
   *
   * @param device a character device 0/0 on the same file system; null where there is no kernel's
   *     mount either, and a native directory stands for it
   */
  Comparison(Path place, Path device) {
    this.place = place;
    this.device = device;
  }

  /**
   * Where two answers differ.
   *
   * @param step the operation's index; the number of operations where the end differs
   */
  record Difference(int step, String what, String expected, String found) {
    /** The kind of operation, or what else differs. */
    String kind() {
      int blank = what.indexOf(' ');
      return blank < 0 ? what : what.substring(0, blank);
    }

    @Override
    public String toString() {
      return "after step "
          + step
          + ", "
          + what
          + ":\n"
          + only("expected", expected, found)
          + only("found   ", found, expected);
    }

    private static String only(String word, String text, String other) {
      Set<String> theirs = lines(other);
      StringBuilder result = new StringBuilder();
      text.lines()
          .filter(line -> !theirs.contains(line))
          .forEach(line -> result.append("  ").append(word).append("  ").append(line).append('\n'));
      return result.toString();
    }

    private static Set<String> lines(String text) {
      return new TreeSet<>(text.lines().toList());
    }
  }

  /** The first difference, or null where there is none. */
  Difference compare(Replay replay) throws IOException {
    List<Path> lowers = lowers(replay);
    Difference difference;
    try (Side real = device == null ? new NativeSide() : kernel(replay, lowers);
        Side ours = new UnionSide(lowers)) {
      difference = play(replay, real, ours);
      if (difference == null) {
        difference = ends(replay, real, ours);
      }
      if (difference == null && device != null) {
        difference = readByTheKernel(replay, lowers, ours);
      }
    } finally {
      clear(place);
    }
    return difference;
  }

  /** The union alone, then the kernel over what it wrote. */
  Difference readBack(Replay replay) throws IOException {
    List<Path> lowers = lowers(replay);
    try (Side ours = new UnionSide(lowers)) {
      for (Operation operation : replay.operations()) {
        perform(ours, operation);
      }
      return readByTheKernel(replay, lowers, ours);
    } finally {
      clear(place);
    }
  }

  private static Difference play(Replay replay, Side real, Side ours) throws IOException {
    int step = 0;
    for (Operation operation : replay.operations()) {
      String expected = perform(real, operation);
      String found = perform(ours, operation);
      if (!found.equals(expected)) {
        return new Difference(step, operation.toString(), expected, found);
      }
      step++;
    }
    return null;
  }

  private static String perform(Side side, Operation operation) throws IOException {
    if (operation.kind() == Operation.Kind.REMOUNT) {
      side.tree.close();
      side.remount();
      return "mounted again";
    }
    return side.tree.perform(operation);
  }

  private static Difference ends(Replay replay, Side real, Side ours) throws IOException {
    String expected = real.tree.tree();
    String found = ours.tree.tree();
    return found.equals(expected)
        ? null
        : new Difference(replay.operations().size(), "the tree", expected, found);
  }

  private Difference readByTheKernel(Replay replay, List<Path> lowers, Side ours)
      throws IOException {
    ours.tree.close();
    List<Path> layers = new ArrayList<>(lowers);
    layers.add(0, place.resolve("union-upper"));
    try (KernelMount mount = mounted(() -> KernelMount.readOnly(place.resolve("view"), layers))) {
      String expected = tree(mount.path()).tree();
      String found = ours.tree.tree();
      return found.equals(expected)
          ? null
          : new Difference(replay.operations().size(), "the upper as a layer", expected, found);
    }
  }

  private List<Path> lowers(Replay replay) throws IOException {
    List<Path> lowers = new ArrayList<>();
    List<LayerObject> objects = new StrayWhiteouts(replay).without();
    for (int layer = 0; layer < replay.layers(); layer++) {
      Path lower = made("lower" + layer);
      Path inside = device == null ? lower : Files.createDirectories(lower.resolve(INSIDE));
      lowers.add(lower);
      for (LayerObject object : objects) {
        if (object.layer() == layer) {
          object.make(lower, inside, device);
        }
      }
      setTimes(lower, 1 + layer);
    }
    return lowers;
  }

  /** Times of their own, so that later ones show. */
  private static void setTimes(Path path, long days) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> children = Files.newDirectoryStream(path)) {
        for (Path child : children) {
          setTimes(child, days + 10);
        }
      }
    }
    if (!Files.isSymbolicLink(path)) {
      BasicFileAttributeView view =
          Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
      if (view.readAttributes().isRegularFile() || view.readAttributes().isDirectory()) {
        view.setTimes(
            FileTime.fromMillis(days * 86_400_123),
            FileTime.fromMillis(Description.FUTURE_MILLIS + days * 86_500_456),
            null);
      }
    }
  }

  private Path made(String name) throws IOException {
    return Files.createDirectory(place.resolve(name));
  }

  private static TreeOperations tree(Path mount) {
    return new TreeOperations(mount, mount.resolve(INSIDE));
  }

  /** One of the two that are compared. */
  private abstract static class Side implements Closeable {
    TreeOperations tree;

    abstract void remount() throws IOException;
  }

  private interface Mounting {
    KernelMount mount() throws IOException;
  }

  /** That mounting is possible is known by now: what fails is not left out. */
  private static KernelMount mounted(Mounting mounting) throws IOException {
    try {
      return mounting.mount();
    } catch (TestAbortedException refused) {
      throw new IOException("a mount was refused after others were not", refused);
    }
  }

  private Side kernel(Replay replay, List<Path> lowers) throws IOException {
    Path upper = made("kernel-upper");
    Path work = made("kernel-work");
    return new KernelSide(
        () ->
            KernelMount.writable(
                place.resolve("merged"), lowers, upper, work, replay.needsUserMarks()));
  }

  private static final class KernelSide extends Side {
    private final Mounting mounting;
    private KernelMount mount;

    KernelSide(Mounting mounting) throws IOException {
      this.mounting = mounting;
      start();
    }

    private void start() throws IOException {
      mount = mounted(mounting);
      tree = tree(mount.path());
    }

    @Override
    void remount() throws IOException {
      mount.close();
      start();
    }

    @Override
    public void close() throws IOException {
      try {
        tree.close();
      } finally {
        mount.close();
      }
    }
  }

  private final class NativeSide extends Side {
    NativeSide() throws IOException {
      Path directory = made("native");
      Files.createDirectories(directory.resolve(INSIDE));
      tree = tree(directory);
      setTimes(directory, 1);
    }

    @Override
    void remount() {
      tree = tree(place.resolve("native"));
    }

    @Override
    public void close() throws IOException {
      tree.close();
    }
  }

  private final class UnionSide extends Side {
    private final List<Path> lowers;
    private final Path upper = made("union-upper");
    private final Path work = made("union-work");
    private FileSystem fs;

    UnionSide(List<Path> lowers) throws IOException {
      this.lowers = lowers;
      start();
      if (device == null) {
        Files.createDirectories(tree.root());
        setTimes(fs.getPath("/"), 1);
      }
    }

    private void start() throws IOException {
      fs = UnionFileSystem.mount(lowers, upper, work);
      tree = tree(fs.getPath("/"));
    }

    @Override
    void remount() throws IOException {
      fs.close();
      start();
    }

    @Override
    public void close() throws IOException {
      try {
        tree.close();
      } finally {
        fs.close();
      }
    }
  }

  private static void clear(Path directory) throws IOException {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
      for (Path child : children) {
        if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
          clear(child);
        }
        Files.delete(child);
      }
    }
  }
}
