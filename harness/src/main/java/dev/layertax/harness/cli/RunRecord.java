package dev.layertax.harness.cli;

import dev.layertax.harness.run.SampleSink;
import dev.layertax.reports.model.Environment;
import dev.layertax.reports.model.Environment.ImageBuild;
import dev.layertax.reports.model.Sample;
import dev.layertax.reports.rundir.RunDirectory;
import java.io.IOException;
import java.util.List;

/** Samples, and what the images took, straight into the run directory. */
record RunRecord(RunDirectory directory, Environment environment) implements SampleSink {
  @Override
  public void append(Sample sample) throws IOException {
    directory.append(sample);
  }

  @Override
  public void built(List<ImageBuild> images) throws IOException {
    directory.writeEnvironment(environment.with(images));
  }
}
