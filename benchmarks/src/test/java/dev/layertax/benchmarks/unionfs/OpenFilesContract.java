package dev.layertax.benchmarks.unionfs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Open files: items 14 to 16 of the list of overlayfs's semantics. */
abstract class OpenFilesContract extends OverlayContract {

  OpenFilesContract(Overlay overlay) {
    super(overlay);
  }

  private static String read(FileChannel channel, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    channel.read(buffer);
    return new String(buffer.array(), 0, buffer.position(), UTF_8);
  }

  private static String readAt(FileChannel channel, long position, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    channel.read(buffer, position);
    return new String(buffer.array(), 0, buffer.position(), UTF_8);
  }

  @Test
  void item14_readerOpenedBeforeTheCopyUp_seesLaterWritesAndKeepsItsPosition() throws IOException {
    file(bottom, "f", "old text");
    mount();
    try (FileChannel reader = FileChannel.open(path("f"), READ)) {
      assertThat(read(reader, 4)).isEqualTo("old ");
      try (FileChannel writer = FileChannel.open(path("f"), WRITE)) {
        writer.write(UTF_8.encode("NEW NEWS"), 0);
        assertThat(readAt(reader, 0, 3)).isEqualTo("NEW");
        writer.write(UTF_8.encode("ER"), 8);
      }
      assertThat(reader.position()).isEqualTo(4);
      assertThat(read(reader, 10)).isEqualTo("NEWSER");
      assertThat(reader.size()).isEqualTo(10);
    }
  }

  @Test
  void item14_asynchronousReaderOpenedBefore_seesLaterWrites() throws Exception {
    file(bottom, "f", "old");
    mount();
    try (AsynchronousFileChannel reader = AsynchronousFileChannel.open(path("f"), READ)) {
      Files.writeString(path("f"), "new");
      ByteBuffer buffer = ByteBuffer.allocate(3);
      assertThat(reader.read(buffer, 0).get()).isEqualTo(3);
      assertThat(new String(buffer.array(), UTF_8)).isEqualTo("new");
    }
  }

  @Test
  void item14_readerOfAFileCopiedUpByChmod_seesLaterWritesToo() throws IOException {
    file(bottom, "f", "old");
    mount();
    try (FileChannel reader = FileChannel.open(path("f"), READ)) {
      Files.setPosixFilePermissions(path("f"), PosixFilePermissions.fromString("rwx------"));
      assertThat(readAt(reader, 0, 3)).isEqualTo("old");
      Files.writeString(path("f"), "newer");
      assertThat(read(reader, 10)).isEqualTo("newer");
    }
  }

  @Test
  void item14_readerOfAFileCopiedUpAndRemoved_stillSeesTheWrites() throws IOException {
    file(bottom, "f", "old text");
    mount();
    try (FileChannel reader = FileChannel.open(path("f"), READ)) {
      Files.writeString(path("f"), "new");
      Files.delete(path("f"));
      assertThat(read(reader, 10)).isEqualTo("new");
    }
  }

  @Test
  void item14_descriptorsHeld_outliveTheName() throws IOException {
    file(bottom, "removed", "old");
    file(bottom, "replaced", "old");
    file(bottom, "moved", "old");
    Files.createDirectory(bottom.resolve("d"));
    mount();
    try (FileChannel removed = FileChannel.open(path("removed"), READ);
        FileChannel replaced = FileChannel.open(path("replaced"), READ);
        FileChannel moved = FileChannel.open(path("moved"), READ, WRITE)) {
      Files.delete(path("removed"));
      Files.writeString(path("removed"), "other");
      Files.writeString(path("new"), "other");
      Files.move(path("new"), path("replaced"), StandardCopyOption.ATOMIC_MOVE);
      Files.move(path("moved"), path("d/there"));
      moved.write(UTF_8.encode("NEW"), 0);
      assertThat(read(removed, 10)).isEqualTo("old");
      assertThat(read(replaced, 10)).isEqualTo("old");
    }
    assertThat(Files.readString(path("d/there"))).isEqualTo("NEW");
    assertThat(Files.readString(path("replaced"))).isEqualTo("other");
  }

  @Test
  void item14_mappingTakenBefore_staysStale() throws IOException {
    file(bottom, "f", "old");
    mount();
    try (FileChannel reader = FileChannel.open(path("f"), READ)) {
      MappedByteBuffer map = reader.map(FileChannel.MapMode.READ_ONLY, 0, 3);
      Files.writeString(path("f"), "new");
      assertThat(UTF_8.decode(map.duplicate()).toString()).isEqualTo("old");
      assertThat(read(reader, 3)).isEqualTo("new");
    }
  }

  @Test
  void item14_mappingTakenAfterThroughAnEarlierReader_isStaleToo() throws IOException {
    file(bottom, "f", "old");
    mount();
    try (FileChannel reader = FileChannel.open(path("f"), READ)) {
      Files.writeString(path("f"), "new");
      assertThat(UTF_8.decode(reader.map(FileChannel.MapMode.READ_ONLY, 0, 3)).toString())
          .isEqualTo("old");
      assertThat(read(reader, 3)).isEqualTo("new");
    }
    try (FileChannel reader = FileChannel.open(path("f"), READ)) {
      assertThat(UTF_8.decode(reader.map(FileChannel.MapMode.READ_ONLY, 0, 3)).toString())
          .isEqualTo("new");
    }
  }

  @Test
  void item14_lockTakenBefore_isStillHeldAfter() throws IOException {
    file(bottom, "f", "old");
    mount();
    try (FileChannel reader = FileChannel.open(path("f"), READ);
        FileLock lock = reader.lock(0, 1, true);
        FileChannel writer = FileChannel.open(path("f"), WRITE)) {
      assertThat(lock.isValid()).isTrue();
      assertThatThrownBy(() -> writer.tryLock()).isInstanceOf(OverlappingFileLockException.class);
    }
  }

  @Test
  void item15_mappingAndDescriptors_shareOnePageCache() throws IOException {
    file(bottom, "f", "old");
    mount();
    try (FileChannel reader = FileChannel.open(path("f"), READ);
        FileChannel writer = FileChannel.open(path("f"), READ, WRITE)) {
      MappedByteBuffer map = writer.map(FileChannel.MapMode.READ_WRITE, 0, 3);
      map.put(0, (byte) 'O');
      assertThat(readAt(reader, 0, 3)).isEqualTo("Old");
      assertThat(Files.readString(path("f"))).isEqualTo("Old");
      assertThat(Files.readString(upper.resolve("f"))).isEqualTo("Old");
      writer.write(UTF_8.encode("NEW"), 0);
      assertThat(map.get(1)).isEqualTo((byte) 'E');
      map.force();
    }
    assertThat(Files.readString(bottom.resolve("f"))).isEqualTo("old");
  }

  @Test
  void item15_forceOnALowerObject_succeedsWithoutCopyUp() throws IOException {
    file(bottom, "d/f", "data");
    mount();
    try (FileChannel file = FileChannel.open(path("d/f"), READ);
        FileChannel directory = FileChannel.open(path("d"), READ)) {
      file.force(true);
      file.force(false);
      directory.force(true);
      assertThat(isCopiedUp("d")).isFalse();
      Files.createFile(path("d/new"));
      directory.force(true);
      file.force(true);
    }
    assertThat(names(upper.resolve("d"))).containsExactly("new");
  }

  /** Seen from outside: no two writes of one file are mixed. */
  @Test
  void item16_overlappingWrites_areWhole() throws Exception {
    int length = 1 << 20;
    Files.write(bottom.resolve("f"), new byte[length]);
    mount();
    CyclicBarrier together = new CyclicBarrier(3);
    List<Callable<Void>> writers = new ArrayList<>();
    for (byte own = 1; own <= 3; own++) {
      ByteBuffer bytes = ByteBuffer.allocateDirect(length);
      while (bytes.hasRemaining()) {
        bytes.put(own);
      }
      writers.add(
          () -> {
            try (FileChannel channel = FileChannel.open(path("f"), WRITE)) {
              for (int round = 0; round < 20; round++) {
                together.await();
                channel.write(bytes.rewind(), 0);
                together.await();
                byte[] now = Files.readAllBytes(path("f"));
                byte[] whole = new byte[length];
                Arrays.fill(whole, now[0]);
                assertThat(Arrays.mismatch(now, whole)).isEqualTo(-1);
              }
            }
            return null;
          });
    }
    runAll(writers);
  }

  @Test
  void item16_concurrentAppends_loseNothing() throws Exception {
    file(bottom, "f", "");
    mount();
    List<Callable<Void>> writers = new ArrayList<>();
    for (byte own = 'a'; own <= 'd'; own++) {
      byte[] line = new byte[100];
      Arrays.fill(line, own);
      line[99] = '\n';
      writers.add(
          () -> {
            try (FileChannel channel = FileChannel.open(path("f"), APPEND)) {
              for (int i = 0; i < 200; i++) {
                channel.write(ByteBuffer.wrap(line));
              }
            }
            return null;
          });
    }
    runAll(writers);
    List<String> lines = Files.readAllLines(path("f"));
    assertThat(lines).hasSize(800).allMatch(line -> line.chars().distinct().count() == 1);
  }

  private static void runAll(List<Callable<Void>> tasks) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      for (Future<Void> task : threads.invokeAll(tasks)) {
        task.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
