package dev.layertax.harness.engine.docker;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a process runs, as far as another process has to know to look for it.
 *
 * @param host its name, for people; two machines may share one
 * @param id of the installed system (machine-id(5)); empty when unknown, as in most containers
 * @param boot the kernel's number of this boot (random(4)); empty where there is none, off Linux
 * @param processes the namespace of process numbers; empty off Linux
 */
record OwnerMachine(String host, String id, String boot, String processes) {

  private static final String HOST = Labels.OWNER + ".host";
  private static final String MACHINE = Labels.OWNER + ".machine";
  private static final String BOOT = Labels.OWNER + ".boot";
  private static final String PROCESSES = Labels.OWNER + ".processes";

  static OwnerMachine here() {
    return new OwnerMachine(
        hostName(),
        content(Path.of("/etc/machine-id")),
        content(Path.of("/proc/sys/kernel/random/boot_id")),
        processNamespace());
  }

  static OwnerMachine of(Map<String, String> labels) {
    return new OwnerMachine(
        labels.getOrDefault(HOST, "an unknown machine"),
        labels.getOrDefault(MACHINE, ""),
        labels.getOrDefault(BOOT, ""),
        labels.getOrDefault(PROCESSES, ""));
  }

  Map<String, String> labels() {
    return Map.of(HOST, host, MACHINE, id, BOOT, boot, PROCESSES, processes);
  }

  /** Whether a process number means the same process here and there. */
  boolean sharesProcessesWith(OwnerMachine other) {
    return boot.equals(other.boot)
        && processes.equals(other.processes)
        && (!boot.isEmpty() || host.equals(other.host));
  }

  /**
   * Whether the other is an earlier boot of this one, so that nothing of it lives. By name and
   * number: a copied disk gives two machines one number.
   */
  boolean isLaterBootOf(OwnerMachine other) {
    return !id.isEmpty()
        && id.equals(other.id)
        && host.equals(other.host)
        && !boot.isEmpty()
        && !other.boot.isEmpty()
        && !boot.equals(other.boot);
  }

  /** From the kernel, as it needs no name service. */
  private static String hostName() {
    String name = content(Path.of("/proc/sys/kernel/hostname"));
    try {
      return name.isEmpty() ? InetAddress.getLocalHost().getHostName() : name;
    } catch (IOException e) {
      return "a machine without name";
    }
  }

  private static String processNamespace() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }

  private static String content(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      return "";
    }
  }
}
