package dev.layertax.benchmarks.workload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;

/**
 * What does it cost to change the mode of a file of the image?
 *
 * <p>An entrypoint script that hands a data directory to the database's user before it starts the
 * database, by chown or chmod of all files, as those of the official PostgreSQL, MySQL and Redis
 * images do, pays this for each file that the image ships. overlayfs copies the whole file up, its
 * data with it, for a change of mode, owner, times or extended attributes (overlayfs.rst,
 * "Non-directories"; the feature {@code metacopy} would copy the metadata alone, and is off where
 * Docker mounts).
 *
 * <p>One operation is one chmod, to {@code rw-------}, of a file that was not touched before.
 *
 * <p>Note: chmod, not chown, for it takes no privilege; both copy the same bytes.
 *
 * <pre>
 * java -cp harness/target/layertax.jar org.openjdk.jmh.Main MetadataChange -p location=file:///some/dir
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = UntouchedFiles.WARMUP_FILES)
@Measurement(iterations = 2)
public class MetadataChange {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  @Param({"4KiB", "1MiB", "64MiB"})
  public String size;

  private UntouchedFiles files;
  private Path file;

  @Setup(Level.Trial)
  public void requireFiles(StorageState storage, BenchmarkParams benchmark) throws IOException {
    files = UntouchedFiles.require(size, storage, benchmark);
  }

  @Setup(Level.Iteration)
  public void chooseFile(StorageState storage, IterationParams iteration) throws IOException {
    file = files.next(storage, iteration);
    storage.startCounting();
  }

  @Benchmark
  public void changeMode() throws IOException {
    Files.setPosixFilePermissions(file, OWNER_ONLY);
  }

  @TearDown(Level.Iteration)
  public void stopCounting(StorageState storage) throws IOException {
    storage.stopCounting();
  }
}
