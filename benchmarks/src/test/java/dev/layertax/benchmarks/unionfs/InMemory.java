package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * A test's directory in memory, for tests that make thousands of layers and ask nothing of a disk;
 * on the disk where the memory's file system keeps no attributes of users, as before Linux 6.6.
 */
final class InMemory implements TempDirFactory {
  private static final Path MEMORY = Path.of("/dev/shm");

  @Override
  public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test)
      throws Exception {
    if (Files.isWritable(MEMORY)) {
      Path made = Files.createTempDirectory(MEMORY, "junit-");
      if (keepsAttributes(made)) {
        return made;
      }
      Files.delete(made);
    }
    return Standard.INSTANCE.createTempDirectory(element, test);
  }

  private static boolean keepsAttributes(Path place) {
    try {
      UserDefinedFileAttributeView view =
          Files.getFileAttributeView(place, UserDefinedFileAttributeView.class);
      view.write("kept", ByteBuffer.allocate(1));
      view.delete("kept");
      return true;
    } catch (IOException notThere) {
      return false;
    }
  }
}
