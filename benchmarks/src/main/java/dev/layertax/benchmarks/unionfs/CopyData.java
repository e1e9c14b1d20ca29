package dev.layertax.benchmarks.unionfs;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Copies a file's bytes into an empty one and leaves out what is zero.
 *
 * <p>Java has no {@code SEEK_HOLE}: a hole is found by reading it. The first block of each stretch
 * is looked at; where it has data the whole stretch goes through the kernel, where it is zero the
 * stretch is read and only its non-zero blocks are written.
 */
final class CopyData {
  private static final int BLOCK = 4096;
  private static final int STRETCH = 128 * 1024;

  /**
   * Copies.
   *
   * @param size of the source, in bytes
   */
  void copy(FileChannel from, FileChannel to, long size) throws IOException {
    Buffers buffers = new Buffers();
    long pending = 0;
    long position = 0;
    while (position < size) {
      int length = (int) Math.min(STRETCH, size - position);
      if (size > BLOCK && buffers.startsWithZeros(from, position, Math.min(BLOCK, length))) {
        transfer(from, to, pending, position);
        buffers.copyBlocks(from, to, position, length);
        pending = position + length;
      }
      position += length;
    }
    transfer(from, to, pending, size);
    if (pending == size) {
      // Copied block by block to the end, which may be a hole.
      extend(to, size);
    }
  }

  private static void transfer(FileChannel from, FileChannel to, long start, long end)
      throws IOException {
    long position = start;
    if (0 < position && position < end) {
      to.position(position);
    }
    while (position < end) {
      long moved = from.transferTo(position, end - position, to);
      if (moved <= 0) {
        throw new EOFException("the lower file shrank to " + position + " bytes while it was read");
      }
      position += moved;
    }
  }

  /** Gives a file that ends in a hole its size. */
  private static void extend(FileChannel to, long size) throws IOException {
    if (to.size() < size) {
      to.write(ByteBuffer.allocate(1), size - 1);
    }
  }

  /** Room to read in, taken only when a file may have holes. */
  private static final class Buffers {
    private final ByteBuffer zeros = ByteBuffer.allocate(BLOCK);
    private final ByteBuffer head = ByteBuffer.allocateDirect(BLOCK);
    private ByteBuffer stretch;

    boolean startsWithZeros(FileChannel from, long position, int length) throws IOException {
      fill(from, head, position, length);
      return isZero(head, 0, length);
    }

    void copyBlocks(FileChannel from, FileChannel to, long position, int length)
        throws IOException {
      if (stretch == null) {
        stretch = ByteBuffer.allocateDirect(STRETCH);
      }
      fill(from, stretch, position, length);
      int start = 0;
      while (start < length) {
        int end = Math.min(start + BLOCK, length);
        if (!isZero(stretch, start, end - start)) {
          ByteBuffer block = stretch.slice(start, end - start);
          long at = position + start;
          while (block.hasRemaining()) {
            at += to.write(block, at);
          }
        }
        start = end;
      }
    }

    private boolean isZero(ByteBuffer buffer, int start, int length) {
      return buffer.slice(start, length).mismatch(zeros.slice(0, length)) < 0;
    }

    private static void fill(FileChannel from, ByteBuffer buffer, long position, int length)
        throws IOException {
      buffer.clear().limit(length);
      while (buffer.hasRemaining()) {
        if (from.read(buffer, position + buffer.position()) < 0) {
          throw new EOFException("the lower file shrank while it was read");
        }
      }
    }
  }
}
