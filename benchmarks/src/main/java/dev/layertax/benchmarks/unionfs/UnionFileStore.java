package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileStoreAttributeView;

/**
 * The union as a store: type {@code overlay}, the space of the upper layer's store, and the mount's
 * counters as attributes {@code union:NAME}, of type {@code Long}.
 */
final class UnionFileStore extends FileStore {
  private static final String PREFIX = "union:";

  private final Counters counters;
  private final FileStore upper;

  UnionFileStore(Counters counters, FileStore upper) {
    this.counters = counters;
    this.upper = upper;
  }

  @Override
  public String name() {
    return "overlay";
  }

  @Override
  public String type() {
    return "overlay";
  }

  @Override
  public boolean isReadOnly() {
    return upper.isReadOnly();
  }

  @Override
  public long getTotalSpace() throws IOException {
    return upper.getTotalSpace();
  }

  @Override
  public long getUsableSpace() throws IOException {
    return upper.getUsableSpace();
  }

  @Override
  public long getUnallocatedSpace() throws IOException {
    return upper.getUnallocatedSpace();
  }

  @Override
  public long getBlockSize() throws IOException {
    return upper.getBlockSize();
  }

  @Override
  public boolean supportsFileAttributeView(Class<? extends FileAttributeView> type) {
    return Attributes.isSupported(type) && upper.supportsFileAttributeView(type);
  }

  @Override
  public boolean supportsFileAttributeView(String name) {
    return Attributes.VIEWS.contains(name) && upper.supportsFileAttributeView(name);
  }

  @Override
  public <V extends FileStoreAttributeView> V getFileStoreAttributeView(Class<V> type) {
    return null;
  }

  /**
   * A counter of the mount as {@code union:NAME}, or an attribute of the upper layer's store.
   *
   * @throws UnsupportedOperationException when there is none of that name
   */
  @Override
  public Object getAttribute(String attribute) throws IOException {
    if (!attribute.startsWith(PREFIX)) {
      return upper.getAttribute(attribute);
    }
    Long value = counters.value(attribute.substring(PREFIX.length()));
    if (value == null) {
      throw new UnsupportedOperationException(
          "no attribute " + attribute + "; the counters are union: and one of " + counters.names());
    }
    return value;
  }

  @Override
  public String toString() {
    return "overlay (" + upper + ")";
  }
}
