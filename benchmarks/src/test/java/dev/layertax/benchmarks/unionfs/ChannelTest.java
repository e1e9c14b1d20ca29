package dev.layertax.benchmarks.unionfs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.DSYNC;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a channel of the union does with its backing file: its lock, flushes, direct I/O. */
class ChannelTest extends UnionTestBase {
  /** In fcntl.h of x86-64 and arm64. */
  private static final int O_DSYNC = 010000;

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
        while (writer.isAlive() && !found.entry().inode.writing.hasQueuedThread(writer)) {
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

  @ParameterizedTest
  @EnumSource
  void open_synchronous_theBackingFileIsUnlessVolatile(UnionOptions.Sync sync) throws IOException {
    file(upper, "old", "data");
    mount(new UnionOptions(sync));
    boolean expected = sync != UnionOptions.Sync.VOLATILE;
    try (FileChannel old = FileChannel.open(path("/old"), WRITE, DSYNC);
        FileChannel made = FileChannel.open(path("/new"), WRITE, DSYNC, CREATE_NEW)) {
      assertThat(isSynchronous(upper.resolve("old"))).isEqualTo(expected);
      assertThat(isSynchronous(upper.resolve("new"))).isEqualTo(expected);
      assertThat(old.isOpen() && made.isOpen()).isTrue();
    }
  }

  /** Whether this process has the file open with O_DSYNC, as proc(5) shows it. */
  private static boolean isSynchronous(Path file) throws IOException {
    Path own = Path.of("/proc/self");
    Assumptions.assumeTrue(Files.exists(own.resolve("fdinfo")), "no /proc to look at descriptors");
    try (Stream<Path> descriptors = Files.list(own.resolve("fd"))) {
      for (Path descriptor : descriptors.toList()) {
        if (Files.isSymbolicLink(descriptor)
            && Files.readSymbolicLink(descriptor).equals(file.toRealPath())) {
          Path info = own.resolve("fdinfo").resolve(descriptor.getFileName());
          String flags =
              Files.readAllLines(info).stream()
                  .filter(line -> line.startsWith("flags:"))
                  .findFirst()
                  .orElseThrow();
          return (Integer.parseInt(flags.substring(6).strip(), 8) & O_DSYNC) != 0;
        }
      }
    }
    throw new AssertionError(file + " is not open");
  }
}
