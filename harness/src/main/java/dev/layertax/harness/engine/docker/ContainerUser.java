package dev.layertax.harness.engine.docker;

import com.github.dockerjava.api.model.Info;
import dev.layertax.harness.engine.archive.FileOwner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Who programs in containers run as, and who owns the dataset: this process's own user where the
 * engine knows it, so that a bind mount can be written without any capability.
 *
 * @param owner user and group
 */
record ContainerUser(FileOwner owner) {

  private static final Path SELF = Path.of("/proc/self");

  static ContainerUser on(Info info) throws IOException {
    boolean mapped =
        Optional.ofNullable(info.getSecurityOptions()).orElse(List.of()).stream()
            .anyMatch(option -> option.contains("rootless") || option.contains("userns"));
    if (mapped || !Files.isDirectory(SELF)) {
      return new ContainerUser(FileOwner.ROOT);
    }
    return new ContainerUser(new FileOwner(number("unix:uid"), number("unix:gid")));
  }

  private static long number(String attribute) throws IOException {
    return ((Number) Files.getAttribute(SELF, attribute)).longValue();
  }
}
