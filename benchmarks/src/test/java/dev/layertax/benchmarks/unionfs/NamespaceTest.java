package dev.layertax.benchmarks.unionfs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Namespace: items 1 to 5 of the list of overlayfs's semantics. */
class NamespaceTest extends UnionTestBase {

  @Test
  void item1_lookup_topmostWinsAndDirectoriesMerge() throws IOException {
    file(bottom, "d/f", "bottom");
    file(bottom, "d/only-bottom", "bottom");
    file(middle, "d/f", "middle");
    file(top, "d/only-top", "top");
    mount();
    assertThat(Files.readString(path("/d/f"))).isEqualTo("middle");
    assertThat(names(path("/d"))).containsExactly("f", "only-bottom", "only-top");
  }

  @Test
  void item1_nonDirectoryBelowADirectory_stopsTheMerge() throws IOException {
    file(bottom, "d/hidden", "bottom");
    file(middle, "d", "a file");
    file(top, "d/seen", "top");
    mount();
    assertThat(names(path("/d"))).containsExactly("seen");
    assertThatThrownBy(() -> Files.readString(path("/d/hidden")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void item1_metadataAndAttributes_comeFromTheTopmost() throws IOException {
    mark(file(bottom, "d/f", "bottom").getParent(), "note", "bottom");
    mark(file(top, "d/g", "top").getParent(), "note", "top");
    mount();
    assertThat(Files.getAttribute(path("/d"), "user:note")).isEqualTo("top".getBytes(UTF_8));
    assertThat(Files.getLastModifiedTime(path("/d")))
        .isEqualTo(Files.getLastModifiedTime(top.resolve("d")));
  }

  @Test
  void item2_whiteoutInALowerLayer_hidesWhatIsBelow() throws IOException {
    file(bottom, "f", "bottom");
    file(bottom, "d/g", "bottom");
    whiteout(middle, "f");
    whiteout(middle, "d");
    file(top, "d/new", "top");
    mount();
    assertThat(Files.exists(path("/f"))).isFalse();
    assertThat(names(path("/"))).containsExactly("d");
    assertThat(names(path("/d"))).containsExactly("new");
  }

  @Test
  void item2_emptyFileWithTheAttribute_outsideAMarkedDirectory_isAFile() throws IOException {
    mark(file(top, "f", ""), "overlay.whiteout", "");
    mount();
    assertThat(names(path("/"))).containsExactly("f");
  }

  @Test
  void item2_whiteoutsWritten_marksDirectoryAndRoot() throws IOException {
    file(bottom, "d/f", "bottom");
    mount();
    Files.delete(path("/d/f"));
    assertThat(isWhiteout(upper.resolve("d/f"))).isTrue();
    assertThat(Files.getAttribute(upper.resolve("d"), "user:overlay.opaque"))
        .isEqualTo("x".getBytes(UTF_8));
    assertThat(Files.getAttribute(upper, "user:overlay.opaque")).isEqualTo("x".getBytes(UTF_8));
    remount();
    assertThat(names(path("/d"))).isEmpty();
  }

  @Test
  void item2_upperAsALayer_isTheSameTreeForUs() throws IOException {
    file(bottom, "d/f", "bottom");
    file(bottom, "g", "bottom");
    mount();
    Files.delete(path("/d/f"));
    Files.delete(path("/d"));
    Files.createDirectory(path("/d"));
    Files.delete(path("/g"));
    fs.close();
    Path upper2 = Files.createDirectory(directory.resolve("upper2"));
    Path work2 = Files.createDirectory(directory.resolve("work2"));
    try (FileSystem again = UnionFileSystem.mount(List.of(upper, bottom), upper2, work2)) {
      assertThat(names(again.getPath("/"))).containsExactly("d");
      assertThat(names(again.getPath("/d"))).isEmpty();
    }
  }

  @Test
  void item3_opaqueDirectory_stopsTheMerge() throws IOException {
    file(bottom, "d/f", "bottom");
    mark(file(top, "d/g", "top").getParent(), "overlay.opaque", "y");
    mount();
    assertThat(names(path("/d"))).containsExactly("g");
  }

  @Test
  void item3_mkdirOverAWhiteout_isOpaqueAndFreshMkdirIsNot() throws IOException {
    Files.createDirectory(bottom.resolve("d"));
    mount();
    Files.delete(path("/d"));
    Files.createDirectory(path("/d"));
    Files.createDirectory(path("/fresh"));
    assertThat(Files.getAttribute(upper.resolve("d"), "user:overlay.opaque"))
        .isEqualTo("y".getBytes(UTF_8));
    assertThat(xattrs(upper.resolve("fresh")).list()).isEmpty();
  }

  @Test
  void item3_mkdirOverAWhiteout_inheritsTheSetGroupIdBit() throws IOException {
    file(bottom, "d/sub", "data");
    Files.setAttribute(bottom.resolve("d"), "unix:mode", 02755);
    mount();
    Files.delete(path("/d/sub"));
    Files.createDirectory(path("/d/sub"));
    assertThat((int) Files.getAttribute(path("/d/sub"), "unix:mode") & 02000).isEqualTo(02000);
  }

  @Test
  void item3_renameOverAnEmptyLowerDirectory_isOpaque() throws IOException {
    Files.createDirectory(bottom.resolve("d"));
    mount();
    Files.createDirectory(path("/new"));
    Files.move(path("/new"), path("/d"), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    assertThat(Files.getAttribute(upper.resolve("d"), "user:overlay.opaque"))
        .isEqualTo("y".getBytes(UTF_8));
  }

  @Test
  void item4_deletingWhatIsInTheUpperAlone_leavesNothing() throws IOException {
    mount();
    Files.writeString(path("/f"), "upper");
    Files.createDirectory(path("/d"));
    Files.delete(path("/f"));
    Files.delete(path("/d"));
    assertThat(names(upper)).isEmpty();
    assertThat(counter("whiteoutsCreated")).isZero();
  }

  @Test
  void item4_recreatedAndDeletedAgain_leavesOneWhiteout() throws IOException {
    file(bottom, "f", "bottom");
    mount();
    Files.delete(path("/f"));
    Files.writeString(path("/f"), "again");
    Files.delete(path("/f"));
    assertThat(isWhiteout(upper.resolve("f"))).isTrue();
    assertThat(names(path("/"))).isEmpty();
  }

  @Test
  void item5_privateAttributes_areInvisibleAndOnesOwnAreEscaped() throws IOException {
    mark(Files.createDirectory(upper.resolve("d")), "overlay.opaque", "y");
    mount();
    assertThat(xattrs(path("/d")).list()).isEmpty();
    mark(path("/d"), "overlay.opaque", "mine");
    assertThat(xattrs(path("/d")).list()).containsExactly("overlay.opaque");
    assertThat(Files.getAttribute(path("/d"), "user:overlay.opaque"))
        .isEqualTo("mine".getBytes(UTF_8));
    assertThat(Files.getAttribute(upper.resolve("d"), "user:overlay.opaque"))
        .isEqualTo("y".getBytes(UTF_8));
  }

  @Test
  void item5_moreThan500Layers_areRefused() throws IOException {
    List<Path> lowers = new ArrayList<>();
    for (int i = 0; i < 501; i++) {
      lowers.add(Files.createDirectory(directory.resolve("layer" + i)));
    }
    assertThatThrownBy(() -> UnionFileSystem.mount(lowers, upper, work))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("501");
    file(lowers.get(499), "f", "deep");
    try (FileSystem deep = UnionFileSystem.mount(lowers.subList(0, 500), upper, work)) {
      assertThat(Files.readString(deep.getPath("/f"))).isEqualTo("deep");
    }
  }

  @Test
  void cache_asksTheLayersOnce() throws IOException {
    file(bottom, "f", "bottom");
    mount();
    for (int i = 0; i < 3; i++) {
      assertThat(Files.exists(path("/f"))).isTrue();
      assertThat(Files.exists(path("/absent"))).isFalse();
    }
    assertThat(counter("lookupMisses")).isEqualTo(2);
    assertThat(counter("layerLookups")).isEqualTo(8);
  }
}
