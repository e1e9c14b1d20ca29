package dev.layertax.harness.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostPassportTest {

  @TempDir Path root;

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void machine_withoutProc_hasNoFacts() {
    assertThat(HostPassport.machine(root)).isEmpty();
  }

  @Test
  void machine_linux_tellsKernelProcessorAndMemory() throws IOException {
    write("proc/sys/kernel/osrelease", "6.12.3-test\n");
    write("proc/cpuinfo", "processor\t: 0\nmodel name\t: Test CPU 3000\n");
    write("proc/meminfo", "MemTotal:       16384 kB\nMemFree: 1 kB\n");
    write("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "performance\n");
    write("proc/self/cgroup", "0::/\n");
    assertThat(HostPassport.machine(root))
        .containsExactly(
            entry("container", "no"),
            entry("cpu", "Test CPU 3000"),
            entry("governor", "performance"),
            entry("kernel", "6.12.3-test"),
            entry("memoryBytes", "16777216"));
  }

  @Test
  void machine_inDocker_saysSo() throws IOException {
    write("proc/self/cgroup", "0::/\n");
    write(".dockerenv", "");
    assertThat(HostPassport.machine(root)).containsEntry("container", "docker");
  }

  @Test
  void of_thisMachine_hasWhatEveryPlatformTells() {
    assertThat(HostPassport.of("1.2.3", "warm"))
        .containsEntry("layertax", "1.2.3")
        .containsEntry("cacheState", "warm")
        .containsKeys("os", "jdk", "cores", "architecture");
  }

  @Test
  void limits_version2_isTheTightestOnTheWayUp() throws IOException {
    write("proc/self/cgroup", "0::/outer/inner\n");
    write("sys/fs/cgroup/outer/inner/cpu.max", "max 100000\n");
    write("sys/fs/cgroup/outer/cpu.max", "150000 100000\n");
    write("sys/fs/cgroup/outer/inner/memory.max", "1073741824\n");
    write("sys/fs/cgroup/outer/memory.max", "max\n");
    CgroupLimits limits = CgroupLimits.of(root);
    assertThat(limits.cores()).hasValue("1.50");
    assertThat(limits.memoryBytes()).hasValue("1073741824");
  }

  @Test
  void limits_version1_readsQuotaAndLimit() throws IOException {
    write("proc/self/cgroup", "4:cpu,cpuacct:/box\n3:memory:/box\n");
    write("sys/fs/cgroup/cpu/box/cpu.cfs_quota_us", "50000\n");
    write("sys/fs/cgroup/cpu/box/cpu.cfs_period_us", "100000\n");
    write("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1\n");
    write("sys/fs/cgroup/memory/box/memory.limit_in_bytes", "536870912\n");
    write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
    CgroupLimits limits = CgroupLimits.of(root);
    assertThat(limits.cores()).hasValue("0.50");
    assertThat(limits.memoryBytes()).hasValue("536870912");
  }

  @Test
  void limits_none_areAbsent() throws IOException {
    write("proc/self/cgroup", "3:memory:/\n0::/\n");
    write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
    CgroupLimits limits = CgroupLimits.of(root);
    assertThat(limits.cores()).isEmpty();
    assertThat(limits.memoryBytes()).isEmpty();
  }

  @Test
  void conditions_betweenTwoReadings_areSharesOfTheTime() throws IOException {
    write("proc/pressure/cpu", "some avg10=0 avg60=0 avg300=0 total=1000\nfull total=5\n");
    write("proc/pressure/io", "some avg10=0 avg60=0 avg300=0 total=0\nfull total=0\n");
    write("proc/stat", "cpu  100 0 50 800 20 10 10 10 0 0\ncpu0 1 1 1 1 1 1 1 1 1 1\n");
    MachineConditions before = MachineConditions.read(root, 0);
    write("proc/pressure/cpu", "some avg10=0 avg60=0 avg300=0 total=251000\nfull total=5\n");
    write("proc/pressure/io", "some avg10=0 avg60=0 avg300=0 total=9000000\nfull total=0\n");
    write("proc/stat", "cpu  150 0 60 820 20 10 10 30 0 0\n");
    SortedMap<String, Double> shares = MachineConditions.read(root, 1_000_000_000).since(before);
    assertThat(shares).containsOnlyKeys("cpuPressure", "ioPressure", "steal");
    assertThat(shares.get("cpuPressure")).isCloseTo(0.25, within(1e-12));
    assertThat(shares.get("ioPressure")).isEqualTo(1);
    assertThat(shares.get("steal")).isCloseTo(0.2, within(1e-12));
  }

  @Test
  void conditions_withoutProc_areAbsent() {
    MachineConditions before = MachineConditions.read(root, 0);
    assertThat(MachineConditions.read(root, 1000).since(before)).isEmpty();
  }
}
