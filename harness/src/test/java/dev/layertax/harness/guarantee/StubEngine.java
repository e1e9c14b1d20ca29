package dev.layertax.harness.guarantee;

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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** An engine without storage that knows what was made and what of it is left. */
final class StubEngine implements Engine {

  final List<String> made = new ArrayList<>();
  final List<String> left = new ArrayList<>();
  final List<String> killed = new ArrayList<>();
  Optional<String> missing = Optional.empty();
  String removeFailure;
  String buildFailure;
  int runs;
  Function<ForkCommand, ForkExit> program = command -> said("end\n");

  private final Map<String, Volume> volumes = new LinkedHashMap<>();

  static ForkExit said(String result) {
    return new ForkExit(0, false, List.of(), Optional.of(result), Duration.ZERO);
  }

  private String make(String kind) {
    String name = kind + "-" + (1 + made.stream().filter(each -> each.startsWith(kind)).count());
    made.add(name);
    left.add(name);
    return name;
  }

  @Override
  public String name() {
    return "stub";
  }

  @Override
  public Optional<String> unavailable() {
    return Optional.empty();
  }

  @Override
  public Optional<String> missing(Target target) {
    return missing;
  }

  @Override
  public Image build(Dataset dataset) throws IOException {
    if (buildFailure != null) {
      throw new IOException(buildFailure);
    }
    return new Image(dataset.name(), dataset, "/data", 2);
  }

  @Override
  public Volume createVolume() {
    return new StubVolume(make("volume"), false);
  }

  @Override
  public List<Volume> volumes() {
    return List.copyOf(volumes.values());
  }

  @Override
  public Path createHostDirectory() {
    return Path.of(make("directory"));
  }

  @Override
  public void fill(Path hostDirectory, Image image) {}

  @Override
  public void removeHostDirectory(Path directory) {
    left.remove(directory.toString());
  }

  @Override
  public Container create(ContainerOptions options) {
    return new StubContainer(
        make("container"),
        options.mount() instanceof Mount.Anonymous
            ? List.of(new StubVolume(make("anonymous"), true))
            : List.of());
  }

  @Override
  public void settle() {}

  @Override
  public void close() {}

  private final class StubVolume implements Volume {
    private final String name;
    private final boolean anonymous;

    StubVolume(String name, boolean anonymous) {
      this.name = name;
      this.anonymous = anonymous;
      volumes.put(name, this);
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public boolean anonymous() {
      return anonymous;
    }

    @Override
    public void remove() {
      volumes.remove(name);
      left.remove(name);
    }
  }

  private final class StubContainer implements Container {
    private final String id;
    private final List<Volume> anonymous;

    StubContainer(String id, List<Volume> anonymous) {
      this.id = id;
      this.anonymous = anonymous;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public URI location() {
      return URI.create("file:///data");
    }

    @Override
    public Optional<Path> backing() {
      return Optional.empty();
    }

    @Override
    public Map<String, String> facts() {
      return Map.of();
    }

    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public void warm() {}

    @Override
    public ForkExit run(ForkCommand command, Duration timeout) {
      runs++;
      return program.apply(command);
    }

    @Override
    public void kill() {
      killed.add(id);
    }

    @Override
    public void backup(OutputStream tar) {}

    @Override
    public void restore(InputStream tar) {}

    @Override
    public List<Volume> anonymousVolumes() {
      return anonymous;
    }

    @Override
    public void remove(boolean withAnonymousVolumes) throws IOException {
      if (removeFailure != null) {
        throw new IOException(removeFailure);
      }
      left.remove(id);
      if (withAnonymousVolumes) {
        for (Volume volume : anonymous) {
          volume.remove();
        }
      }
    }
  }
}
