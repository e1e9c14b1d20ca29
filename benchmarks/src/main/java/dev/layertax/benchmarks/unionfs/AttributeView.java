package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/** The basic, posix and owner views of a path; every change copies up. */
final class AttributeView implements PosixFileAttributeView {
  private final UnionFileSystem fs;
  private final UnionPath path;
  private final boolean follow;
  private final String name;

  AttributeView(UnionFileSystem fs, UnionPath path, boolean follow, String name) {
    this.fs = fs;
    this.path = path;
    this.follow = follow;
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public PosixFileAttributes readAttributes() throws IOException {
    fs.requireOpen();
    return fs.attributes().read(path, follow);
  }

  @Override
  public UserPrincipal getOwner() throws IOException {
    return readAttributes().owner();
  }

  @Override
  public void setTimes(FileTime modified, FileTime accessed, FileTime created) throws IOException {
    if (modified == null && accessed == null) {
      // As on Unix, where a creation time cannot be set.
      return;
    }
    fs.requireOpen();
    fs.attributes()
        .changing(
            path,
            follow,
            (entry, host) -> {
              LinkOption[] options = Attributes.itself(entry.inode);
              Files.getFileAttributeView(host, BasicFileAttributeView.class, options)
                  .setTimes(modified, accessed, created);
              return null;
            });
  }

  @Override
  public void setPermissions(Set<PosixFilePermission> permissions) throws IOException {
    set("posix:permissions", Set.copyOf(permissions));
  }

  @Override
  public void setOwner(UserPrincipal owner) throws IOException {
    set("posix:owner", owner);
  }

  @Override
  public void setGroup(GroupPrincipal group) throws IOException {
    set("posix:group", group);
  }

  private void set(String attribute, Object value) throws IOException {
    fs.requireOpen();
    fs.attributes().set(path, attribute, value, follow);
  }
}
