package dev.layertax.harness.engine.docker;

import dev.layertax.harness.engine.ProgramPath;
import dev.layertax.harness.engine.archive.FileOwner;
import dev.layertax.harness.engine.archive.LayerTar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The measured JVM's class path, as it lies in an image: the jar, or what a test runs from. */
final class ProgramFiles {

  private static final String HOME = "opt/layertax";

  /** In the image, without the leading {@code /}: the file of this machine. */
  private final Map<String, Path> files = new LinkedHashMap<>();

  private final List<String> entries = new ArrayList<>();

  static ProgramFiles of(ProgramPath path) throws IOException {
    ProgramFiles program = new ProgramFiles();
    for (Path entry : path.entries()) {
      program.add(entry);
    }
    return program;
  }

  private void add(Path entry) throws IOException {
    String place = HOME + "/" + entries.size() + "-" + entry.getFileName();
    if (Files.isRegularFile(entry)) {
      files.put(place, entry);
      entries.add("/" + place);
    } else if (Files.isDirectory(entry)) {
      try (Stream<Path> tree = Files.walk(entry)) {
        tree.filter(Files::isRegularFile)
            .sorted()
            .forEach(file -> files.put(place + "/" + entry.relativize(file), file));
      }
      entries.add("/" + place);
    }
  }

  /** As the JVM in a container is told it. */
  String classPath() {
    return String.join(":", entries);
  }

  void addTo(Digest digest) throws IOException {
    for (Map.Entry<String, Path> file : files.entrySet()) {
      digest.add(file.getKey()).add(file.getValue());
    }
  }

  void writeTo(LayerTar tar) throws IOException {
    for (Map.Entry<String, Path> file : files.entrySet()) {
      tar.file(file.getKey(), file.getValue(), FileOwner.ROOT);
    }
  }
}
