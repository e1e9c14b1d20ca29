package dev.layertax.benchmarks.workload;

/** What a workload asked of its storage since the counting started; it adds as it goes. */
final class Counters {
  long bytesWritten;
  long flushes;
  long filesCreated;
  long filesRenamed;
  long filesDeleted;
}
