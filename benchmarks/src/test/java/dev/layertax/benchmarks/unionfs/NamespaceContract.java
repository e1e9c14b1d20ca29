package dev.layertax.benchmarks.unionfs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** Namespace: items 1 to 5 of the list of overlayfs's semantics. */
abstract class NamespaceContract extends OverlayContract {

  NamespaceContract(Overlay overlay) {
    super(overlay);
  }

  @Test
  void item1_lookup_topmostWinsAndDirectoriesMerge() throws IOException {
    file(bottom, "d/f", "bottom");
    file(bottom, "d/only-bottom", "bottom");
    file(middle, "d/f", "middle");
    file(top, "d/only-top", "top");
    file(upper, "d/only-upper", "upper");
    mount();
    assertThat(Files.readString(path("d/f"))).isEqualTo("middle");
    assertThat(names(path("d"))).containsExactly("f", "only-bottom", "only-top", "only-upper");
  }

  @Test
  void item1_nonDirectoryOnTop_endsTheSearch() throws IOException {
    file(bottom, "f/inside", "bottom");
    file(top, "f", "a file");
    file(bottom, "link/inside", "bottom");
    Files.createSymbolicLink(middle.resolve("link"), Path.of("absent"));
    mount();
    assertThat(Files.readString(path("f"))).isEqualTo("a file");
    assertThat(Files.isSymbolicLink(path("link"))).isTrue();
    assertThat(Files.exists(path("link/inside"))).isFalse();
  }

  @Test
  void item1_nonDirectoryBelowADirectory_stopsTheMerge() throws IOException {
    file(bottom, "d/hidden", "bottom");
    file(middle, "d", "a file");
    file(top, "d/seen", "top");
    mount();
    assertThat(names(path("d"))).containsExactly("seen");
    assertThatThrownBy(() -> Files.readString(path("d/hidden")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void item1_metadataAndAttributes_comeFromTheTopmost() throws IOException {
    mark(file(bottom, "d/f", "bottom").getParent(), "note", "bottom");
    mark(bottom.resolve("d"), "only-bottom", "bottom");
    mark(file(top, "d/g", "top").getParent(), "note", "top");
    Files.setPosixFilePermissions(top.resolve("d"), PosixFilePermissions.fromString("rwxr-x---"));
    Files.setLastModifiedTime(top.resolve("d"), FileTime.fromMillis(1_000_000));
    mount();
    assertThat(xattrs(path("d")).list()).containsExactly("note");
    assertThat(Files.getAttribute(path("d"), "user:note")).isEqualTo("top".getBytes(UTF_8));
    assertThat(Files.getPosixFilePermissions(path("d")))
        .isEqualTo(PosixFilePermissions.fromString("rwxr-x---"));
    assertThat(Files.getLastModifiedTime(path("d"))).isEqualTo(FileTime.fromMillis(1_000_000));
  }

  @Test
  void item1_walk_findsTheMergedTree() throws IOException {
    file(bottom, "d/sub/f", "bottom");
    file(bottom, "gone/f", "bottom");
    file(middle, "d/sub/g", "middle");
    Files.createSymbolicLink(top.resolve("link"), Path.of("d"));
    file(upper, "d/h", "upper");
    mount();
    Files.delete(path("gone/f"));
    try (Stream<Path> walk = Files.walk(root())) {
      assertThat(walk.map(path -> root().relativize(path).toString()))
          .containsExactlyInAnyOrder("", "d", "d/sub", "d/sub/f", "d/sub/g", "d/h", "gone", "link");
    }
  }

  @Test
  void item2_whiteoutFileInALowerLayer_hidesWhatIsBelow() throws IOException {
    file(bottom, "f", "bottom");
    file(bottom, "d/g", "bottom");
    file(bottom, "deep/h", "bottom");
    whiteout(middle, "f");
    whiteout(middle, "d");
    Files.createDirectory(middle.resolve("deep"));
    whiteout(middle, "deep/h");
    file(top, "d/new", "top");
    mountWithUserMarks();
    assertMiddleHides();
  }

  @Test
  void item2_deviceInALowerLayer_hidesWhatIsBelow() throws IOException {
    file(bottom, "f", "bottom");
    file(bottom, "d/g", "bottom");
    file(bottom, "deep/h", "bottom");
    Files.createDirectory(middle.resolve("deep"));
    for (String name : List.of("f", "d", "deep/h")) {
      KernelMount.makeDeviceWhiteout(middle.resolve(name));
    }
    file(top, "d/new", "top");
    mount();
    assertMiddleHides();
  }

  private void assertMiddleHides() throws IOException {
    assertThat(Files.exists(path("f"))).isFalse();
    assertThat(names(root())).containsExactly("d", "deep");
    assertThat(names(path("d"))).containsExactly("new");
    assertThat(Files.exists(path("d/g"))).isFalse();
    assertThat(names(path("deep"))).isEmpty();
    assertThat(Files.exists(path("deep/h"))).isFalse();
  }

  @Test
  void item2_emptyFileWithTheAttribute_outsideAMarkedDirectory_isAFile() throws IOException {
    mark(file(top, "f", ""), "overlay.whiteout", "");
    mark(Files.createDirectory(bottom.resolve("d")), "overlay.opaque", "x");
    mark(file(bottom, "d/full", "data"), "overlay.whiteout", "");
    mountWithUserMarks();
    assertThat(names(root())).containsExactly("d", "f");
  }

  @Test
  void item2_whiteoutOfTheUpper_hidesAfterARemountToo() throws IOException {
    file(bottom, "d/f", "bottom");
    file(top, "d/f", "top");
    mount();
    Files.delete(path("d/f"));
    assertThat(names(path("d"))).isEmpty();
    assertThat(hidesBy("d/f")).isTrue();
    remount();
    assertThat(names(path("d"))).isEmpty();
    assertThat(Files.exists(path("d/f"))).isFalse();
  }

  @Test
  void item2_upperWritten_isTheSameTreeAsALayer() throws IOException {
    file(bottom, "d/f", "bottom");
    file(bottom, "d/kept", "bottom");
    file(bottom, "e/f", "bottom");
    file(bottom, "g", "bottom");
    mount();
    Files.delete(path("d/f"));
    Files.delete(path("e/f"));
    Files.delete(path("e"));
    Files.createDirectory(path("e"));
    Files.delete(path("g"));
    overlay.unmount();
    Path asLayer = upper;
    upper = Files.createDirectory(directory.resolve("upper2"));
    work = Files.createDirectory(directory.resolve("work2"));
    mount(List.of(asLayer, bottom));
    assertThat(names(root())).containsExactly("d", "e");
    assertThat(names(path("d"))).containsExactly("kept");
    assertThat(names(path("e"))).isEmpty();
  }

  @Test
  void item3_opaqueDirectoryInALowerLayer_stopsTheMerge() throws IOException {
    file(bottom, "d/f", "bottom");
    file(bottom, "d/sub/f", "bottom");
    mark(file(middle, "d/g", "middle").getParent(), "overlay.opaque", "y");
    file(top, "d/sub/h", "top");
    mountWithUserMarks();
    assertThat(names(path("d"))).containsExactly("g", "sub");
    assertThat(names(path("d/sub"))).containsExactly("h");
    assertThat(Files.exists(path("d/f"))).isFalse();
  }

  @Test
  void item3_mkdirOverAWhiteout_isOpaqueAndFreshMkdirIsNot() throws IOException {
    Files.createDirectory(bottom.resolve("d"));
    mount();
    Files.delete(path("d"));
    Files.createDirectory(path("d"));
    Files.createDirectory(path("fresh"));
    assertThat(showsLater("d")).isFalse();
    assertThat(showsLater("fresh")).isTrue();
  }

  @Test
  void item3_mkdirOverAWhiteout_inheritsTheSetGroupIdBit() throws IOException {
    file(bottom, "d/sub", "data");
    Files.setAttribute(bottom.resolve("d"), "unix:mode", 02755);
    mount();
    Files.delete(path("d/sub"));
    Files.createDirectory(path("d/sub"));
    assertThat((int) Files.getAttribute(path("d/sub"), "unix:mode") & 02000).isEqualTo(02000);
  }

  @Test
  void item3_renameOverAnEmptyLowerDirectory_isOpaque() throws IOException {
    Files.createDirectory(bottom.resolve("d"));
    mount();
    Files.createDirectory(path("new"));
    Files.move(path("new"), path("d"), StandardCopyOption.ATOMIC_MOVE);
    assertThat(showsLater("d")).isFalse();
    assertThat(names(root())).containsExactly("d");
  }

  /** Whether the upper directory merges with what a lower layer gets under its name afterwards. */
  private boolean showsLater(String name) throws IOException {
    overlay.unmount();
    file(bottom, name + "/late", "bottom");
    remount();
    return Files.exists(path(name + "/late"));
  }

  @Test
  void item4_deletingWhatIsInTheUpperAlone_leavesNothing() throws IOException {
    mount();
    Files.writeString(path("f"), "upper");
    Files.createDirectory(path("d"));
    Files.createSymbolicLink(path("link"), target("f"));
    Files.createLink(path("second"), path("f"));
    Files.move(path("second"), path("third"));
    for (String name : List.of("f", "d", "link", "third")) {
      Files.delete(path(name));
    }
    assertThat(names(upper)).isEmpty();
  }

  @Test
  void item4_recreatedAndDeletedAgain_leavesOneWhiteout() throws IOException {
    file(bottom, "f", "bottom");
    mount();
    Files.delete(path("f"));
    Files.writeString(path("f"), "again");
    Files.delete(path("f"));
    assertThat(hidesBy("f")).isTrue();
    assertThat(names(root())).isEmpty();
  }

  @Test
  void item4_whatALowerWhiteoutHides_needsNoFurtherOne() throws IOException {
    file(bottom, "f", "bottom");
    whiteout(middle, "f");
    mountWithUserMarks();
    Files.writeString(path("f"), "upper");
    Files.delete(path("f"));
    assertThat(isCopiedUp("f")).isFalse();
    assertThat(names(root())).isEmpty();
  }

  @Test
  void item5_privateAttributes_areInvisibleAndOnesOwnAreEscaped() throws IOException {
    mark(Files.createDirectory(upper.resolve("d")), "overlay.opaque", "y");
    mountWithUserMarks();
    assertThat(xattrs(path("d")).list()).isEmpty();
    assertThatThrownBy(() -> xattrs(path("d")).size("overlay.opaque"))
        .isInstanceOf(IOException.class);
    mark(path("d"), "overlay.opaque", "mine");
    assertThat(xattrs(path("d")).list()).containsExactly("overlay.opaque");
    assertThat(Files.getAttribute(path("d"), "user:overlay.opaque"))
        .isEqualTo("mine".getBytes(UTF_8));
    assertThat(Files.getAttribute(upper.resolve("d"), "user:overlay.opaque"))
        .isEqualTo("y".getBytes(UTF_8));
  }

  @Test
  void item5_upTo500Layers_areMergedAndMoreAreRefused() throws IOException {
    List<Path> layers = new ArrayList<>();
    for (int i = 0; i < 501; i++) {
      layers.add(Files.createDirectory(directory.resolve(Integer.toString(i, 36))));
    }
    file(layers.get(499), "f", "deep");
    file(layers.get(499), "d/deep", "deep");
    file(layers.get(0), "d/high", "high");
    mount(layers.subList(0, 500));
    assertThat(Files.readString(path("f"))).isEqualTo("deep");
    assertThat(names(path("d"))).containsExactly("deep", "high");
    // A machine that mounts nothing for us has said so above.
    assertThatThrownBy(() -> mount(layers))
        .isInstanceOfAny(IllegalArgumentException.class, TestAbortedException.class);
  }
}
