package dev.layertax.harness.engine;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.reports.model.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What gives containers their storage, with Docker's consequences.
 *
 * <p>Asking what it is and what it has creates nothing; the first image, volume or container may.
 * One thread at a time, but for {@link Container#kill}, and for {@link Container#run} of different
 * containers.
 */
public interface Engine extends AutoCloseable {

  /** The name in commands, files and reports: {@code simulated}, {@code kernel}, {@code docker}. */
  String name();

  /** Why the engine cannot be used on this machine, in one sentence; empty when it can. */
  Optional<String> unavailable();

  /** Why the engine has no such target here, in one sentence; empty when it has it. */
  Optional<String> missing(Target target);

  /**
   * An image that ships the dataset in a layer of its own, on top of a small base.
   *
   * @throws IOException when it cannot be written; nothing of it is left
   */
  Image build(Dataset dataset) throws IOException;

  /** A new empty named volume; it is filled when a container first mounts it. */
  Volume createVolume() throws IOException;

  /** Every volume that exists, anonymous and orphaned ones included, oldest first. */
  List<Volume> volumes() throws IOException;

  /**
   * A new empty directory of the engine's host for a bind mount, where possible on the file system
   * of the layers and volumes. It is filled by {@link #fill} alone; it goes with {@link #close}.
   */
  Path createHostDirectory() throws IOException;

  /**
   * Puts the image's dataset into a directory of {@link #createHostDirectory}, its files made the
   * way a volume gets them, so that a bind mount and a volume start equal.
   */
  void fill(Path hostDirectory, Image image) throws IOException;

  /**
   * Removes a directory of {@link #createHostDirectory} with its files.
   *
   * @throws IllegalArgumentException when it is not one of these
   */
  void removeHostDirectory(Path directory) throws IOException;

  /**
   * A new container, not started. Volumes that are empty are filled here from the image.
   *
   * @throws IOException when the engine lacks the mount's target or its storage cannot be made;
   *     nothing of it is left
   */
  Container create(ContainerOptions options) throws IOException;

  /** Writes back what is still dirty in the engine's storage, so that nobody else pays for it. */
  void settle() throws IOException;

  /** Removes all that was made through this engine. */
  @Override
  void close() throws IOException;
}
