package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Three lower layers, an upper and a work directory; the test fills them, then mounts. */
abstract class LayersTestBase {
  @TempDir Path directory;
  Path top;
  Path middle;
  Path bottom;
  Path upper;
  Path work;

  @BeforeEach
  void makeDirectories() throws IOException {
    top = Files.createDirectory(directory.resolve("top"));
    middle = Files.createDirectory(directory.resolve("middle"));
    bottom = Files.createDirectory(directory.resolve("bottom"));
    upper = Files.createDirectory(directory.resolve("upper"));
    work = Files.createDirectory(directory.resolve("work"));
  }

  List<Path> lowers() {
    return List.of(top, middle, bottom);
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
}
