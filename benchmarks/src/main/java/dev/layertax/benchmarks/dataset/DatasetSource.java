package dev.layertax.benchmarks.dataset;

/**
 * Where the files a workload starts from come from: a {@link Dataset} that is known beforehand, or
 * a {@link MadeDataset} that a program writes.
 */
public sealed interface DatasetSource permits Dataset, MadeDataset {

  /** Names the dataset in an image's file system. */
  String name();
}
