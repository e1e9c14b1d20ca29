package dev.layertax.benchmarks.unionfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessMode;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How often the layers are asked, and that the cheap question is answered right. */
class LookupCostTest extends UnionTestBase {
  private static final int MORE_THAN_A_LISTING_READS = 5;

  @Test
  void missingName_asksEveryLayerOnce_upTo127() throws IOException {
    List<Path> lowers = new ArrayList<>();
    for (int i = 0; i < 127; i++) {
      Path layer = Files.createDirectory(directory.resolve("layer" + i));
      Files.createDirectory(layer.resolve("d"));
      lowers.add(layer);
    }
    for (int layers : new int[] {1, 8, 32, 64, 127}) {
      Path home = Files.createDirectory(directory.resolve("mount" + layers));
      Path itsUpper = Files.createDirectory(home.resolve("upper"));
      Path itsWork = Files.createDirectory(home.resolve("work"));
      try (FileSystem deep = UnionFileSystem.mount(lowers.subList(0, layers), itsUpper, itsWork)) {
        fs = deep;
        assertThat(Files.exists(path("/d"))).isTrue();
        long before = counter("layerLookups");
        for (int i = 0; i < MORE_THAN_A_LISTING_READS; i++) {
          assertThat(Files.exists(path("/d/absent" + i))).isFalse();
        }
        assertThat(counter("layerLookups") - before)
            .isEqualTo((long) MORE_THAN_A_LISTING_READS * layers);
      }
    }
  }

  @Test
  void linkThatLeadsNowhere_inALowerLayer_isThere() throws IOException {
    Files.createDirectory(middle.resolve("d"));
    Files.createDirectory(bottom.resolve("d"));
    for (int i = 0; i < MORE_THAN_A_LISTING_READS; i++) {
      Files.createSymbolicLink(middle.resolve("d/link" + i), Path.of("/nowhere/at/all"));
    }
    mount();
    for (int i = 0; i < MORE_THAN_A_LISTING_READS; i++) {
      assertThat(Files.exists(path("/d/absent" + i))).isFalse();
      assertThat(Files.isSymbolicLink(path("/d/link" + i))).isTrue();
    }
    assertThat(names(path("/d"))).hasSize(MORE_THAN_A_LISTING_READS);
  }

  @Test
  void linkThatLeadsNowhere_madeHere_isThereAfterItsEntryIsGone() throws IOException {
    mount();
    Files.createDirectory(path("/d"));
    Files.createSymbolicLink(path("/d/link"), path("/nowhere"));
    Files.move(path("/d/link"), path("/d/other"));
    assertThat(Files.exists(path("/d/link"), LinkOption.NOFOLLOW_LINKS)).isFalse();
    assertThat(Files.isSymbolicLink(path("/d/other"))).isTrue();
    remount();
    assertThat(Files.isSymbolicLink(path("/d/other"))).isTrue();
  }

  @Test
  void whiteout_inADirectoryMadeByThisMount_hidesAfterManyAbsentNames() throws IOException {
    for (int i = 0; i < 3; i++) {
      file(bottom, "d/f" + i, "bottom");
    }
    mount();
    for (int i = 0; i < 3; i++) {
      Files.delete(path("/d/f" + i));
    }
    for (int i = 0; i < 17_000; i++) {
      Files.exists(path("/d/absent" + i));
    }
    for (int i = 0; i < 3; i++) {
      assertThat(Files.exists(path("/d/f" + i), LinkOption.NOFOLLOW_LINKS)).isFalse();
    }
    assertThat(names(path("/d"))).isEmpty();
  }

  @Test
  void directoryFromBefore_isAskedForWhatItHolds() throws IOException {
    mount();
    Files.createDirectory(path("/d"));
    Files.createSymbolicLink(path("/d/link"), path("/nowhere"));
    remount();
    for (int i = 0; i < MORE_THAN_A_LISTING_READS; i++) {
      assertThat(Files.exists(path("/d/absent" + i))).isFalse();
    }
    assertThat(Files.isSymbolicLink(path("/d/link"))).isTrue();
  }

  @Test
  void absentName_isNoSuchFile_forExistsAndForTheRest() throws IOException {
    mount();
    Path absent = path("/absent");
    assertThatThrownBy(() -> absent.getFileSystem().provider().checkAccess(absent))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage("/absent");
    assertThatThrownBy(() -> absent.getFileSystem().provider().checkAccess(absent, AccessMode.READ))
        .isExactlyInstanceOf(NoSuchFileException.class)
        .hasMessage("/absent");
    assertThat(Files.notExists(absent)).isTrue();
  }

  @Test
  void readdir_ofALinkThatLeadsNowhereAndAWhiteout_tellsThemApart() throws IOException {
    Files.createSymbolicLink(top.resolve("link"), Path.of("/nowhere/at/all"));
    file(top, "empty", "");
    whiteout(middle, "hidden");
    file(bottom, "hidden", "bottom");
    mount();
    assertThat(names(path("/"))).containsExactly("empty", "link");
  }
}
