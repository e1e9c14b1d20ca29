package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Three lower layers, an upper and a work directory; the test fills them, then mounts. */
abstract class UnionTestBase {
  @TempDir Path directory;
  Path top;
  Path middle;
  Path bottom;
  Path upper;
  Path work;
  FileSystem fs;

  @BeforeEach
  void makeDirectories() throws IOException {
    top = Files.createDirectory(directory.resolve("top"));
    middle = Files.createDirectory(directory.resolve("middle"));
    bottom = Files.createDirectory(directory.resolve("bottom"));
    upper = Files.createDirectory(directory.resolve("upper"));
    work = Files.createDirectory(directory.resolve("work"));
  }

  @AfterEach
  void unmount() throws IOException {
    if (fs != null) {
      fs.close();
    }
  }

  void mount() throws IOException {
    mount(UnionOptions.defaults());
  }

  void mount(UnionOptions options) throws IOException {
    fs = UnionFileSystem.mount(List.of(top, middle, bottom), upper, work, options);
  }

  void remount() throws IOException {
    fs.close();
    mount();
  }

  Path path(String path) {
    return fs.getPath(path);
  }

  static Path file(Path layer, String name, String text) throws IOException {
    Path file = layer.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  static List<String> names(Path directory) throws IOException {
    try (Stream<Path> list = Files.list(directory)) {
      return list.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  static void mark(Path path, String name, String value) throws IOException {
    xattrs(path).write(name, StandardCharsets.UTF_8.encode(value));
  }

  static UserDefinedFileAttributeView xattrs(Path path) {
    return Files.getFileAttributeView(
        path, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
  }

  static void whiteout(Path layer, String name) throws IOException {
    mark(layer, "overlay.opaque", "x");
    Path whiteout = layer.resolve(name);
    mark(whiteout.getParent(), "overlay.opaque", "x");
    mark(Files.createFile(whiteout), "overlay.whiteout", "");
  }

  static boolean isWhiteout(Path path) throws IOException {
    return Files.isRegularFile(path)
        && Files.size(path) == 0
        && xattrs(path).list().contains("overlay.whiteout");
  }

  static Object key(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
  }

  long counter(String name) throws IOException {
    return (long) Files.getFileStore(path("/")).getAttribute("union:" + name);
  }

  boolean workIsEmpty() throws IOException {
    try (Stream<Path> left = Files.list(work.resolve("work"))) {
      // The shared whiteout stays for the next one.
      return left.noneMatch(path -> !Files.isRegularFile(path) || sizeOf(path) > 0);
    }
  }

  private static long sizeOf(Path path) {
    return path.toFile().length();
  }
}
