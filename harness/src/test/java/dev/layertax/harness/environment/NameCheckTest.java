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
 *
 * <p>Those of overlay2, vfs, btrfs and fuse-overlayfs and what is mounted over them were recorded
 * in containers of Docker 20.10.24 on Linux 6.18, but for the name of the engine's directory, half
 * the digits of each identifier and the lower layers after the first. Those of containerd, zfs and
 * xfs are composed as their documents have them.
 */
class NameCheckTest {

  private static final String DATA = "/var/lib/layertax/data";

  private static final String OVERLAY2 =
      "115 66 0:50 / / rw,relatime master:2 - overlay overlay"
          + " rw,lowerdir=/var/lib/docker/overlay2/l/LG6UYZJIXZL7ZTSKMZ5ANEVKBW"
          + ":/var/lib/docker/overlay2/l/ANOTHER"
          + ",upperdir=/var/lib/docker/overlay2/482bae756626632700989d1db9d453b3/diff"
          + ",workdir=/var/lib/docker/overlay2/482bae756626632700989d1db9d453b3/work";
  private static final String CONTAINERD =
      "612 530 0:57 / / rw,relatime - overlay overlay"
          + " rw,lowerdir=/c/io.containerd.snapshotter.v1.overlayfs/snapshots/9/fs"
          + ":/c/io.containerd.snapshotter.v1.overlayfs/snapshots/8/fs"
          + ",upperdir=/c/snapshots/12/fs,workdir=/c/snapshots/12/work,nouserxattr";
  private static final String FUSE =
      "116 42 0:41 / / rw,nodev,noatime master:4 - fuse.fuse-overlayfs fuse-overlayfs"
          + " rw,user_id=0,group_id=0,default_permissions,allow_other";
  private static final String BTRFS =
      "95 57 0:53 /btrfs/subvolumes/092147c66edea08146ae3c31d6548b67 / rw,relatime master:3"
          + " - btrfs /dev/loop0 rw,discard=async,space_cache=v2,subvolid=274"
          + ",subvol=/btrfs/subvolumes/092147c66edea08146ae3c31d6548b67";
  private static final String VFS =
      "130 102 254:0 /var/lib/docker/vfs/dir/7f686ac7af888c9ba5eb03d2dbe20dd0 / rw,relatime"
          + " master:4 - ext4 /dev/vda rw,discard,resv_strict,resuid=65534,resgid=65534";
  private static final String ZFS =
      "702 650 0:62 / / rw,relatime - zfs tank/docker/3f rw,xattr,noacl";
  private static final String XFS_VOLUME =
      "640 612 8:17 /docker/volumes/v/_data " + DATA + " rw,relatime - xfs /dev/sdb1 rw,noquota";
  private static final String EXT4_VOLUME =
      "151 131 254:0 /var/lib/docker/volumes/b25121485553115be91e0ce6028ee344/_data "
          + DATA
          + " rw,relatime master:3 - ext4 /dev/vda"
          + " rw,discard,resv_strict,resuid=65534,resgid=65534";
  private static final String BTRFS_VOLUME =
      "112 85 0:53 /volumes/fccc8d9334da5ca09fad15065fcff3cf/_data "
          + DATA
          + " rw,relatime master:3 - btrfs /dev/loop0"
          + " rw,discard=async,space_cache=v2,subvolid=5,subvol=/";
  private static final String BIND =
      "136 95 254:0 /layertax/run/docker/bind/directory-5 "
          + DATA
          + " rw,relatime - ext4 /dev/vda rw,discard,resv_strict,resuid=65534,resgid=65534";
  private static final String TMPFS =
      "137 117 0:59 / " + DATA + " rw,nosuid,nodev,noexec,relatime - tmpfs tmpfs rw,mode=755";
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
    assertThat(problem(Target.WRITABLE_LAYER, "btrfs", BTRFS, BTRFS_VOLUME))
        .hasValueSatisfying(why -> assertThat(why).contains("VOLUME"));
    assertThat(problem(Target.WRITABLE_LAYER, "vfs", VFS, EXT4_VOLUME))
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
    for (String root : List.of(OVERLAY2, VFS, BTRFS, FUSE)) {
      for (String volume : List.of(XFS_VOLUME, EXT4_VOLUME, BTRFS_VOLUME, BIND)) {
        assertThat(problem(target, "local", root, volume)).isEmpty();
      }
    }
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
        .contains(
            "lowerdir=/var/lib/docker/overlay2/l/LG6UYZJIXZL7ZTSKMZ5ANEVKBW:…(2 layers),upperdir=")
        .doesNotContain("ANOTHER");
    Passport volume =
        TargetPassport.of("docker", Target.NAMED_VOLUME, sight(OVERLAY2), DATA, Map.of());
    assertThat(volume.invalid()).isPresent();
  }
}
