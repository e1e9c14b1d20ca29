package dev.layertax.benchmarks.workload;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Files opened with O_DIRECT: positions, sizes and addresses are multiples of a block. */
final class DirectFile {
  private DirectFile() {}

  /**
   * Bytes of a block in a directory.
   *
   * @param writeBytes what the workload writes at a time, which must be whole blocks
   * @throws FileSystemException if it is not
   */
  static int blockBytes(Path directory, int writeBytes) throws IOException {
    int blockBytes = Math.toIntExact(Files.getFileStore(directory).getBlockSize());
    if (writeBytes % blockBytes != 0) {
      throw new FileSystemException(
          directory.toString(),
          null,
          "direct writes here are in blocks of %d bytes; this workload's are of %d"
              .formatted(blockBytes, writeBytes));
    }
    return blockBytes;
  }

  /**
   * Opens a file with O_DIRECT.
   *
   * @throws FileSystemException with the reason, if the file system has no O_DIRECT
   */
  static FileChannel open(Path path, OpenOption... options) throws IOException {
    Set<OpenOption> direct = new HashSet<>(List.of(options));
    direct.add(ExtendedOpenOption.DIRECT);
    try {
      return FileChannel.open(path, direct);
    } catch (FileSystemException | UnsupportedOperationException e) {
      FileSystemException reason =
          new FileSystemException(
              path.toString(), null, "cannot be opened with O_DIRECT: " + e.getMessage());
      reason.initCause(e);
      throw reason;
    }
  }

  /** The content of a buffer in one whose address is a multiple of a block; ready to be read. */
  static ByteBuffer aligned(ByteBuffer content, int blockBytes) {
    int bytes = content.remaining();
    return ByteBuffer.allocateDirect(bytes + blockBytes - 1)
        .alignedSlice(blockBytes)
        .limit(bytes)
        .slice()
        .put(content)
        .flip();
  }
}
