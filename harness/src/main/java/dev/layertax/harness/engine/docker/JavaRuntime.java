package dev.layertax.harness.engine.docker;

import dev.layertax.harness.engine.StorageTree;
import dev.layertax.harness.engine.archive.FileOwner;
import dev.layertax.harness.engine.archive.LayerTar;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** A runtime made from this machine's own JDK, with the libraries it loads. */
final class JavaRuntime {

  /** Where it lies in the image. */
  static final String JAVA = "/opt/java/bin/java";

  /** What JMH and the measured programs need; found by running them. */
  private static final String OWN_MODULES =
      "java.base,java.logging,java.management,java.xml,jdk.unsupported";

  /** What programs of others may need: all of the platform, and what is beside it in every JDK. */
  private static final String ALL_MODULES =
      "java.se,jdk.charsets,jdk.crypto.ec,jdk.localedata,jdk.management,jdk.naming.dns,jdk.unsupported"
          + ",jdk.zipfs";

  private static final List<String> FLAGS =
      List.of("--strip-debug", "--no-header-files", "--no-man-pages");

  private static final String HOME = "opt/java";
  private static final int SHARED_TEMPORARY = 01777;

  /** What native code in the jars of others needs and a Java runtime may not: C++, and glibc's. */
  private static final List<String> LIBRARIES_OF_OTHERS =
      List.of(
          "libstdc++.so.6",
          "libgcc_s.so.1",
          "libm.so.6",
          "libpthread.so.0",
          "librt.so.1",
          "libdl.so.2");

  private final Path jdk = Path.of(System.getProperty("java.home"));
  private final String modules;
  private final List<String> libraries;

  private JavaRuntime(String modules, List<String> libraries) {
    this.modules = modules;
    this.libraries = List.copyOf(libraries);
  }

  /** One that has what Layertax's own programs need. */
  static JavaRuntime forOwnPrograms() {
    return new JavaRuntime(OWN_MODULES, List.of());
  }

  /** One that has what anybody's programs need. */
  static JavaRuntime whole() {
    return new JavaRuntime(ALL_MODULES, LIBRARIES_OF_OTHERS);
  }

  /**
   * Tells this JDK's runtime from those of others, without making it. The loader stands for the C
   * library it comes with.
   */
  String digest() throws IOException {
    Digest digest = new Digest();
    Optional<ElfFile> java = ElfFile.read(jdk.resolve("bin").resolve("java"));
    Optional<String> loader = java.flatMap(ElfFile::loader);
    if (loader.isPresent()) {
      digest.add(Path.of(loader.get()));
    }
    for (Path library : NativeLibraries.present(libraries)) {
      digest.add(library.toString()).add(library);
    }
    return digest
        .add("runtime 1")
        .add(System.getProperty("java.vm.name"))
        .add(System.getProperty("java.vm.vendor"))
        .add(System.getProperty("java.runtime.version"))
        .add(System.getProperty("os.arch"))
        .add(modules)
        .hex();
  }

  /**
   * Writes the layer: the runtime, its libraries, and the few files a system has.
   *
   * @param scratch a directory of our own that the runtime is made in
   */
  void writeTo(Path layer, Path scratch) throws IOException {
    if (!System.getProperty("os.name").equals("Linux")) {
      throw new IOException(
          "containers need a Java for Linux, and this machine's is one for "
              + System.getProperty("os.name")
              + "; name an image that has one by --base-image");
    }
    Path made = scratch.resolve("runtime");
    try {
      link(made);
      try (LayerTar tar = new LayerTar(Files.newOutputStream(layer))) {
        addSystem(tar);
        addTree(tar, made);
        for (Path library : NativeLibraries.of(made, libraries)) {
          tar.file(library.toString().substring(1), library.toRealPath(), FileOwner.ROOT);
        }
      }
    } finally {
      StorageTree.remove(made);
    }
  }

  /**
   * Within this process: jlink makes the directories it writes to, and one that outlived a killed
   * harness would make them again after {@code clean}.
   */
  private void link(Path made) throws IOException {
    ToolProvider jlink =
        ToolProvider.findFirst("jlink")
            .orElseThrow(
                () ->
                    new IOException(
                        jdk
                            + " has no jlink to make a runtime for containers with; run on a JDK, or use --base-image"));
    List<String> words =
        new ArrayList<>(List.of("--add-modules", modules, "--output", made.toString()));
    words.addAll(FLAGS);
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    int exit = jlink.run(out, out, words.toArray(String[]::new));
    if (exit != 0) {
      throw new IOException("jlink ended with " + exit + ": " + said.toString().strip());
    }
    // Classes that are mapped, not parsed: a third of a JVM's start.
    ToolRun.of(made.resolve("bin/java").toString(), "-Xshare:dump").run();
  }

  private static void addSystem(LayerTar tar) throws IOException {
    for (String directory : List.of("dev", "proc", "sys", "etc")) {
      tar.directory(directory, FileOwner.ROOT, 0755);
    }
    tar.directory("tmp", FileOwner.ROOT, SHARED_TEMPORARY);
    tar.text("etc/os-release", "ID=layertax\nNAME=\"Layertax base\"\n", FileOwner.ROOT);
    tar.text("etc/passwd", "root:x:0:0:root:/:/sbin/nologin\n", FileOwner.ROOT);
    tar.text("etc/group", "root:x:0:\n", FileOwner.ROOT);
  }

  private static void addTree(LayerTar tar, Path made) throws IOException {
    List<Path> files;
    try (Stream<Path> tree = Files.walk(made)) {
      files = tree.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      tar.file(HOME + "/" + made.relativize(file), file, FileOwner.ROOT);
    }
  }
}
