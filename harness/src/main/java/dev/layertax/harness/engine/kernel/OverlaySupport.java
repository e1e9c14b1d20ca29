package dev.layertax.harness.engine.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What this machine lets us mount, found out by mounting.
 *
 * @param namespace how; null where it is not possible
 * @param copyUpSync what its copy-up flushes: {@code auto} or {@code strict}
 * @param reason why it is not possible, in one sentence; empty where it is
 */
record OverlaySupport(Namespace namespace, String copyUpSync, String reason) {

  /**
   * Mounts an overlay in memory, over a directory that every system has; nobody else sees it. Then
   * asks whether overlayfs knows {@code fsync=}, which came with the return to {@code auto}.
   */
  private static final String TRY =
      """
      mount -t tmpfs layertax /tmp
      cd /tmp
      mkdir lower upper work merged
      directories=lowerdir=lower,upperdir=upper,workdir=work
      mount -t overlay overlay -o "$1,$directories" merged
      umount merged
      if mount -t overlay overlay -o "$1,fsync=auto,$directories" merged 2>/dev/null
      then echo knows fsync
      fi
      """;

  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");

  OverlaySupport {
    Objects.requireNonNull(copyUpSync, "copyUpSync");
    Objects.requireNonNull(reason, "reason");
  }

  /** Tries as who we are, then in a user namespace. */
  static OverlaySupport ofThisMachine() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return impossible(
          "overlayfs is a file system of Linux, and this is " + System.getProperty("os.name"));
    }
    String asWeAre = "";
    for (Namespace namespace : List.of(Namespace.OF_ROOT, Namespace.OF_USER)) {
      try {
        List<String> said = ShortProgram.run(namespace.script(TRY, namespace.options()));
        return new OverlaySupport(
            namespace, copyUpSync(said.contains("knows fsync"), kernelVersion()), "");
      } catch (IOException e) {
        asWeAre =
            asWeAre.isEmpty()
                ? e.getMessage()
                : asWeAre + "; in a user namespace: " + e.getMessage();
      }
    }
    return impossible(
        "this machine mounts no overlayfs for us ("
            + asWeAre
            + "); run as root, or allow unprivileged user namespaces and load the module overlay");
  }

  private static OverlaySupport impossible(String reason) {
    return new OverlaySupport(null, "", reason);
  }

  private static String kernelVersion() throws IOException {
    return Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip();
  }

  /**
   * By default a kernel before 6.12 flushes a copied file after its data alone; from 6.12 on it
   * flushed every copied object, till in 2026 the mount option {@code fsync=} came with the old way
   * as its default (fs/overlayfs/params.c).
   */
  static String copyUpSync(boolean knowsFsyncOption, String kernelVersion) {
    Matcher version = VERSION.matcher(kernelVersion);
    boolean from612 =
        version.matches()
            && (Integer.parseInt(version.group(1)) > 6
                || (Integer.parseInt(version.group(1)) == 6
                    && Integer.parseInt(version.group(2)) >= 12));
    return from612 && !knowsFsyncOption ? "strict" : "auto";
  }

  boolean isPossible() {
    return reason.isEmpty();
  }
}
