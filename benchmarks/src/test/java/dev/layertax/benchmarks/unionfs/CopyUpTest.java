package dev.layertax.benchmarks.unionfs;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
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

/** Copy-up: items 6 to 13 of the list of overlayfs's semantics. */
class CopyUpTest extends UnionTestBase {

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
  void item8_parents_areCopiedWithoutSiblingsAndKeepTheirTime() throws IOException {
    Path file = file(bottom, "a/b/f", "data");
    file(bottom, "a/b/sibling", "other");
    FileTime old = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(file.getParent(), old);
    Files.setLastModifiedTime(bottom.resolve("a"), old);
    Files.setPosixFilePermissions(
        bottom.resolve("a"), PosixFilePermissions.fromString("rwxrwx---"));
    mount();
    FileChannel.open(path("/a/b/f"), WRITE).close();
    assertThat(names(upper.resolve("a/b"))).containsExactly("f");
    assertThat(Files.getLastModifiedTime(path("/a/b"))).isEqualTo(old);
    assertThat(Files.getLastModifiedTime(path("/a"))).isEqualTo(old);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(upper.resolve("a"))))
        .isEqualTo("rwxrwx---");
    Files.createFile(path("/a/b/new"));
    assertThat(Files.getLastModifiedTime(path("/a/b"))).isGreaterThan(old);
  }

  @Test
  void item9_copy_hasDataModeTimesAndAttributes() throws IOException {
    byte[] bytes = new byte[1_500_000];
    new Random(1).nextBytes(bytes);
    Path lower = Files.write(bottom.resolve("f"), bytes);
    mark(lower, "note", "kept");
    mark(lower, "overlay.private", "not kept");
    Files.setAttribute(lower, "unix:mode", 04751);
    Files.setLastModifiedTime(lower, FileTime.fromMillis(123_456));
    mount();
    FileChannel.open(path("/f"), WRITE).close();
    Path copy = upper.resolve("f");
    assertThat(Files.readAllBytes(copy)).isEqualTo(bytes);
    assertThat(xattrs(copy).list()).containsExactly("note");
    assertThat((int) Files.getAttribute(copy, "unix:mode") & 07777).isEqualTo(04751);
    assertThat(Files.getLastModifiedTime(copy)).isEqualTo(FileTime.fromMillis(123_456));
    assertThat(workIsEmpty()).isTrue();
  }

  @Test
  void item9_holes_areLeftOut() throws IOException {
    long size = 64L << 20;
    try (FileChannel channel = FileChannel.open(Files.createFile(bottom.resolve("f")), WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {1}), 20_000_000);
      channel.write(ByteBuffer.wrap(new byte[] {2}), size - 1);
    }
    mount();
    long before = Files.getFileStore(upper).getUnallocatedSpace();
    FileChannel.open(path("/f"), WRITE).close();
    assertThat(before - Files.getFileStore(upper).getUnallocatedSpace()).isLessThan(size / 2);
    assertThat(Files.mismatch(upper.resolve("f"), bottom.resolve("f"))).isEqualTo(-1);
    assertThat(counter("bytesCopiedUp")).isEqualTo(size);
  }

  @Test
  void item9_holeAtTheEnd_keepsTheSize() throws IOException {
    try (FileChannel channel = FileChannel.open(Files.createFile(bottom.resolve("f")), WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {1}));
      channel.write(ByteBuffer.wrap(new byte[] {0}), 1_000_000);
    }
    mount();
    FileChannel.open(path("/f"), WRITE).close();
    assertThat(Files.mismatch(upper.resolve("f"), bottom.resolve("f"))).isEqualTo(-1);
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

  @Test
  void item13_hardLinkedLowerFile_breaks() throws IOException {
    Files.createLink(bottom.resolve("g"), file(bottom, "f", "old"));
    mount();
    assertThat(Files.isSameFile(path("/f"), path("/g"))).isTrue();
    Object before = key(path("/f"));
    Files.writeString(path("/f"), "new");
    assertThat(Files.readString(path("/g"))).isEqualTo("old");
    assertThat(key(path("/f"))).isNotEqualTo(before);
    assertThat(Files.isSameFile(path("/f"), path("/g"))).isFalse();
  }

  @Test
  void symbolicLink_isCopiedUpAsALink() throws IOException {
    file(bottom, "f", "data");
    Files.createSymbolicLink(bottom.resolve("link"), Path.of("f"));
    mount();
    Files.move(path("/link"), path("/moved"));
    assertThat(Files.readSymbolicLink(upper.resolve("moved"))).isEqualTo(Path.of("f"));
    assertThat(Files.exists(path("/link"), LinkOption.NOFOLLOW_LINKS)).isFalse();
    try (FileChannel channel = FileChannel.open(path("/moved"), READ)) {
      assertThat(channel.size()).isEqualTo(4);
    }
  }
}
