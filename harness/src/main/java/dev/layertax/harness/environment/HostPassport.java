package dev.layertax.harness.environment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Facts of the host by name, as {@code environment.json} keeps them. */
public final class HostPassport {

  private HostPassport() {}

  /**
   * The facts of this machine and process.
   *
   * @param layertaxVersion version of the harness
   * @param cacheState the declared state of the page cache before each fork
   */
  public static SortedMap<String, String> of(String layertaxVersion, String cacheState) {
    SortedMap<String, String> facts = machine(Path.of("/"));
    facts.put("os", property("os.name") + " " + property("os.version"));
    facts.put("architecture", property("os.arch"));
    facts.put(
        "jdk",
        "%s %s (%s)"
            .formatted(
                property("java.vm.name"), property("java.vm.version"), property("java.vendor")));
    facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    facts.put("layertax", layertaxVersion);
    facts.put("cacheState", cacheState);
    return facts;
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }

  /** What the kernel tells under the root. */
  static SortedMap<String, String> machine(Path root) {
    SortedMap<String, String> facts = new TreeMap<>();
    Path proc = root.resolve("proc");
    put(facts, "kernel", TextFiles.read(proc.resolve("sys/kernel/osrelease")));
    put(facts, "cpu", field(proc.resolve("cpuinfo"), "model name"));
    put(
        facts,
        "memoryBytes",
        field(proc.resolve("meminfo"), "MemTotal").flatMap(HostPassport::bytes));
    put(
        facts,
        "governor",
        TextFiles.read(root.resolve("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor")));
    CgroupLimits limits = CgroupLimits.of(root);
    put(facts, "cpuLimit", limits.cores());
    put(facts, "memoryLimitBytes", limits.memoryBytes());
    if (Files.isDirectory(proc.resolve("self"))) {
      facts.put("container", container(root).orElse("no"));
    }
    return facts;
  }

  private static void put(SortedMap<String, String> facts, String name, Optional<String> value) {
    value.ifPresent(text -> facts.put(name, text));
  }

  /** The first {@code NAME : VALUE} of that name. */
  private static Optional<String> field(Path file, String name) {
    return TextFiles.lines(file).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst();
  }

  private static Optional<String> bytes(String kibibytes) {
    String[] words = kibibytes.split(" ", -1);
    return words.length == 2 && words[1].equals("kB") && words[0].matches("[0-9]{1,15}")
        ? Optional.of(Long.toString(Long.parseLong(words[0]) << 10))
        : Optional.empty();
  }

  /** The container this process runs in, by the marks Docker, Podman and Kubernetes leave. */
  private static Optional<String> container(Path root) {
    if (Files.exists(root.resolve(".dockerenv"))) {
      return Optional.of("docker");
    }
    if (Files.exists(root.resolve("run/.containerenv"))) {
      return Optional.of("podman");
    }
    String cgroups = TextFiles.read(root.resolve("proc/1/cgroup")).orElse("");
    for (String mark : new String[] {"kubepods", "docker", "containerd", "lxc"}) {
      if (cgroups.contains(mark)) {
        return Optional.of(mark);
      }
    }
    return Optional.empty();
  }
}
