package dev.layertax.harness.run;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.harness.engine.Container;
import dev.layertax.harness.engine.ContainerOptions;
import dev.layertax.harness.engine.Engine;
import dev.layertax.harness.engine.ForkCommand;
import dev.layertax.harness.engine.ForkExit;
import dev.layertax.harness.engine.Image;
import dev.layertax.harness.engine.Mount;
import dev.layertax.harness.engine.Volume;
import dev.layertax.reports.model.Target;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An engine without storage whose programs are a function of the test's. */
final class FakeEngine implements Engine {

  /** What a program does. */
  interface Program {
    ForkExit run(Container container, ForkCommand command) throws IOException, InterruptedException;
  }

  static final String GOOD_RESULT =
      "layertax-fork\t1\njvm\tTest VM\t17\nstore\text4\t/dev/vda\niteration\t0\t10\t0.002\nend\n";

  final List<String> datasetsBuilt = new ArrayList<>();
  final List<ForkCommand> commands = new ArrayList<>();
  int containersMade;
  int containersLeft;
  int settled;
  Program program = (container, command) -> exit(0, GOOD_RESULT);
  Map<String, String> facts = Map.of("driver", "fake");
  String createFailure;
  String buildFailure;

  private final String name;
  private final Path directory;

  FakeEngine(String name, Path directory) {
    this.name = name;
    this.directory = directory;
  }

  static ForkExit exit(int code, String result, String... errors) {
    return new ForkExit(
        code, false, List.of(errors), Optional.ofNullable(result), Duration.ofMillis(30));
  }

  /** What one of our containers was made with. */
  static Mount mountOf(Container container) {
    return ((FakeContainer) container).mount;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<String> unavailable() {
    return Optional.empty();
  }

  @Override
  public Optional<String> missing(Target target) {
    return Optional.empty();
  }

  @Override
  public Image build(Dataset dataset) throws IOException {
    if (buildFailure != null) {
      throw new IOException(buildFailure);
    }
    datasetsBuilt.add(dataset.name());
    return new Image(dataset.name(), dataset, "/data", 2);
  }

  @Override
  public Volume createVolume() {
    return new Volume() {
      @Override
      public String name() {
        return "volume";
      }

      @Override
      public boolean anonymous() {
        return false;
      }

      @Override
      public void remove() {}
    };
  }

  @Override
  public List<Volume> volumes() {
    return List.of();
  }

  @Override
  public void fill(Path hostDirectory, Image image) throws IOException {
    image.dataset().writeTo(hostDirectory);
  }

  @Override
  public Path createHostDirectory() throws IOException {
    return Files.createTempDirectory(directory, "host");
  }

  @Override
  public void removeHostDirectory(Path made) throws IOException {
    Files.delete(made);
  }

  @Override
  public Container create(ContainerOptions options) throws IOException {
    if (createFailure != null) {
      throw new IOException(createFailure);
    }
    containersMade++;
    containersLeft++;
    return new FakeContainer(options.mount());
  }

  @Override
  public void settle() {
    settled++;
  }

  @Override
  public void close() {}

  private final class FakeContainer implements Container {
    private final Mount mount;

    FakeContainer(Mount mount) {
      this.mount = mount;
    }

    @Override
    public String id() {
      return "container";
    }

    @Override
    public URI location() {
      return directory.toUri();
    }

    @Override
    public Optional<Path> backing() {
      return Optional.of(directory);
    }

    @Override
    public Map<String, String> facts() {
      return facts;
    }

    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public void warm() {}

    @Override
    public ForkExit run(ForkCommand command, Duration timeout)
        throws IOException, InterruptedException {
      commands.add(command);
      return program.run(this, command);
    }

    @Override
    public void kill() {}

    @Override
    public void backup(OutputStream tar) {
      throw new UnsupportedOperationException("no test backs this up");
    }

    @Override
    public void restore(InputStream tar) {
      throw new UnsupportedOperationException("no test restores this");
    }

    @Override
    public List<Volume> anonymousVolumes() {
      return List.of();
    }

    @Override
    public void remove(boolean withAnonymousVolumes) {
      containersLeft--;
    }
  }
}
