package dev.layertax.reports.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The machine a run was made on; {@code environment.json}.
 *
 * @param schemaVersion {@link Plan#SCHEMA_VERSION} of the writer
 * @param host facts by name, untrusted text: {@code os}, {@code kernel}, {@code cpu}, {@code
 *     cores}, {@code memoryBytes}, {@code jdk}, {@code cacheState}, …
 * @param passports what each target of each engine really is
 * @param images what the run's images took to build; empty before they are built, and in a run made
 *     before that was recorded
 */
public record Environment(
    int schemaVersion,
    SortedMap<String, String> host,
    List<Passport> passports,
    List<ImageBuild> images) {
  public Environment {
    host = Collections.unmodifiableSortedMap(new TreeMap<>(host));
    passports = List.copyOf(passports);
    images = List.copyOf(images);
  }

  /** An environment without images. */
  public Environment(int schemaVersion, SortedMap<String, String> host, List<Passport> passports) {
    this(schemaVersion, host, passports, List.of());
  }

  /** Why the cell's target is not what its name says; empty when it is, or was not looked at. */
  public Optional<String> invalid(Cell cell) {
    return passport(cell).flatMap(Passport::invalid);
  }

  /** The passport of the cell's target: its workload's own, or else everybody's. */
  public Optional<Passport> passport(Cell cell) {
    List<Passport> ofTarget =
        passports.stream()
            .filter(passport -> passport.engine().equals(cell.engine()))
            .filter(passport -> passport.target() == cell.target())
            .toList();
    return ofTarget.stream()
        .filter(passport -> cell.workload().equals(passport.workload()))
        .findFirst()
        .or(() -> ofTarget.stream().filter(passport -> passport.workload() == null).findFirst());
  }

  /** The same with the images, each engine's dataset once: what was built first stays. */
  public Environment with(List<ImageBuild> built) {
    List<ImageBuild> all = new ArrayList<>(images);
    for (ImageBuild image : built) {
      if (all.stream().noneMatch(image::isOfSameImage)) {
        all.add(image);
      }
    }
    return new Environment(schemaVersion, host, passports, all);
  }

  /**
   * One image, as it was built before the first block.
   *
   * @param engine name of the engine
   * @param dataset name of the dataset it ships
   * @param sizeBytes of the dataset
   * @param seconds the build took; next to none where the engine had the image already
   */
  public record ImageBuild(String engine, String dataset, long sizeBytes, double seconds) {

    boolean isOfSameImage(ImageBuild other) {
      return engine.equals(other.engine) && dataset.equals(other.dataset);
    }
  }
}
