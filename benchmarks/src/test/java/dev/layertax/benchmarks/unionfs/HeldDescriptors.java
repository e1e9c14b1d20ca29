package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NonReadableChannelException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;

/** What a replay keeps open while the tree changes: channels, mappings, directory streams. */
final class HeldDescriptors {
  private static final int MOST = 10;

  private final List<Held> channels = new ArrayList<>();
  private final List<Mapping> mappings = new ArrayList<>();
  private final List<Stream> streams = new ArrayList<>();

  /**
   * An open channel.
   *
   * @param sizeAtOpen what can be mapped without a fault, if it did not shrink since: a mapping of
   *     a lower file ends where that does, whatever the channel says after the copy-up
   */
  private record Held(
      FileChannel channel, long sizeAtOpen, boolean reads, boolean writes, boolean directory) {
    /** A directory's position and size are each file system's own. */
    String ending() throws IOException {
      return directory ? "" : ", at " + channel.position() + " of " + channel.size();
    }
  }

  private record Mapping(FileChannel channel, MappedByteBuffer buffer) {}

  private record Stream(DirectoryStream<Path> stream, Iterator<Path> names) {}

  Object hold(Path path, Operation operation) throws IOException {
    if (channels.size() == MOST) {
      close(channels.remove(0));
    }
    FileChannel channel = FileChannel.open(path, TreeOperations.opening(operation));
    boolean reads = TreeOperations.reads(operation);
    boolean writes = operation.options().contains("WRITE");
    boolean directory = isDirectory(channel, reads);
    channels.add(new Held(channel, channel.size(), reads, writes, directory));
    return directory ? "a directory" : channel.size() + " long";
  }

  /** Asked of the descriptor: the name may be gone. */
  private static boolean isDirectory(FileChannel channel, boolean reads) {
    try {
      return reads && channel.read(ByteBuffer.allocate(1), 0) > 1;
    } catch (IOException e) {
      return true;
    }
  }

  Object run(Operation operation) throws IOException {
    int number = operation.number();
    return switch (operation.kind()) {
      case STREAM_FIRST, STREAM_REST -> stream(number, operation.kind());
      case MAPPED_READ -> mappings.isEmpty() ? "none" : mapped(chosen(mappings, number));
      default -> channels.isEmpty() ? "none" : run(chosen(channels, number), operation);
    };
  }

  /** The last one often, as stories mean that one, else any. */
  private static <T> T chosen(List<T> list, int number) {
    return list.get(number % 4 == 3 ? list.size() - 1 : number % list.size());
  }

  private Object run(Held held, Operation operation) throws IOException {
    FileChannel channel = held.channel;
    int number = operation.number();
    return switch (operation.kind()) {
      case HELD_READ -> read(held, number);
      case HELD_READ_AT -> readAt(held, number);
      case HELD_WRITE ->
          channel.write(ByteBuffer.wrap(Operation.bytes(number % 300))) + held.ending();
      case HELD_WRITE_AT ->
          channel.write(ByteBuffer.wrap(Operation.bytes(number % 300)), number) + held.ending();
      case HELD_TRUNCATE -> channel.truncate(number) == channel ? held.ending() : "another";
      case HELD_POSITION ->
          held.directory
              ? "not moved"
              : channel.position(number % 12_000) == channel ? held.ending() : "another";
      case HELD_FORCE -> {
        channel.force(number % 2 == 0);
        yield "forced";
      }
      case HELD_TRANSFER -> transfer(held, chosen(channels, number / 7), number);
      case HELD_RECEIVE -> transfer(chosen(channels, number / 7), held, number);
      case HELD_MAP -> map(held);
      case HELD_LOCK -> lock(channel, number);
      case HELD_CLOSE -> {
        channels.remove(held);
        close(held);
        yield "closed";
      }
      default -> throw new IllegalArgumentException(operation.toString());
    };
  }

  private static String read(Held held, int number) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(1 + number % 3_000);
    int read = held.channel.read(buffer);
    return read + " read " + TreeOperations.checksum(buffer.flip()) + held.ending();
  }

  private static String readAt(Held held, int number) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(1 + number % 3_000);
    int read = held.channel.read(buffer, number % 10_000);
    return read + " read " + TreeOperations.checksum(buffer.flip()) + held.ending();
  }

  private static Object transfer(Held from, Held to, int number) throws IOException {
    if (!from.writes) {
      // JDK 17 may take from a mapping, and one of a lower file stays stale: see DeviationsTest.
      return "not done";
    }
    boolean receive = number % 2 == 0;
    long count = number % 20_000;
    long moved =
        receive
            ? to.channel.transferFrom(from.channel, number % 500, count)
            : from.channel.transferTo(number % 500, count, to.channel);
    return moved + " moved" + from.ending() + to.ending();
  }

  private Object map(Held held) throws IOException {
    long length = Math.min(held.sizeAtOpen, held.channel.size());
    MappedByteBuffer buffer = held.channel.map(FileChannel.MapMode.READ_ONLY, 0, length);
    Mapping mapping = new Mapping(held.channel, buffer);
    mappings.add(mapping);
    return mapped(mapping);
  }

  private static Object mapped(Mapping mapping) throws IOException {
    if (!mapping.channel.isOpen() || mapping.channel.size() < mapping.buffer.capacity()) {
      // Beyond a file's end a mapping faults.
      return "not looked at";
    }
    return mapping.buffer.capacity()
        + " mapped "
        + TreeOperations.checksum(mapping.buffer.duplicate());
  }

  private static Object lock(FileChannel channel, int number) throws IOException {
    FileLock lock = channel.tryLock(number % 100, 1 + number % 50, number % 3 == 0);
    if (lock != null && number % 2 == 0) {
      lock.release();
    }
    return lock == null ? "not locked" : "locked " + lock.isShared() + " " + lock.isValid();
  }

  @SuppressWarnings("StreamResourceLeak") // held on purpose, closed with the rest
  Object openStream(Path path) throws IOException {
    if (streams.size() == MOST) {
      streams.remove(0).stream.close();
    }
    DirectoryStream<Path> stream = Files.newDirectoryStream(path);
    streams.add(new Stream(stream, stream.iterator()));
    return "open";
  }

  /** Which name is first is up to each file system; the rest is looked at with it. */
  private Object stream(int number, Operation.Kind kind) throws IOException {
    if (streams.isEmpty()) {
      return "none";
    }
    Stream stream = chosen(streams, number);
    if (kind == Operation.Kind.STREAM_FIRST) {
      return stream.names.hasNext();
    }
    TreeSet<String> names = new TreeSet<>();
    stream.names.forEachRemaining(path -> names.add(path.getFileName().toString()));
    return names;
  }

  /** All that the channels and mappings show. */
  String contents() throws IOException {
    StringBuilder contents = new StringBuilder();
    for (Held held : channels) {
      contents.append("channel").append(held.ending());
      if (held.reads) {
        contents.append(' ').append(content(held));
      }
      contents.append('\n');
    }
    for (Mapping mapping : mappings) {
      contents.append(mapped(mapping)).append('\n');
    }
    return contents.toString();
  }

  /** A directory cannot be read, whatever its size; a removed one has none on some systems. */
  private static String content(Held held) throws IOException {
    FileChannel channel = held.channel;
    ByteBuffer buffer = ByteBuffer.allocate(held.directory ? 1 : (int) channel.size());
    try {
      int read;
      do {
        read = channel.read(buffer, buffer.position());
      } while (read > 0 && buffer.hasRemaining());
    } catch (IOException | NonReadableChannelException directory) {
      return directory.toString();
    }
    return TreeOperations.checksum(buffer.flip());
  }

  private void close(Held held) throws IOException {
    mappings.removeIf(
        mapping -> {
          boolean gone = mapping.channel == held.channel;
          if (gone) {
            Unmapping.unmap(mapping.buffer);
          }
          return gone;
        });
    held.channel.close();
  }

  void closeAll() throws IOException {
    for (Held held : channels) {
      close(held);
    }
    channels.clear();
    for (Stream stream : streams) {
      stream.stream.close();
    }
    streams.clear();
  }
}
