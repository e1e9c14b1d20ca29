package dev.layertax.benchmarks.unionfs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.DSYNC;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.SPARSE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every file of a Unix file system does through the channels of {@code java.nio}. */
abstract class ChannelContract {

  /** Where the tree of {@link FileSystemContract#fill} is. */
  abstract Path root();

  final Path path(String name) {
    return root().resolve(name);
  }

  static String reason(Throwable failure) {
    return ((FileSystemException) failure).getReason();
  }

  @Test
  void write_atAPosition_changesOnlyThat() throws IOException {
    try (FileChannel channel = FileChannel.open(path("file"), WRITE)) {
      assertThat(channel.write(UTF_8.encode("HELLO"), 0)).isEqualTo(5);
      assertThat(channel.position()).isZero();
    }
    assertThat(Files.readString(path("file"))).isEqualTo("HELLO world");
  }

  @Test
  void write_relative_advancesThePosition() throws IOException {
    try (FileChannel channel = FileChannel.open(path("file"), READ, WRITE, DSYNC)) {
      channel.position(6);
      channel.write(new ByteBuffer[] {UTF_8.encode("WO"), UTF_8.encode("RLD")});
      assertThat(channel.position()).isEqualTo(11);
    }
    assertThat(Files.readString(path("file"))).isEqualTo("hello WORLD");
  }

  @Test
  void write_append_goesToTheEnd() throws IOException {
    Files.writeString(path("file"), "!", APPEND);
    assertThat(Files.readString(path("file"))).isEqualTo("hello world!");
  }

  @Test
  void write_throughLink_changesTheTarget() throws IOException {
    Files.writeString(path("link"), "through", TRUNCATE_EXISTING);
    assertThat(Files.readString(path("file"))).isEqualTo("through");
    assertThat(Files.isSymbolicLink(path("link"))).isTrue();
  }

  @Test
  void write_farBehindTheEnd_leavesZeros() throws IOException {
    try (FileChannel channel = FileChannel.open(path("new"), WRITE, CREATE_NEW, SPARSE, READ)) {
      channel.write(UTF_8.encode("x"), 100_000);
      ByteBuffer buffer = ByteBuffer.allocate(4);
      channel.read(buffer, 50_000);
      assertThat(buffer.array()).containsOnly(0);
      assertThat(channel.size()).isEqualTo(100_001);
    }
  }

  @Test
  void channel_ofTheWrongKind_throws() throws IOException {
    try (FileChannel read = FileChannel.open(path("file"), READ);
        FileChannel write = FileChannel.open(path("file"), WRITE)) {
      assertThatThrownBy(() -> read.write(ByteBuffer.allocate(1)))
          .isInstanceOf(NonWritableChannelException.class);
      assertThatThrownBy(() -> read.truncate(1)).isInstanceOf(NonWritableChannelException.class);
      assertThatThrownBy(() -> write.read(ByteBuffer.allocate(1)))
          .isInstanceOf(NonReadableChannelException.class);
    }
  }

  @Test
  void channel_closed_throws() throws IOException {
    FileChannel channel = FileChannel.open(path("file"), READ, WRITE);
    channel.close();
    assertThatThrownBy(() -> channel.write(ByteBuffer.allocate(1), 0))
        .isInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(() -> channel.force(true)).isInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(() -> channel.lock()).isInstanceOf(ClosedChannelException.class);
  }

  @Test
  void channel_truncated_isShorter() throws IOException {
    try (FileChannel channel = FileChannel.open(path("file"), WRITE)) {
      channel.truncate(5).force(true);
      assertThat(channel.size()).isEqualTo(5);
    }
    assertThat(Files.readString(path("file"))).isEqualTo("hello");
  }

  @Test
  void channel_transfer_movesBytesBothWays() throws IOException {
    try (FileChannel from = FileChannel.open(path("file"), READ);
        FileChannel to = FileChannel.open(path("new"), WRITE, CREATE_NEW)) {
      assertThat(from.transferTo(6, 5, to)).isEqualTo(5);
      from.position(0);
      assertThat(to.transferFrom(from, 5, 5)).isEqualTo(5);
    }
    assertThat(Files.readString(path("new"))).isEqualTo("worldhello");
  }

  @Test
  void channel_mapped_sharesWithTheFile() throws IOException {
    try (FileChannel channel = FileChannel.open(path("file"), READ, WRITE)) {
      MappedByteBuffer map = channel.map(FileChannel.MapMode.READ_WRITE, 0, 11);
      map.put(0, (byte) 'J');
      map.force();
    }
    assertThat(Files.readString(path("file"))).isEqualTo("Jello world");
  }

  @Test
  void channel_lockedTwice_throwsOverlapping() throws IOException {
    try (FileChannel one = FileChannel.open(path("file"), READ, WRITE);
        FileChannel two = FileChannel.open(path("file"), READ, WRITE)) {
      FileLock lock = one.lock(0, 10, false);
      assertThat(lock.isValid()).isTrue();
      assertThatThrownBy(() -> two.tryLock(5, 10, false))
          .isInstanceOf(OverlappingFileLockException.class);
      lock.release();
      assertThat(lock.isValid()).isFalse();
      assertThat(two.tryLock(5, 10, false)).isNotNull();
    }
  }

  @Test
  void channel_ofADirectory_canBeForced() throws IOException {
    try (FileChannel channel = FileChannel.open(path("dir"), READ)) {
      channel.force(true);
      assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(1)))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void byteChannel_isSeekable() throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(path("file"))) {
      ByteBuffer buffer = ByteBuffer.allocate(5);
      channel.position(6).read(buffer);
      assertThat(new String(buffer.array(), UTF_8)).isEqualTo("world");
    }
  }

  @Test
  void asynchronousChannel_writesAndReads() throws Exception {
    OpenOption[] options = {READ, WRITE};
    try (AsynchronousFileChannel channel = AsynchronousFileChannel.open(path("file"), options)) {
      assertThat(channel.write(UTF_8.encode("HELLO"), 0).get()).isEqualTo(5);
      ByteBuffer buffer = ByteBuffer.allocate(11);
      Future<Integer> read = channel.read(buffer, 0);
      assertThat(read.get()).isEqualTo(11);
      assertThat(new String(buffer.array(), UTF_8)).isEqualTo("HELLO world");
      try (FileLock lock = channel.lock().get()) {
        assertThat(lock.acquiredBy()).isSameAs(channel);
      }
      channel.truncate(3).force(false);
      assertThat(channel.size()).isEqualTo(3);
    }
  }

  @Test
  void unlinked_openFile_keepsItsData() throws IOException {
    try (FileChannel channel = FileChannel.open(path("file"), READ)) {
      Files.delete(path("file"));
      Files.writeString(path("file"), "other");
      ByteBuffer buffer = ByteBuffer.allocate(11);
      channel.read(buffer);
      assertThat(new String(buffer.array(), UTF_8)).isEqualTo("hello world");
    }
    assertThat(Files.readString(path("file"))).isEqualTo("other");
  }
}
