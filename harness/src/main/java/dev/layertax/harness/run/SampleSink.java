package dev.layertax.harness.run;

import dev.layertax.reports.model.Environment.ImageBuild;
import dev.layertax.reports.model.Sample;
import java.io.IOException;
import java.util.List;

/** Takes each sample as its visit ends; when it returns, the sample survives a kill. */
@FunctionalInterface
public interface SampleSink {
  void append(Sample sample) throws IOException;

  /** Takes what the run's images took to build, before the first sample; by default nobody asks. */
  default void built(List<ImageBuild> images) throws IOException {}
}
