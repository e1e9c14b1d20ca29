package dev.layertax.benchmarks.dataset;

import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files a workload starts from.
 *
 * <p>An image may ship them in several layers, as one that was built step by step does. File i lies
 * in layer i modulo {@code layers}, so that a directory with as many files as layers is in each of
 * them, and a union layer must merge it. In a plain directory all files lie together.
 *
 * <p>Empty files are names, for workloads that list or look up: written into one place they are
 * hard links of the first of them, as an image may have them too. No workload may write to one.
 *
 * <p>Note: ext4 passes over each inode that was deleted in the last minutes when it looks for a
 * free one. A visit that made and deleted 5,000 files of their own took seconds, and made every
 * later create on that file system slower.
 *
 * @param name names the dataset in an image's file system; equal names have equal bytes
 * @param files in the order they are written
 * @param layers how many layers of an image they are spread over, at least 1; layer 0 is the
 *     topmost
 * @param origin the directory that has the files, where a program wrote them ({@link MadeDataset});
 *     empty where their seeds decide them
 */
public record Dataset(String name, List<DatasetFile> files, int layers, Optional<Path> origin)
    implements DatasetSource {
  private static final int CHUNK_BYTES = 1 << 20;

  public Dataset {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(origin, "origin");
    files = List.copyOf(files);
    if (layers < 1 || layers > Math.max(1, files.size())) {
      throw new IllegalArgumentException(
          "dataset %s has %d files; it cannot be spread over %d layers"
              .formatted(name, files.size(), layers));
    }
  }

  /** Seeded files. */
  public Dataset(String name, List<DatasetFile> files, int layers) {
    this(name, files, layers, Optional.empty());
  }

  /** Seeded files in one layer. */
  public Dataset(String name, List<DatasetFile> files) {
    this(name, files, 1);
  }

  /**
   * The files that a program wrote, as they are now, in one layer; in the order of their paths.
   *
   * @param directory has nothing else and stays as it is as long as the dataset is used
   */
  public static Dataset written(String name, Path directory) throws IOException {
    List<DatasetFile> files = new ArrayList<>();
    try (Stream<Path> tree = Files.walk(directory)) {
      for (Path path : tree.filter(Files::isRegularFile).sorted().toList()) {
        String relative = directory.relativize(path).toString().replace(File.separatorChar, '/');
        files.add(new DatasetFile(relative, Files.size(path), ContentHash.of(path)));
      }
    }
    return new Dataset(name, files, 1, Optional.of(directory));
  }

  /** Whether its empty files are names of one, which nobody writes to. */
  public boolean linksEmptyFiles() {
    return origin.isEmpty();
  }

  /** The files of one layer, from 0 for the topmost, in the dataset's order. */
  public List<DatasetFile> filesOf(int layer) {
    Objects.checkIndex(layer, layers);
    List<DatasetFile> own = new ArrayList<>();
    for (int i = layer; i < files.size(); i += layers) {
      own.add(files.get(i));
    }
    return own;
  }

  public long sizeBytes() {
    long sum = 0;
    for (DatasetFile file : files) {
      sum += file.sizeBytes();
    }
    return sum;
  }

  /**
   * Creates all files under a directory: one after another in the dataset's order, each written
   * front to back in 1 MiB writes and flushed, so that every place gets its files the same way.
   *
   * @throws FileAlreadyExistsException if one of the files is there; nothing is written then
   */
  public void writeTo(Path directory) throws IOException {
    writeAbsent(directory, files);
  }

  /**
   * Creates the files of one layer under a directory, as {@link #writeTo(Path)} does.
   *
   * @param layer from 0 for the topmost
   * @throws FileAlreadyExistsException if one of the files is there; nothing is written then
   */
  public void writeTo(Path directory, int layer) throws IOException {
    writeAbsent(directory, filesOf(layer));
  }

  private void writeAbsent(Path directory, List<DatasetFile> files) throws IOException {
    for (DatasetFile file : files) {
      Path path = file.in(directory);
      if (Files.exists(path)) {
        throw new FileAlreadyExistsException(
            path.toString(),
            null,
            "dataset " + name + " is written into a place without it; choose an empty directory");
      }
    }
    write(directory, files);
  }

  /**
   * Copies all files from one directory to another, each by the kernel from file to file and
   * flushed: the way the union layer copies up, and Docker fills a volume.
   *
   * <p>How a file was written shows in what it costs to write it again: on Linux 6.18 with ext4 an
   * overwrite of 8 KiB in the page cache took 3.8 µs in a file that had been written by 1 MiB
   * writes, for their folios are large, and 2.4 µs in one that the kernel had copied. So a place
   * that is held against the writable layer gets its files by this, never by {@link
   * #writeTo(Path)}.
   *
   * @throws FileAlreadyExistsException if one of the files is there; those before it are copied
   */
  public void copy(Path from, Path to) throws IOException {
    Names names = new Names(linksEmptyFiles());
    for (DatasetFile file : files) {
      copy(file, from, to, names);
    }
  }

  /**
   * Copies all files from an image's layers into one directory, in the dataset's order, each from
   * the layer that has it.
   *
   * @param layersTopmostFirst the dataset's directory in each layer, as many as there are layers
   * @throws FileAlreadyExistsException if one of the files is there; those before it are copied
   */
  public void copy(List<Path> layersTopmostFirst, Path to) throws IOException {
    if (layersTopmostFirst.size() != layers) {
      throw new IllegalArgumentException(
          "dataset %s lies in %d layers, got %d"
              .formatted(name, layers, layersTopmostFirst.size()));
    }
    Names names = new Names(linksEmptyFiles());
    for (int i = 0; i < files.size(); i++) {
      copy(files.get(i), layersTopmostFirst.get(i % layers), to, names);
    }
  }

  private static void copy(DatasetFile file, Path from, Path to, Names names) throws IOException {
    Path copy = file.in(to);
    createParent(copy);
    if (file.sizeBytes() == 0) {
      names.add(copy);
      return;
    }
    try (FileChannel source = FileChannel.open(file.in(from), StandardOpenOption.READ);
        FileChannel channel =
            FileChannel.open(copy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      long position = 0;
      while (position < file.sizeBytes()) {
        long moved = source.transferTo(position, file.sizeBytes() - position, channel);
        if (moved <= 0) {
          throw new EOFException(file.in(from) + " ends after " + position + " bytes");
        }
        position += moved;
      }
      channel.force(true);
    }
  }

  /** Note: {@code createDirectories} alone tries a mkdir, and throws within, for each file. */
  private static void createParent(Path file) throws IOException {
    if (!Files.isDirectory(file.getParent())) {
      Files.createDirectories(file.getParent());
    }
  }

  /** Empty files made in one go, where linked each a hard link of the first; nothing to flush. */
  private static final class Names {
    private final boolean linked;
    private Path first;

    Names(boolean linked) {
      this.linked = linked;
    }

    void add(Path file) throws IOException {
      if (first == null || !linked) {
        first = Files.createFile(file);
      } else {
        Files.createLink(file, first);
      }
    }
  }

  /**
   * Creates those files that are absent, as {@link #writeTo(Path)} does; the others stay as they
   * are.
   *
   * @throws FileSystemException if a file is there with another size; nothing is written then
   */
  public void provision(Path directory) throws IOException {
    List<DatasetFile> absent = new ArrayList<>();
    for (DatasetFile file : files) {
      Path path = file.in(directory);
      if (!Files.exists(path)) {
        absent.add(file);
      } else if (Files.size(path) != file.sizeBytes()) {
        throw wrongSize(file, path);
      }
    }
    write(directory, absent);
  }

  /**
   * Checks that every file is under the directory with its size.
   *
   * @throws FileSystemException for the first that is absent or of another size
   */
  public void verify(Path directory) throws IOException {
    for (DatasetFile file : files) {
      Path path = file.in(directory);
      BasicFileAttributes attributes;
      try {
        attributes = Files.readAttributes(path, BasicFileAttributes.class);
      } catch (NoSuchFileException e) {
        throw absent(path);
      }
      if (!attributes.isRegularFile()) {
        throw absent(path);
      }
      if (attributes.size() != file.sizeBytes()) {
        throw wrongSize(file, path);
      }
    }
  }

  /**
   * SHA-256, in hexadecimal, over the UTF-8 lines {@code path TAB sizeBytes TAB seed LF} of all
   * files in order, and a line {@code layers TAB number LF} after them if there are several. As
   * size and seed decide every byte, and the seed of a file that a program wrote is a hash of them,
   * equal digests mean equal bytes in equal layers.
   */
  public String digest() {
    StringBuilder definition = new StringBuilder();
    for (DatasetFile file : files) {
      definition.append(file.path()).append('\t').append(file.sizeBytes());
      definition.append('\t').append(file.seed()).append('\n');
    }
    origin.ifPresent(directory -> definition.append("written\n"));
    if (layers > 1) {
      definition.append("layers\t").append(layers).append('\n');
    }
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha256.digest(definition.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private void write(Path directory, List<DatasetFile> files) throws IOException {
    if (origin.isPresent()) {
      Names names = new Names(linksEmptyFiles());
      for (DatasetFile file : files) {
        copy(file, origin.get(), directory, names);
      }
    } else if (!files.isEmpty()) {
      writeSeeded(directory, files);
    }
  }

  private static void writeSeeded(Path directory, List<DatasetFile> files) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES);
    Names names = new Names(true);
    for (DatasetFile file : files) {
      Path path = file.in(directory);
      createParent(path);
      if (file.sizeBytes() == 0) {
        names.add(path);
        continue;
      }
      try (FileChannel channel =
          FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        for (long offset = 0; offset < file.sizeBytes(); offset += CHUNK_BYTES) {
          chunk.clear().limit((int) Math.min(CHUNK_BYTES, file.sizeBytes() - offset));
          Content.fill(chunk, file.seed(), offset);
          chunk.flip();
          while (chunk.hasRemaining()) {
            channel.write(chunk);
          }
        }
        channel.force(true);
      }
    }
  }

  private FileSystemException absent(Path path) {
    return new FileSystemException(
        path.toString(),
        null,
        "this file of dataset " + name + " is absent; write the dataset there first");
  }

  private FileSystemException wrongSize(DatasetFile file, Path path) throws IOException {
    return new FileSystemException(
        path.toString(),
        null,
        "has %d bytes where dataset %s has %d; move it away or choose another directory"
            .formatted(Files.size(path), name, file.sizeBytes()));
  }
}
