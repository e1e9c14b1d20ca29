package dev.layertax.harness.engine.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * A tar of files with the owners, modes and one time that we say, not those they have here: equal
 * content gives equal bytes. Paths are relative to the archive's root; their directories are added
 * by themselves, the root's.
 */
public final class LayerTar implements AutoCloseable {

  private static final int FILE_MODE = 0644;
  private static final int PROGRAM_MODE = 0755;
  private static final int DIRECTORY_MODE = 0755;

  private final TarArchiveOutputStream tar;
  private final Set<String> directories = new HashSet<>();

  /**
   * @param out is closed with this
   */
  public LayerTar(OutputStream out) {
    tar = PosixTar.to(new BufferedOutputStream(out));
  }

  /** A directory of that owner and mode. */
  public void directory(String path, FileOwner owner, int mode) throws IOException {
    if (directories.add(path)) {
      parents(path);
      TarArchiveEntry entry = entry(path + "/", owner, mode);
      tar.putArchiveEntry(entry);
      tar.closeArchiveEntry();
    }
  }

  /** A file with the bytes of one of this machine; executable for all when it is so here. */
  public void file(String path, Path source, FileOwner owner) throws IOException {
    parents(path);
    TarArchiveEntry entry =
        entry(path, owner, Files.isExecutable(source) ? PROGRAM_MODE : FILE_MODE);
    entry.setSize(Files.size(source));
    tar.putArchiveEntry(entry);
    Files.copy(source, tar);
    tar.closeArchiveEntry();
  }

  /** A file with that text. */
  public void text(String path, String text, FileOwner owner) throws IOException {
    parents(path);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    TarArchiveEntry entry = entry(path, owner, FILE_MODE);
    entry.setSize(bytes.length);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }

  /** Another name of a file that is in this archive already. */
  public void hardLink(String path, String existing, FileOwner owner) throws IOException {
    parents(path);
    TarArchiveEntry entry = new TarArchiveEntry(path, TarConstants.LF_LINK);
    entry.setLinkName(existing);
    own(entry, owner, FILE_MODE);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
  }

  private void parents(String path) throws IOException {
    int slash = path.lastIndexOf('/');
    if (slash > 0) {
      directory(path.substring(0, slash), FileOwner.ROOT, DIRECTORY_MODE);
    }
  }

  private static TarArchiveEntry entry(String path, FileOwner owner, int mode) {
    TarArchiveEntry entry = new TarArchiveEntry(path);
    own(entry, owner, mode);
    return entry;
  }

  private static void own(TarArchiveEntry entry, FileOwner owner, int mode) {
    entry.setMode(mode);
    entry.setIds(0, 0);
    entry.setUserId(owner.user());
    entry.setGroupId(owner.group());
    entry.setModTime(0);
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }
}
