package dev.layertax.benchmarks.unionfs;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What stays as it was when an operation fails half-way. */
class FailureTest extends UnionTestBase {

  @Test
  void copyUp_diskFull_failsWithTheCallersPathLeavesNoTraceAndCanBeRepeated() throws IOException {
    byte[] bytes = new byte[12 << 20];
    new Random(1).nextBytes(bytes);
    Files.createDirectory(bottom.resolve("d"));
    Files.write(bottom.resolve("d/f"), bytes);
    try (KernelMount small = KernelMount.ext4(directory.resolve("small"), 16)) {
      Path smallUpper = Files.createDirectory(small.path().resolve("upper"));
      Path smallWork = Files.createDirectory(small.path().resolve("work"));
      Path filler = Files.write(small.path().resolve("filler"), new byte[4 << 20]);
      try (FileSystem full = UnionFileSystem.mount(List.of(bottom), smallUpper, smallWork);
          FileChannel reader = FileChannel.open(full.getPath("/d/f"), READ)) {
        Path file = full.getPath("/d/f");
        assertThatThrownBy(() -> FileChannel.open(file, WRITE))
            .isInstanceOf(FileSystemException.class)
            .hasMessage("/d/f: No space left on device");
        assertThat(smallUpper.resolve("d")).isEmptyDirectory();
        assertThat(smallWork.resolve("work")).isEmptyDirectory();
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
        assertThat(full.getFileStores().iterator().next().getAttribute("union:bytesCopiedUp"))
            .isEqualTo(0L);

        Files.delete(filler);

        FileChannel.open(file, WRITE).close();
        assertThat(Files.readAllBytes(smallUpper.resolve("d/f"))).isEqualTo(bytes);
        assertThat(reader.size()).isEqualTo(bytes.length);
      }
    }
  }

  @Test
  void create_overAWhiteoutThatCannotBeReplaced_leavesNoDescriptorOpen() throws IOException {
    file(bottom, "f", "data");
    mount();
    Files.delete(path("/f"));
    Files.delete(upper.resolve("f"));
    Files.createDirectory(upper.resolve("f"));
    assertThatThrownBy(() -> FileChannel.open(path("/f"), CREATE, WRITE))
        .isInstanceOf(FileSystemException.class);
    assertThat(openFilesIn(work.resolve("work"))).isEmpty();
  }

  private static List<String> openFilesIn(Path place) throws IOException {
    List<String> found = new ArrayList<>();
    for (String descriptor : names(Path.of("/proc/self/fd"))) {
      Path link = Path.of("/proc/self/fd", descriptor);
      if (Files.isSymbolicLink(link)) {
        String target = Files.readSymbolicLink(link).toString();
        if (target.startsWith(place.toString())) {
          found.add(target);
        }
      }
    }
    return found;
  }

  @Test
  void rename_ofADirectoryThatCannotMove_leavesTheTargetAlone() throws IOException {
    file(bottom, "d/f", "data");
    file(bottom, "gone", "data");
    mount();
    Files.delete(path("/d/f"));
    Files.delete(path("/gone"));
    Files.createDirectory(path("/from"));
    try (KernelMount pinned = KernelMount.pinned(upper.resolve("from"))) {
      for (String target : List.of("/d", "/gone")) {
        Path source = path("/from");
        assertThatThrownBy(() -> Files.move(source, path(target), StandardCopyOption.ATOMIC_MOVE))
            .isInstanceOf(FileSystemException.class)
            .hasMessageContaining("busy");
      }
      assertThat(pinned.path()).isEmptyDirectory();
    }
    assertThat(names(path("/"))).containsExactly("d", "from");
    Files.createFile(path("/d/new"));
    remount();
    assertThat(names(path("/"))).containsExactly("d", "from");
    assertThat(names(path("/d"))).containsExactly("new");
  }

  @Test
  void rmdir_ofADirectoryThatCannotMove_leavesItsWhiteouts() throws IOException {
    file(bottom, "d/f", "data");
    mount();
    Files.delete(path("/d/f"));
    try (KernelMount pinned = KernelMount.pinned(upper.resolve("d"))) {
      assertThatThrownBy(() -> Files.delete(path("/d"))).hasMessageContaining("busy");
      assertThat(isWhiteout(pinned.path().resolve("f"))).isTrue();
    }
    Files.createFile(path("/d/new"));
    remount();
    assertThat(names(path("/d"))).containsExactly("new");
  }

  @Test
  void change_begunBeforeTheCloseAndDoneAfter_isRefused() throws IOException {
    file(bottom, "lower", "data");
    file(upper, "upper", "data");
    mount();
    UnionFileSystem union = (UnionFileSystem) fs;
    Lookup.Found lower = union.lookup().walk((UnionPath) path("/lower"), false);
    Lookup.Found own = union.lookup().walk((UnionPath) path("/upper"), false);
    Lookup.Found absent = union.lookup().walk((UnionPath) path("/absent"), false);
    fs.close();
    assertThatThrownBy(() -> union.remove().remove(own, path("/upper")))
        .isInstanceOf(ClosedFileSystemException.class);
    assertThatThrownBy(() -> union.create().directory(absent))
        .isInstanceOf(ClosedFileSystemException.class);
    assertThatThrownBy(() -> union.rename().rename(own, absent, path("/upper"), path("/absent")))
        .isInstanceOf(ClosedFileSystemException.class);
    assertThatThrownBy(() -> union.copyUp().ensure(lower.entry())).isNotNull();
    assertThat(names(upper)).containsExactly("upper");
  }
}
