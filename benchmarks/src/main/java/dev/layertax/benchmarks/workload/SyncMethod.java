package dev.layertax.benchmarks.workload;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** How what a log or a table writes becomes durable, by the names that databases' settings have. */
enum SyncMethod {
  /** PostgreSQL's {@code wal_sync_method=fdatasync}, RocksDB's default. */
  FDATASYNC("fdatasync"),
  /** {@code wal_sync_method=fsync}. */
  FSYNC("fsync"),
  /** {@code wal_sync_method=open_datasync}: each write returns when it is durable. */
  DSYNC("O_DSYNC"),
  /** Each write goes past the page cache, and fdatasync follows. */
  DIRECT("O_DIRECT");

  private final String label;

  SyncMethod(String label) {
    this.label = label;
  }

  /** The method of a parameter's value. */
  static SyncMethod of(String value) {
    return Arrays.stream(values())
        .filter(method -> method.label.equals(value))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no sync method " + value));
  }

  /** Opens a file to be written this way. */
  FileChannel open(Path path, OpenOption... options) throws IOException {
    return switch (this) {
      case DIRECT -> DirectFile.open(path, options);
      case DSYNC -> {
        OpenOption[] all = Arrays.copyOf(options, options.length + 1);
        all[options.length] = StandardOpenOption.DSYNC;
        yield FileChannel.open(path, all);
      }
      case FDATASYNC, FSYNC -> FileChannel.open(path, options);
    };
  }

  /**
   * A buffer of that content, which can be written this way.
   *
   * @param writeBytes written from it at a time
   * @throws java.nio.file.FileSystemException if these are not whole blocks, and have to be
   */
  ByteBuffer buffer(ByteBuffer content, Path directory, int writeBytes) throws IOException {
    return this == DIRECT
        ? DirectFile.aligned(content, DirectFile.blockBytes(directory, writeBytes))
        : content;
  }

  /** Makes one write durable and counts that; with O_DSYNC it is so already. */
  void flush(FileChannel channel, Counters counters) throws IOException {
    if (this != DSYNC) {
      channel.force(this == FSYNC);
    }
    counters.flushes++;
  }
}
