package dev.layertax.benchmarks.unionfs;

import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** How a file is copied up: items 9, 10 and 12 of the list of overlayfs's semantics. */
abstract class CopyDataContract extends OverlayContract {
  private static final String WORK_IS_CLOSED = "its work directory cannot be looked into";

  private static final FileTime OLD =
      FileTime.from(Instant.ofEpochSecond(1_000_000_000, 123_456_789));

  CopyDataContract(Overlay overlay) {
    super(overlay);
  }

  @Test
  void item9_copy_hasDataModeOwnerTimesAndAttributes() throws IOException {
    byte[] bytes = new byte[1_500_000];
    new Random(1).nextBytes(bytes);
    Path lower = Files.write(bottom.resolve("f"), bytes);
    mark(lower, "note", "kept");
    mark(lower, "empty", "");
    if (!KernelMount.isUnprivileged()) {
      Files.setAttribute(lower, "unix:uid", 1234);
      Files.setAttribute(lower, "unix:gid", 4321);
    }
    Files.setAttribute(lower, "unix:mode", 04751);
    BasicFileAttributeView times = Files.getFileAttributeView(lower, BasicFileAttributeView.class);
    times.setTimes(OLD, FileTime.fromMillis(77_000), null);
    Map<String, Object> expected =
        Files.readAttributes(lower, "unix:mode,uid,gid,size,lastModifiedTime,lastAccessTime");
    mount();
    FileChannel.open(path("f"), WRITE).close();
    Path copy = upper.resolve("f");
    assertThat(Files.readAttributes(copy, "unix:mode,uid,gid,size,lastModifiedTime,lastAccessTime"))
        .isEqualTo(expected);
    assertThat(xattrs(path("f")).list()).containsExactlyInAnyOrder("note", "empty");
    assertThat(Files.readAllBytes(copy)).isEqualTo(bytes);
    assertNoRubbishInWork();
  }

  @Test
  void item9_sizesAroundABlock_areCopiedExactly() throws IOException {
    int[] sizes = {0, 1, 4095, 4096, 4097, 131_071, 131_072, 131_073};
    byte[] bytes = new byte[131_073];
    new Random(3).nextBytes(bytes);
    for (int size : sizes) {
      Files.write(bottom.resolve("f" + size), Arrays.copyOf(bytes, size));
    }
    mount();
    for (int size : sizes) {
      FileChannel.open(path("f" + size), WRITE).close();
      assertThat(Files.mismatch(upper.resolve("f" + size), bottom.resolve("f" + size)))
          .as("size %s", size)
          .isEqualTo(-1);
    }
  }

  @Test
  void item9_holes_areNotWritten() throws IOException {
    long size = 64L << 20;
    try (FileChannel channel = FileChannel.open(Files.createFile(bottom.resolve("f")), WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {1}), 20_000_000);
      channel.write(ByteBuffer.wrap(new byte[] {2}), size - 1);
    }
    try (KernelMount small = KernelMount.ext4(directory.resolve("small"), 16)) {
      mountOn(small);
      FileChannel.open(path("f"), WRITE).close();
      assertThat(Files.mismatch(upper.resolve("f"), bottom.resolve("f"))).isEqualTo(-1);
      overlay.unmount();
    }
  }

  @Test
  void item9_holeAtTheEnd_keepsTheSize() throws IOException {
    try (FileChannel channel = FileChannel.open(Files.createFile(bottom.resolve("f")), WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {1}));
      channel.write(ByteBuffer.wrap(new byte[] {0}), 1_000_000);
    }
    mount();
    FileChannel.open(path("f"), WRITE).close();
    assertThat(Files.mismatch(upper.resolve("f"), bottom.resolve("f"))).isEqualTo(-1);
  }

  @Test
  void item9_readerDuringTheCopy_neverSeesHalfAFile() throws Exception {
    byte[] bytes = new byte[24 << 20];
    new Random(4).nextBytes(bytes);
    Files.write(bottom.resolve("f"), bytes);
    mount();
    ExecutorService opener = Executors.newSingleThreadExecutor();
    Future<?> copied =
        opener.submit(
            () -> {
              FileChannel.open(path("f"), WRITE).close();
              return null;
            });
    List<Long> sizes = new ArrayList<>();
    while (!copied.isDone()) {
      sizes.add(Files.size(path("f")));
      if (isCopiedUp("f")) {
        sizes.add(Files.size(upper.resolve("f")));
      }
    }
    copied.get();
    opener.shutdown();
    assertThat(sizes).containsOnly((long) bytes.length);
    assertThat(Files.readAllBytes(upper.resolve("f"))).isEqualTo(bytes);
  }

  @Test
  void item9_leftoversOfACrash_areWipedAtTheMount() throws IOException {
    file(work, "work/#1/half", "half");
    file(work, "work/#2", "half");
    mount();
    overlay.requireRootsMount(WORK_IS_CLOSED);
    assertThat(names(work.resolve("work"))).isEmpty();
    assertThat(names(root())).isEmpty();
  }

  @Test
  void item10_truncatingOpen_copiesNoDataAndAnyOtherAllOfIt() throws IOException {
    byte[] bytes = new byte[24 << 20];
    new Random(5).nextBytes(bytes);
    Files.write(bottom.resolve("f"), bytes);
    mark(bottom.resolve("f"), "note", "kept");
    Files.setAttribute(bottom.resolve("f"), "unix:mode", 0751);
    try (KernelMount small = KernelMount.ext4(directory.resolve("small"), 16)) {
      mountOn(small);
      assertNoSpace(() -> truncated(path("f")));
      FileChannel.open(path("f"), WRITE, TRUNCATE_EXISTING).close();
      assertThat(Files.size(path("f"))).isZero();
      assertThat(Files.size(upper.resolve("f"))).isZero();
      assertThat((int) Files.getAttribute(path("f"), "unix:mode") & 07777).isEqualTo(0751);
      assertThat(xattrs(path("f")).list()).containsExactly("note");
      overlay.unmount();
    }
  }

  @Test
  void item12_concurrentOpeners_shareOneCopy() throws Exception {
    byte[] bytes = new byte[2_000_000];
    new Random(2).nextBytes(bytes);
    Files.write(bottom.resolve("f"), bytes);
    mount();
    Object before = key(path("f"));
    ExecutorService threads = Executors.newFixedThreadPool(8);
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Object>> openers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      int position = i;
      openers.add(
          threads.submit(
              () -> {
                start.await();
                try (FileChannel channel = FileChannel.open(path("f"), WRITE)) {
                  channel.write(ByteBuffer.wrap(new byte[] {(byte) position}), position);
                }
                return key(path("f"));
              }));
    }
    start.countDown();
    for (Future<Object> opener : openers) {
      assertThat(opener.get()).isEqualTo(before);
    }
    threads.shutdown();
    // A second copy would have lost what was written to the first.
    assertThat(Files.readAllBytes(path("f"))).startsWith(0, 1, 2, 3, 4, 5, 6, 7);
    assertThat(Files.readAllBytes(upper.resolve("f")))
        .startsWith(0, 1, 2, 3, 4, 5, 6, 7)
        .hasSize(bytes.length);
    assertNoRubbishInWork();
  }

  @Test
  void item12_fullDisk_leavesNoTraceAndCanBeRepeated() throws IOException {
    byte[] bytes = new byte[12 << 20];
    new Random(6).nextBytes(bytes);
    Files.write(bottom.resolve("f"), bytes);
    try (KernelMount small = KernelMount.ext4(directory.resolve("small"), 16)) {
      Path filler = Files.write(small.path().resolve("filler"), new byte[4 << 20]);
      mountOn(small);
      assertNoSpace(() -> FileChannel.open(path("f"), WRITE));
      assertNoSpace(
          () ->
              Files.setPosixFilePermissions(
                  path("f"), PosixFilePermissions.fromString("rwx------")));
      assertThat(names(upper)).isEmpty();
      assertThat(Files.readAllBytes(path("f"))).isEqualTo(bytes);
      assertNoRubbishInWork();
      Files.delete(filler);
      FileChannel.open(path("f"), WRITE).close();
      assertThat(Files.readAllBytes(upper.resolve("f"))).isEqualTo(bytes);
      overlay.unmount();
    }
  }

  private static void truncated(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, WRITE)) {
      channel.truncate(0);
    }
  }

  private void assertNoSpace(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(FileSystemException.class)
        .hasMessage(path("f") + ": No space left on device");
  }

  /** With an upper layer that has little room, so that what is written shows by what fits. */
  private void mountOn(KernelMount small) throws IOException {
    upper = Files.createDirectory(small.path().resolve("upper"));
    work = Files.createDirectory(small.path().resolve("work"));
    mount();
  }

  /** To be asserted last, since not everybody can. */
  private void assertNoRubbishInWork() throws IOException {
    overlay.requireRootsMount(WORK_IS_CLOSED);
    try (Stream<Path> left = Files.list(work.resolve("work"))) {
      // A shared whiteout may wait there for the next removal.
      assertThat(left)
          .allMatch(
              path ->
                  !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                      && path.toFile().length() == 0);
    }
  }
}
