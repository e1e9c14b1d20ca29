package dev.layertax.benchmarks.workload;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Does the disk flush as fast as before?
 *
 * <p>A watch on the machine: the pattern of {@link WalAppend}, always in a plain directory of the
 * host, whatever the cells of the block are about.
 *
 * <p>One operation appends one record of 8 KiB, and calls fdatasync.
 *
 * <pre>
 * java -cp harness/target/layertax.jar org.openjdk.jmh.Main StorageAnchor -p location=file:///some/dir
 * </pre>
 */
@State(Scope.Benchmark)
public class StorageAnchor extends WalAppend {}
