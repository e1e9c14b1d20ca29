package dev.layertax.benchmarks.unionfs;

import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Copy-up by its counters and failures, which no mount of the kernel's shows. */
class CountersTest extends UnionTestBase {

  @Test
  void item6_openForWrite_copiesUpAndReadingDoesNot() throws IOException {
    file(bottom, "f", "bottom");
    mount();
    Files.readString(path("/f"));
    Files.isWritable(path("/f"));
    Files.readAttributes(path("/f"), "unix:*");
    Files.copy(path("/f"), path("/copy"));
    assertThatThrownBy(() -> xattrs(path("/f")).delete("absent")).isInstanceOf(IOException.class);
    assertThat(Files.exists(upper.resolve("f"))).isFalse();
    FileChannel.open(path("/f"), WRITE).close();
    assertThat(Files.readString(upper.resolve("f"))).isEqualTo("bottom");
    assertThat(counter("bytesCopiedUp")).isEqualTo(6);
    assertThat(counter("filesCopiedUp")).isEqualTo(1);
  }

  @Test
  void item7_metadataChanges_copyTheWholeFileEvenToTheSameValue() throws IOException {
    List<String> names = List.of("mode", "owner", "time", "xattr", "link", "rename");
    for (String name : names) {
      file(bottom, name, "data");
    }
    mount();
    Files.setPosixFilePermissions(path("/mode"), Files.getPosixFilePermissions(path("/mode")));
    Files.setOwner(path("/owner"), Files.getOwner(path("/owner")));
    Files.setLastModifiedTime(path("/time"), Files.getLastModifiedTime(path("/time")));
    mark(path("/xattr"), "note", "x");
    Files.createLink(path("/linked"), path("/link"));
    Files.move(path("/rename"), path("/renamed"));
    assertThat(counter("bytesCopiedUp")).isEqualTo(4L * names.size());
    assertThat(Files.readString(upper.resolve("renamed"))).isEqualTo("data");
  }

  @Test
  void item7_symlinkUnlinkRmdir_copyOnlyTheParents() throws IOException {
    file(bottom, "d/f", "data");
    Files.createDirectory(bottom.resolve("d/sub"));
    mount();
    Files.createSymbolicLink(path("/d/link"), path("f"));
    Files.delete(path("/d/f"));
    Files.delete(path("/d/sub"));
    assertThat(counter("bytesCopiedUp")).isZero();
    assertThat(counter("directoriesCopiedUp")).isEqualTo(1);
    assertThat(names(upper.resolve("d"))).containsExactly("f", "link", "sub");
  }

  @Test
  void item9_leftovers_areWipedAtTheMountAndNothingElse() throws IOException {
    file(work, "work/#1/half", "half");
    file(work, "users-own", "kept");
    mount();
    assertThat(names(work.resolve("work"))).isEmpty();
    assertThat(Files.readString(work.resolve("users-own"))).isEqualTo("kept");
  }

  @Test
  void item10_truncatingOpen_copiesNoDataAndTruncateCopiesAll() throws IOException {
    file(bottom, "open", "data");
    file(bottom, "call", "data");
    mount();
    FileChannel.open(path("/open"), WRITE, TRUNCATE_EXISTING).close();
    assertThat(counter("bytesCopiedUp")).isZero();
    assertThat(Files.size(path("/open"))).isZero();
    try (FileChannel channel = FileChannel.open(path("/call"), WRITE)) {
      channel.truncate(0);
    }
    assertThat(counter("bytesCopiedUp")).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource
  void item11_sync_isByPolicy(UnionOptions.Sync sync) throws IOException {
    file(bottom, "d/f", "data");
    mount(new UnionOptions(sync));
    FileChannel.open(path("/d/f"), WRITE).close();
    long syncs = counter("copyUpSyncs");
    switch (sync) {
      case AUTO -> assertThat(syncs).isEqualTo(1);
      case STRICT -> assertThat(syncs).isGreaterThanOrEqualTo(2);
      case VOLATILE -> assertThat(syncs).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void item11_syncOfWhatHasNoData_isByPolicy(UnionOptions.Sync sync) throws IOException {
    file(bottom, "empty", "");
    file(bottom, "truncated", "data");
    Files.createDirectory(bottom.resolve("d"));
    mount(new UnionOptions(sync));
    FileChannel.open(path("/empty"), WRITE).close();
    FileChannel.open(path("/truncated"), WRITE, TRUNCATE_EXISTING).close();
    Files.createFile(path("/d/new"));
    assertThat(counter("filesCopiedUp")).isEqualTo(2);
    assertThat(counter("directoriesCopiedUp")).isEqualTo(1);
    if (sync == UnionOptions.Sync.STRICT) {
      assertThat(counter("copyUpSyncs")).isGreaterThanOrEqualTo(3);
    } else {
      assertThat(counter("copyUpSyncs")).isZero();
    }
  }

  @Test
  void item12_concurrentOpeners_makeOneCopy() throws Exception {
    byte[] bytes = new byte[2_000_000];
    new Random(2).nextBytes(bytes);
    Files.write(bottom.resolve("f"), bytes);
    mount();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    CountDownLatch start = new CountDownLatch(1);
    List<Future<?>> openers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      int position = i;
      openers.add(
          threads.submit(
              () -> {
                start.await();
                try (FileChannel channel = FileChannel.open(path("/f"), WRITE)) {
                  channel.write(ByteBuffer.wrap(new byte[] {(byte) position}), position);
                }
                return null;
              }));
    }
    start.countDown();
    for (Future<?> opener : openers) {
      opener.get();
    }
    threads.shutdown();
    assertThat(counter("filesCopiedUp")).isEqualTo(1);
    byte[] result = Files.readAllBytes(upper.resolve("f"));
    assertThat(result).startsWith(0, 1, 2, 3, 4, 5, 6, 7).hasSize(bytes.length);
  }

  @Test
  void item12_failureHalfWay_leavesNoTrace() throws IOException {
    Path lower = file(bottom, "d/f", "data");
    mount();
    Files.exists(path("/d/f"));
    Files.delete(lower);
    var permissions = PosixFilePermissions.fromString("rwx------");
    assertThatThrownBy(() -> Files.setPosixFilePermissions(path("/d/f"), permissions))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/d/f")
        .hasMessageNotContaining(directory.toString());
    assertThat(names(upper.resolve("d"))).isEmpty();
    assertThat(workIsEmpty()).isTrue();
  }

  @Test
  void item12_interruptedHalfWay_leavesNoTraceAndCanBeRepeated() throws IOException {
    file(bottom, "f", "data");
    mount();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> FileChannel.open(path("/f"), WRITE))
        .isInstanceOf(ClosedByInterruptException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(names(upper)).isEmpty();
    assertThat(workIsEmpty()).isTrue();
    Files.writeString(path("/f"), "new");
    assertThat(Files.readString(upper.resolve("f"))).isEqualTo("new");
  }
}
