package dev.layertax.benchmarks.unionfs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Open files: items 14 to 16 of the list of overlayfs's semantics. */
class OpenFilesTest extends UnionTestBase {

  private static String read(FileChannel channel, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    channel.read(buffer);
    return new String(buffer.array(), 0, buffer.position(), UTF_8);
  }

  @Test
  void item14_readerOpenedBeforeTheCopyUp_seesLaterWritesAndKeepsItsPosition() throws IOException {
    file(bottom, "f", "old text");
    mount();
    try (FileChannel reader = FileChannel.open(path("/f"), READ)) {
      assertThat(read(reader, 4)).isEqualTo("old ");
      try (FileChannel writer = FileChannel.open(path("/f"), WRITE)) {
        writer.write(UTF_8.encode("NEW NEWS"), 0);
      }
      assertThat(read(reader, 10)).isEqualTo("NEWS");
      assertThat(reader.size()).isEqualTo(8);
    }
  }

  @Test
  void item14_readerOfAFileCopiedUpAndRemoved_stillSeesTheWrites() throws IOException {
    file(bottom, "f", "old text");
    mount();
    try (FileChannel reader = FileChannel.open(path("/f"), READ)) {
      Files.writeString(path("/f"), "new");
      Files.delete(path("/f"));
      assertThat(read(reader, 10)).isEqualTo("new");
    }
  }

  @Test
  void item14_mappingTakenBefore_staysStale() throws IOException {
    file(bottom, "f", "old");
    mount();
    try (FileChannel reader = FileChannel.open(path("/f"), READ)) {
      MappedByteBuffer map = reader.map(FileChannel.MapMode.READ_ONLY, 0, 3);
      Files.writeString(path("/f"), "new");
      assertThat(UTF_8.decode(map.duplicate()).toString()).isEqualTo("old");
      assertThat(read(reader, 3)).isEqualTo("new");
    }
  }

  @Test
  void item14_lockTakenBefore_isStillHeldAfter() throws IOException {
    file(bottom, "f", "old");
    mount();
    try (FileChannel reader = FileChannel.open(path("/f"), READ);
        FileLock lock = reader.lock(0, 1, true);
        FileChannel writer = FileChannel.open(path("/f"), WRITE)) {
      assertThat(lock.isValid()).isTrue();
      assertThatThrownBy(() -> writer.tryLock()).isInstanceOf(OverlappingFileLockException.class);
    }
  }

  @Test
  void item15_forceOnALowerObject_succeedsWithoutCopyUp() throws IOException {
    file(bottom, "d/f", "data");
    mount();
    try (FileChannel file = FileChannel.open(path("/d/f"), READ);
        FileChannel directory = FileChannel.open(path("/d"), READ)) {
      file.force(true);
      directory.force(true);
      Files.createFile(path("/d/new"));
      directory.force(true);
    }
    assertThat(Files.exists(upper.resolve("d/f"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"write", "write at", "truncate"})
  void item16_change_waitsForTheFilesLock(String change) throws Exception {
    file(upper, "f", "data");
    mount();
    Lookup.Found found = ((UnionFileSystem) fs).lookup().walk((UnionPath) path("/f"), true);
    CountDownLatch started = new CountDownLatch(1);
    Thread writer;
    try (FileChannel channel = FileChannel.open(path("/f"), WRITE)) {
      found.entry().inode.writing.lock();
      try {
        writer =
            new Thread(
                () -> {
                  started.countDown();
                  try {
                    change(channel, change);
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                });
        writer.start();
        started.await();
        while (!found.entry().inode.writing.hasQueuedThread(writer)) {
          writer.join(1);
        }
        assertThat(Files.readString(path("/f"))).isEqualTo("data");
      } finally {
        found.entry().inode.writing.unlock();
      }
      writer.join();
      assertThat(Files.readString(path("/f"))).isEqualTo(change.equals("truncate") ? "" : "DATA");
    }
  }

  private static void change(FileChannel channel, String change) throws IOException {
    switch (change) {
      case "write" -> channel.write(UTF_8.encode("DATA"));
      case "write at" -> channel.write(UTF_8.encode("DATA"), 0);
      default -> channel.truncate(0);
    }
  }

  @Test
  void direct_readAndWrite_reachTheBackingFileAsTheyAre() throws IOException {
    int block = (int) Files.getFileStore(upper).getBlockSize();
    ByteBuffer page = ByteBuffer.allocateDirect(2 * block).alignedSlice(block).limit(block);
    Files.write(bottom.resolve("f"), new byte[2 * block]);
    mount();
    assertThat(Files.getFileStore(path("/f")).getBlockSize()).isEqualTo(block);
    try (FileChannel reader = openDirect(READ);
        FileChannel channel = openDirect(WRITE)) {
      while (page.hasRemaining()) {
        page.put((byte) 7);
      }
      assertThat(channel.write(page.flip(), block)).isEqualTo(block);
      assertThatThrownBy(() -> channel.write(ByteBuffer.allocateDirect(1), 0))
          .isInstanceOf(IOException.class);
      assertThat(reader.read(page.clear().limit(block), block)).isEqualTo(block);
      assertThatThrownBy(() -> reader.read(ByteBuffer.allocateDirect(1), 0))
          .isInstanceOf(IOException.class);
      assertThat(page.get(0)).isEqualTo((byte) 7);
    }
    assertThat(Files.readAllBytes(upper.resolve("f"))[block]).isEqualTo((byte) 7);
  }

  /** By its name: javac 25 warns of the JDK's own class, and no annotation silences that. */
  private static OpenOption direct() throws ClassNotFoundException {
    return Arrays.stream(Class.forName("com.sun.nio.file.ExtendedOpenOption").getEnumConstants())
        .filter(constant -> constant.toString().equals("DIRECT"))
        .map(OpenOption.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private FileChannel openDirect(StandardOpenOption option) throws IOException {
    try {
      return FileChannel.open(path("/f"), option, direct());
    } catch (IOException | UnsupportedOperationException | ClassNotFoundException refused) {
      System.out.println("skipped: no direct I/O here: " + refused);
      return Assumptions.abort("no direct I/O here: " + refused);
    }
  }

  /** An interrupt shows whether the backing file is flushed: a channel's call then fails. */
  @ParameterizedTest
  @EnumSource
  void force_upperFile_flushesUnlessVolatile(UnionOptions.Sync sync) throws IOException {
    file(upper, "f", "data");
    mount(new UnionOptions(sync));
    try (FileChannel channel = FileChannel.open(path("/f"), WRITE)) {
      Thread.currentThread().interrupt();
      if (sync == UnionOptions.Sync.VOLATILE) {
        channel.force(false);
        assertThat(channel.isOpen()).isTrue();
      } else {
        assertThatThrownBy(() -> channel.force(false))
            .isInstanceOf(ClosedByInterruptException.class);
        assertThat(channel.isOpen()).isFalse();
      }
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
