package dev.layertax.benchmarks.unionfs;

import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/** A backing object's attributes, with the identity and the access time the union gives it. */
final class UnionAttributes implements PosixFileAttributes {
  private final PosixFileAttributes host;
  private final Object fileKey;
  private final FileTime lastAccessTime;

  UnionAttributes(PosixFileAttributes host, Inode inode) {
    this.host = host;
    Object origin = inode.originKey;
    this.fileKey = origin == null ? host.fileKey() : origin;
    this.lastAccessTime = inode.upper ? host.lastAccessTime() : inode.lowerAccessTime;
  }

  @Override
  public Object fileKey() {
    return fileKey;
  }

  @Override
  public FileTime lastAccessTime() {
    return lastAccessTime;
  }

  @Override
  public FileTime lastModifiedTime() {
    return host.lastModifiedTime();
  }

  @Override
  public FileTime creationTime() {
    return host.creationTime();
  }

  @Override
  public boolean isRegularFile() {
    return host.isRegularFile();
  }

  @Override
  public boolean isDirectory() {
    return host.isDirectory();
  }

  @Override
  public boolean isSymbolicLink() {
    return host.isSymbolicLink();
  }

  @Override
  public boolean isOther() {
    return host.isOther();
  }

  @Override
  public long size() {
    return host.size();
  }

  @Override
  public UserPrincipal owner() {
    return host.owner();
  }

  @Override
  public GroupPrincipal group() {
    return host.group();
  }

  @Override
  public Set<PosixFilePermission> permissions() {
    return host.permissions();
  }
}
