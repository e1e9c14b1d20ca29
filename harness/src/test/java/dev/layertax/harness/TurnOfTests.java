package dev.layertax.harness;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A test class tagged {@code alone} runs while no other of the build does, in whatever JVM: one
 * that sweeps a Docker Engine takes images away that others have built and not yet used.
 *
 * <p>Found by the integration tests' JVMs through {@code META-INF/services}.
 */
public final class TurnOfTests implements BeforeAllCallback {

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    String file = System.getProperty("layertax.turns");
    if (file == null || !context.getEnclosingTestClasses().isEmpty()) {
      return;
    }
    FileChannel channel =
        FileChannel.open(
            Path.of(file),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    // The store closes it at the end of the class, and the lock ends with it.
    context.getStore(ExtensionContext.Namespace.create(TurnOfTests.class)).put("turn", channel);
    boolean together = !context.getTags().contains("alone");
    if (channel.lock(0, Long.MAX_VALUE, together).isShared() != together) {
      throw new IOException("this file system has no locks that are shared: " + file);
    }
  }
}
