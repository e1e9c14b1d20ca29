package dev.layertax.harness.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.reports.model.Passport;
import dev.layertax.reports.model.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Mounts as each storage driver's containers show them, each held against every name it may have.
 */
class NameCheckTest {

  private static final String DATA = "/var/lib/layertax/data";

  private static final String OVERLAY2 =
      "612 530 0:57 / / rw,relatime - overlay overlay"
          + " rw,lowerdir=/var/lib/docker/overlay2/l/AAA:/var/lib/docker/overlay2/l/BBB"
          + ",upperdir=/var/lib/docker/overlay2/5f/diff,workdir=/var/lib/docker/overlay2/5f/work";
  private static final String CONTAINERD =
      "612 530 0:57 / / rw,relatime - overlay overlay"
          + " rw,lowerdir=/c/io.containerd.snapshotter.v1.overlayfs/snapshots/9/fs"
          + ":/c/io.containerd.snapshotter.v1.overlayfs/snapshots/8/fs"
          + ",upperdir=/c/snapshots/12/fs,workdir=/c/snapshots/12/work,nouserxattr";
  private static final String FUSE =
      "95 60 0:51 / / rw,nodev,relatime - fuse.fuse-overlayfs fuse-overlayfs"
          + " rw,user_id=0,group_id=0,default_permissions,allow_other";
  private static final String BTRFS =
      "700 650 0:45 /var/lib/docker/btrfs/subvolumes/8c / rw,relatime - btrfs /dev/loop0"
          + " rw,space_cache=v2,subvolid=263,subvol=/btrfs/subvolumes/8c";
  private static final String VFS =
      "701 650 254:0 /var/lib/docker/vfs/dir/3f / rw,relatime - ext4 /dev/vda rw,discard";
  private static final String ZFS =
      "702 650 0:62 / / rw,relatime - zfs tank/docker/3f rw,xattr,noacl";
  private static final String XFS_VOLUME =
      "640 612 8:17 /docker/volumes/v/_data " + DATA + " rw,relatime - xfs /dev/sdb1 rw,noquota";
  private static final String TMPFS =
      "641 612 0:60 / " + DATA + " rw,nosuid,nodev,noexec,relatime - tmpfs tmpfs rw,size=65536k";
  private static final String OVERLAY_VOLUME =
      "642 612 0:33 /docker/volumes/v/_data " + DATA + " rw - overlay overlay rw,lowerdir=/l";

  private static Sight sight(String... mounts) {
    return sightAt(DATA, mounts);
  }

  private static Sight sightAt(String path, String... mounts) {
    List<String> lines = new ArrayList<>(List.of("layertax-passport\t1"));
    lines.add("fact\tpath\t" + path);
    lines.add("fact\tnamespace\tmnt:[1] of another kernel");
    Arrays.stream(mounts).forEach(mount -> lines.add("mount\t" + mount));
    lines.add("end");
    try {
      return Sight.parse(String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Optional<String> problem(Target target, String driver, String... mounts) {
    return new NameCheck(target, sight(mounts), DATA, Map.of("driver", driver)).problem();
  }

  @ParameterizedTest
  @CsvSource({
    "overlay2, overlay2",
    "overlayfs, containerd",
    "overlay2, containerd",
    "fuse-overlayfs, fuse",
    "btrfs, btrfs",
    "vfs, vfs",
    "zfs, zfs",
    "native, vfs"
  })
  void layer_mountThatItsDriverMakes_isALayer(String driver, String mount) {
    assertThat(problem(Target.WRITABLE_LAYER, driver, mountOf(mount))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "overlay2, vfs",
    "overlay2, fuse",
    "overlayfs, btrfs",
    "fuse-overlayfs, overlay2",
    "btrfs, vfs",
    "zfs, btrfs"
  })
  void layer_mountOfAnotherDriver_isNone(String driver, String mount) {
    assertThat(problem(Target.WRITABLE_LAYER, driver, mountOf(mount)))
        .hasValueSatisfying(why -> assertThat(why).contains("that driver " + driver + " mounts"));
  }

  private static String mountOf(String name) {
    return Map.of(
            "overlay2", OVERLAY2,
            "containerd", CONTAINERD,
            "fuse", FUSE,
            "btrfs", BTRFS,
            "vfs", VFS,
            "zfs", ZFS)
        .get(name);
  }

  @Test
  void layer_engineNamesNoDriver_mustBeAnOverlay() {
    assertThat(new NameCheck(Target.WRITABLE_LAYER, sight(OVERLAY2), DATA, Map.of()).problem())
        .isEmpty();
    assertThat(new NameCheck(Target.WRITABLE_LAYER, sight(VFS), DATA, Map.of()).problem())
        .hasValueSatisfying(why -> assertThat(why).contains("ext4 on /dev/vda"));
  }

  @Test
  void layer_driverOfDirectoriesInMemory_isNone() {
    String memory = "1 0 0:60 /vfs/dir/3f / rw - tmpfs tmpfs rw";
    assertThat(problem(Target.WRITABLE_LAYER, "vfs", memory))
        .hasValueSatisfying(why -> assertThat(why).contains("which is memory"));
  }

  @ParameterizedTest
  @CsvSource({"overlay2, overlay2", "btrfs, btrfs", "vfs, vfs"})
  void layer_imageDeclaresAVolumeThere_isInvalidForThatReason(String driver, String root) {
    assertThat(problem(Target.WRITABLE_LAYER, driver, mountOf(root), XFS_VOLUME))
        .hasValue(
            "another volume is mounted at /var/lib/layertax/data, as an image that declares a VOLUME"
                + " there gets it: what is written goes to xfs on /dev/sdb1, not to the writable"
                + " layer");
  }

  @Test
  void layer_imageThatTheEngineKnowsToDeclareAVolumeThere_isNamed() {
    NameCheck check =
        new NameCheck(
            Target.WRITABLE_LAYER,
            sight(OVERLAY2, XFS_VOLUME),
            DATA,
            Map.of("imageVolume." + DATA, "acme/db:1", "imageVolume./else", "acme/db:1"));
    assertThat(check.problem())
        .hasValue(
            "image acme/db:1 declares a VOLUME at /var/lib/layertax/data: what is written goes to"
                + " xfs on /dev/sdb1, not to the writable layer; choose another base image");
  }

  @Test
  void layer_imageDeclaresAVolumeAbove_isInvalidForThatReason() {
    String above = XFS_VOLUME.replace(DATA, "/var/lib");
    assertThat(problem(Target.WRITABLE_LAYER, "overlay2", OVERLAY2, above))
        .hasValueSatisfying(
            why -> assertThat(why).startsWith("another volume is mounted at /var/lib, "));
  }

  @Test
  void layer_volumeOfTheSameKindAsTheDriver_isStillTold() {
    String volume =
        "703 700 0:45 /docker/volumes/v/_data " + DATA + " rw - btrfs /dev/loop0 rw,subvolid=5";
    assertThat(problem(Target.WRITABLE_LAYER, "btrfs", BTRFS, volume))
        .hasValueSatisfying(why -> assertThat(why).contains("VOLUME"));
  }

  @Test
  void layer_rootBelowADirectory_isTheMountThere() {
    String merged = "9 1 0:41 / /w/c\\0401/merged rw - overlay overlay rw,lowerdir=../l,upperdir=u";
    Sight sight = sightAt("/w/c 1/merged" + DATA, "1 0 254:0 / / rw - ext4 /dev/vda rw", merged);
    assertThat(new NameCheck(Target.WRITABLE_LAYER, sight, DATA, Map.of()).problem()).isEmpty();
    Sight unmounted = sightAt("/w/c 1/merged" + DATA, "1 0 254:0 / / rw - ext4 /dev/vda rw");
    assertThat(new NameCheck(Target.WRITABLE_LAYER, unmounted, DATA, Map.of()).problem())
        .isPresent();
  }

  @ParameterizedTest
  @EnumSource(names = {"NAMED_VOLUME", "ANONYMOUS_VOLUME", "BIND_MOUNT"})
  void volume_mountOfItsOwnOnADisk_isOne(Target target) {
    assertThat(problem(target, "local", OVERLAY2, XFS_VOLUME)).isEmpty();
    assertThat(problem(target, "local", VFS, XFS_VOLUME)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"NAMED_VOLUME", "ANONYMOUS_VOLUME", "BIND_MOUNT", "TMPFS"})
  void volume_notMounted_isOnTheLayerAndNone(Target target) {
    for (String root : List.of(OVERLAY2, BTRFS, VFS, FUSE)) {
      assertThat(problem(target, "local", root))
          .hasValueSatisfying(
              why ->
                  assertThat(why)
                      .startsWith("nothing is mounted at " + DATA)
                      .endsWith(", the writable layer"));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"NAMED_VOLUME", "ANONYMOUS_VOLUME", "BIND_MOUNT"})
  void volume_onAnOverlay_isNone(Target target) {
    assertThat(problem(target, "local", OVERLAY2, OVERLAY_VOLUME))
        .hasValueSatisfying(why -> assertThat(why).contains("copy-on-write"));
  }

  @ParameterizedTest
  @EnumSource(names = {"NAMED_VOLUME", "ANONYMOUS_VOLUME", "BIND_MOUNT"})
  void volume_inMemory_isNoneUnlessItsOptionsAskForIt(Target target) {
    assertThat(problem(target, "local", OVERLAY2, TMPFS))
        .hasValueSatisfying(why -> assertThat(why).contains("it is tmpfs, which is memory"));
    NameCheck asked =
        new NameCheck(
            target,
            sight(OVERLAY2, TMPFS),
            DATA,
            Map.of("driver", "local", "volumeOption.type", "tmpfs"));
    assertThat(asked.problem()).isEmpty();
    assertThat(asked.note()).hasValue("memory, as the options of its volume ask");
  }

  @Test
  void tmpfs_memoryOfItsOwn_isOneAndADiskIsNone() {
    assertThat(problem(Target.TMPFS, "tmpfs", OVERLAY2, TMPFS)).isEmpty();
    assertThat(problem(Target.TMPFS, "tmpfs", OVERLAY2, XFS_VOLUME))
        .hasValue("it is xfs on /dev/sdb1, and no memory");
  }

  @Test
  void anyTarget_mountsThatCannotBeSeen_areNotJudged() {
    for (Target target : Target.values()) {
      assertThat(problem(target, "overlay2")).isEmpty();
    }
  }

  @Test
  void passport_target_tellsMountOptionsAndVerdict() {
    Passport layer =
        TargetPassport.of(
            "docker",
            Target.WRITABLE_LAYER,
            sight(OVERLAY2),
            DATA,
            Map.of("driver", "overlay2", "fileSystem", "claimed"));
    assertThat(layer.invalid()).isEmpty();
    assertThat(layer.facts())
        .containsEntry("driver", "overlay2")
        .containsEntry("fileSystem", "overlay")
        .containsEntry("device", "overlay")
        .containsEntry("options", "rw,relatime")
        .containsEntry("path", DATA)
        .doesNotContainKeys("namespace", "note");
    assertThat(layer.facts().get("mount"))
        .contains("lowerdir=/var/lib/docker/overlay2/l/AAA:…(2 layers),upperdir=")
        .doesNotContain("BBB");
    Passport volume =
        TargetPassport.of("docker", Target.NAMED_VOLUME, sight(OVERLAY2), DATA, Map.of());
    assertThat(volume.invalid()).isPresent();
  }
}
