package dev.layertax.harness.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.harness.environment.MountTable.Mount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MountTableTest {

  private static final MountTable TABLE =
      MountTable.parse(
          List.of(
              "1 0 254:0 / /nowhere rw,relatime shared:1 - ext4 /dev/vda rw",
              "2 1 0:22 / /nowhere/proc rw - proc proc rw",
              "3 1 8:1 /sub /nowhere/data rw master:2 propagate_from:3 - xfs /dev/sda1 rw",
              "4 1 0:40 / /nowhere/my\\040data\\134x rw - tmpfs my\\040disk rw",
              "5 1 0:41 / /nowhere/merged rw - overlay overlay rw,lowerdir=/l1:/l2,upperdir=/u",
              "6 1 0:42 / /nowhere/data rw - tmpfs covering rw",
              "",
              "7 not a mount",
              "8 1 0:43 / /nowhere/cut rw -"));

  private static String typeOf(String path) {
    return TABLE.mountOf(Path.of(path)).map(Mount::fileSystem).orElse("none");
  }

  @Test
  void mountOf_path_isTheLongestMountPointAboveIt() {
    assertThat(typeOf("/nowhere/file")).isEqualTo("ext4");
    assertThat(typeOf("/nowhere/merged/deep/file")).isEqualTo("overlay");
    assertThat(typeOf("/nowhere/proc")).isEqualTo("proc");
  }

  @Test
  void mountOf_nameThatOnlyBeginsAlike_isNotTaken() {
    assertThat(typeOf("/nowhere/merged-not/file")).isEqualTo("ext4");
  }

  @Test
  void mountOf_pointMountedTwice_isTheLaterMount() {
    assertThat(TABLE.mountOf(Path.of("/nowhere/data/x")).orElseThrow().device())
        .isEqualTo("covering");
  }

  @Test
  void mountOf_escapedMountPoint_isFoundByItsRealName() {
    Mount mount = TABLE.mountOf(Path.of("/nowhere/my data\\x/file")).orElseThrow();
    assertThat(mount.fileSystem()).isEqualTo("tmpfs");
    assertThat(mount.device()).isEqualTo("my disk");
    assertThat(mount.line()).contains("my\\040data");
  }

  @Test
  void mountOf_nothingAbove_isAbsent() {
    assertThat(TABLE.mountOf(Path.of("/somewhere"))).isEmpty();
    assertThat(MountTable.parse(List.of()).mountOf(Path.of("/nowhere"))).isEmpty();
  }

  @Test
  void mountOf_symbolicLink_isWhereItLeads(@TempDir Path directory) throws IOException {
    Path real = Files.createDirectory(directory.resolve("real")).toRealPath();
    Path link = Files.createSymbolicLink(directory.resolve("link"), real);
    MountTable table =
        MountTable.parse(
            List.of("1 0 1:1 / / rw - ext4 a rw", "2 1 1:2 / " + real + " rw - xfs b rw"));
    assertThat(table.mountOf(link).orElseThrow().fileSystem()).isEqualTo("xfs");
  }

  @Test
  void mount_bindOfASubdirectory_tellsRootNumberAndBothKindsOfOptions() {
    Mount mount =
        MountTable.parse(
                List.of(
                    "3 1 8:1 /my\\040sub /data ro,noatime master:2 propagate_from:3 - xfs /dev/sda1"
                        + " rw,noatime,noquota"))
            .mountAt(Path.of("/data/x"))
            .orElseThrow();
    assertThat(mount.root()).isEqualTo("/my sub");
    assertThat(mount.number()).isEqualTo("8:1");
    assertThat(mount.options()).isEqualTo("ro,noatime");
    assertThat(mount.superOptions()).isEqualTo("rw,noatime,noquota");
    assertThat(mount.plainOptions()).isEqualTo("ro,noatime,rw,noquota");
    assertThat(mount.shortLine()).isEqualTo(mount.line());
  }

  @Test
  void shortLine_manyLowerDirectories_keepsTheFirstAndTheirNumber() {
    String line =
        "5 1 0:41 / / rw - overlay overlay rw,lowerdir=/a\\134:x:/b:/c,upperdir=/u,index=off";
    Mount mount = MountTable.parse(List.of(line)).mountAt(Path.of("/x")).orElseThrow();
    assertThat(mount.shortLine())
        .isEqualTo(
            "5 1 0:41 / / rw - overlay overlay"
                + " rw,lowerdir=/a\\134:x:…(3 layers),upperdir=/u,index=off");
    assertThat(mount.plainOptions()).isEqualTo("rw,index=off");
  }

  @Test
  void shortLine_lowerDirectoriesOneByOne_areCountedToo() {
    String line = "5 1 0:41 / / rw - overlay overlay ro,lowerdir+=/a,lowerdir+=/b,upperdir=/u";
    Mount mount = MountTable.parse(List.of(line)).mountAt(Path.of("/x")).orElseThrow();
    assertThat(mount.shortLine()).endsWith(" ro,lowerdir=/a:…(2 layers),upperdir=/u");
  }
}
