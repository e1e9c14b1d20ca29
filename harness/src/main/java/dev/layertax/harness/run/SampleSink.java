package dev.layertax.harness.run;

import dev.layertax.reports.model.Sample;
import java.io.IOException;

/** Takes each sample as its visit ends; when it returns, the sample survives a kill. */
@FunctionalInterface
public interface SampleSink {
  void append(Sample sample) throws IOException;
}
