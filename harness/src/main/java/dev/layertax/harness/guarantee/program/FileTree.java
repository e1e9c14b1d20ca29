package dev.layertax.harness.guarantee.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.layertax.harness.engine.ForkCommand;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * An application with a tree of files: {@code fill} makes it, {@code digest} looks at all that is
 * there, {@code look} at one file.
 *
 * <p>Facts of a digest: {@code files}, {@code links}, {@code bytes}, {@code content} (SHA-256 over
 * names, kinds, bytes and link targets) and {@code attributes} (over names, modes and, of files,
 * times in whole seconds, as not every archive has finer ones). Facts of a look: {@code sha256}, or
 * {@link #ABSENT} for it.
 */
public final class FileTree {

  /** The digest of a file that is not there. */
  public static final String ABSENT = "absent";

  private static final int LARGE_FILES = 12;
  private static final int LARGE_BYTES = 2 << 20;
  private static final int SMALL_FILES = 60;
  private static final int SMALL_BYTES = 5_000;
  private static final Instant OLD = Instant.parse("2020-02-02T20:20:20Z");

  private FileTree() {}

  /** Makes the tree. */
  public static ForkCommand fill() {
    return Program.command(FileTree.class, "--do", "fill");
  }

  /** Looks at everything. */
  public static ForkCommand digest() {
    return Program.command(FileTree.class, "--do", "digest");
  }

  /** Looks at one file. */
  public static ForkCommand look(String file) {
    return Program.command(FileTree.class, "--do", "look", "--file", file);
  }

  public static void main(String[] args) {
    Program.run(args, FileTree::work);
  }

  private static void work(Path directory, Map<String, String> words, Facts facts)
      throws IOException {
    switch (words.get("--do")) {
      case "fill" -> fill(directory);
      case "digest" -> digest(directory, facts);
      default -> facts.put("sha256", look(directory.resolve(words.get("--file"))));
    }
  }

  private static void fill(Path directory) throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    Path table = Files.createDirectories(directory.resolve("base/16384"));
    for (int i = 0; i < LARGE_FILES; i++) {
      file(table.resolve("table-" + i), LARGE_BYTES, random, "rw-r-----");
    }
    Path spool = Files.createDirectories(directory.resolve("spool/with a space, comma"));
    for (int i = 0; i < SMALL_FILES; i++) {
      file(spool.resolve("message-" + i), SMALL_BYTES + i, random, "rw-------");
    }
    Path log = Files.createDirectories(directory.resolve("log"));
    Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rwxr-x---"));
    file(log.resolve("empty"), 0, random, "rw-rw-r--");
    link(directory.resolve("current"), "base/16384");
    link(log.resolve("nowhere"), "../not-there");
  }

  private static void file(Path path, int bytes, SplittableRandom random, String mode)
      throws IOException {
    byte[] content = new byte[bytes];
    random.nextBytes(content);
    Files.write(path, content);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    Files.setLastModifiedTime(path, FileTime.from(OLD.plusSeconds(bytes)));
  }

  private static void link(Path path, String target) throws IOException {
    Files.createSymbolicLink(path, path.getFileSystem().getPath(target));
  }

  private static String look(Path file) throws IOException {
    try {
      return sha256(file);
    } catch (NoSuchFileException e) {
      return ABSENT;
    }
  }

  /** The digest that a look at that file tells. */
  public static String sha256(Path file) throws IOException {
    MessageDigest digest = sha256();
    update(digest, file);
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void digest(Path directory, Facts facts) throws IOException {
    Census census = new Census();
    Files.walkFileTree(directory, census);
    Collections.sort(census.paths);
    MessageDigest content = sha256();
    MessageDigest attributes = sha256();
    for (Path path : census.paths) {
      String name = directory.relativize(path).toString();
      BasicFileAttributes basic = attributes(path);
      content.update((name + "\0" + kind(path, basic) + "\0" + size(basic) + "\0").getBytes(UTF_8));
      if (basic.isRegularFile()) {
        update(content, path);
      }
      attributes.update((name + "\0" + told(path, basic) + "\0").getBytes(UTF_8));
    }
    facts.put("files", census.files);
    facts.put("links", census.links);
    facts.put("bytes", census.bytes);
    facts.put("content", HexFormat.of().formatHex(content.digest()));
    facts.put("attributes", HexFormat.of().formatHex(attributes.digest()));
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  private static String kind(Path path, BasicFileAttributes basic) throws IOException {
    if (basic.isSymbolicLink()) {
      return "link to " + Files.readSymbolicLink(path);
    }
    return basic.isDirectory() ? "directory" : "file";
  }

  private static long size(BasicFileAttributes basic) {
    return basic.isRegularFile() ? basic.size() : 0;
  }

  /** A link has a mode and a time that nobody sets. */
  private static String told(Path path, BasicFileAttributes basic) throws IOException {
    if (basic.isSymbolicLink()) {
      return "";
    }
    String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    return basic.isDirectory()
        ? mode
        : mode + basic.lastModifiedTime().toInstant().getEpochSecond();
  }

  private static void update(MessageDigest digest, Path file) throws IOException {
    byte[] chunk = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        digest.update(chunk, 0, read);
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static final class Census extends SimpleFileVisitor<Path> {
    private final List<Path> paths = new ArrayList<>();
    private int files;
    private int links;
    private long bytes;

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      paths.add(directory);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      paths.add(file);
      if (attributes.isSymbolicLink()) {
        links++;
      } else {
        files++;
        bytes += attributes.size();
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
