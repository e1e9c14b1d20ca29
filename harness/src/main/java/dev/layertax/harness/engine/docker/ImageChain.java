package dev.layertax.harness.engine.docker;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.benchmarks.dataset.DatasetFile;
import dev.layertax.harness.engine.Image;
import dev.layertax.harness.engine.ProgramPath;
import dev.layertax.harness.engine.Storage;
import dev.layertax.harness.engine.archive.FileOwner;
import dev.layertax.harness.engine.archive.LayerTar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The images of one engine: runtime, program, the archive of its classes, and dataset. */
final class ImageChain {

  /** Where the dataset lies in every image. */
  static final String DATASET_PATH = "/var/lib/layertax/data";

  /** Where programs keep temporary files and put their results, in the writable layer. */
  static final String WORKING_PATH = "/var/lib/layertax/run";

  /** The dataset's files by name, for {@link FileList}. */
  static final String LIST_PATH = "/var/lib/layertax/files";

  private static final int LAYERS_OF_PROGRAM = 2;
  private static final int LAYERS_BELOW = LAYERS_OF_PROGRAM + 1;
  private static final int DIRECTORY_MODE = 0755;

  private final Storage storage;
  private final ImageBuild build;
  private final ProgramPath programs;
  private final Optional<BaseImage> baseImage;
  private final FileOwner owner;
  private final ClassArchive classes;
  private final Map<String, Path> staged = new HashMap<>();
  private JvmCommand jvm;
  private ImageBuild.Built programImage;
  private String programDigest;

  /**
   * @param programs the measured JVM's class path on this machine
   * @param owner of the dataset's files
   */
  ImageChain(
      Storage storage,
      ImageBuild build,
      ProgramPath programs,
      Optional<BaseImage> baseImage,
      FileOwner owner,
      ClassArchive classes) {
    this.storage = storage;
    this.build = build;
    this.programs = programs;
    this.baseImage = baseImage;
    this.owner = owner;
    this.classes = classes;
  }

  /** The image that ships the dataset. */
  Image with(Dataset dataset) throws IOException {
    program();
    String digest =
        new Digest().add(programDigest).add(dataset.digest()).add(owner.toString()).hex();
    ImageBuild.Built built =
        build.image("dataset", digest, programImage.id(), () -> datasetLayers(dataset));
    return new Image(built.name(), dataset, DATASET_PATH, LAYERS_BELOW + dataset.layers());
  }

  /** How a JVM is started in a container; known once there is an image. */
  JvmCommand jvm() {
    return jvm;
  }

  /** The dataset as files of this machine, written when first asked for. */
  Path staged(Dataset dataset) throws IOException {
    Path directory = staged.get(dataset.digest());
    if (directory == null) {
      directory = storage.directory("docker", "datasets", dataset.digest());
      dataset.writeTo(directory);
      staged.put(dataset.digest(), directory);
    }
    return directory;
  }

  private void program() throws IOException {
    if (programImage != null) {
      return;
    }
    ProgramFiles files = ProgramFiles.of(programs);
    // The runtime's name has its digest: an id is the engine's own, and another with each build.
    ImageBuild.Built base =
        baseImage.isPresent()
            ? new ImageBuild.Built(baseImage.get().id(), baseImage.get().id())
            : runtimeImage();
    Digest digest = new Digest().add("program 1").add(base.name()).add(owner.toString());
    files.addTo(digest);
    String bareDigest = digest.hex();
    String java = baseImage.isPresent() ? "java" : JavaRuntime.JAVA;
    jvm = new JvmCommand(List.of(java), files.classPath());
    ImageBuild.Built bare =
        build.image("program", bareDigest, base.id(), () -> programLayers(files));
    programDigest = new Digest().add("classes 1").add(bareDigest).hex();
    programImage = build.image("classes", programDigest, bare.id(), () -> classLayers(bare.name()));
    jvm = new JvmCommand(List.of(java, "@" + ClassArchive.WORDS_PATH), files.classPath());
  }

  private List<Path> classLayers(String image) throws IOException {
    Path layer = context().resolve("classes.tar");
    classes.writeTo(layer, image, LAYERS_OF_PROGRAM);
    return List.of(layer);
  }

  private ImageBuild.Built runtimeImage() throws IOException {
    JavaRuntime runtime = programs.hasMore() ? JavaRuntime.whole() : JavaRuntime.forOwnPrograms();
    return build.image(
        "runtime",
        runtime.digest(),
        "scratch",
        () -> {
          Path layer = context().resolve("runtime.tar");
          runtime.writeTo(layer, context());
          return List.of(layer);
        });
  }

  private List<Path> programLayers(ProgramFiles files) throws IOException {
    Path layer = context().resolve("program.tar");
    try (LayerTar tar = new LayerTar(Files.newOutputStream(layer))) {
      files.writeTo(tar);
      tar.directory(WORKING_PATH.substring(1), owner, DIRECTORY_MODE);
    }
    return List.of(layer);
  }

  private List<Path> datasetLayers(Dataset dataset) throws IOException {
    Path files = staged(dataset);
    List<Path> layers = new ArrayList<>();
    for (int number = dataset.layers() - 1; number >= 0; number--) {
      Path layer = context().resolve("dataset-" + number + ".tar");
      try (LayerTar tar = new LayerTar(Files.newOutputStream(layer))) {
        if (number == 0) {
          tar.text(LIST_PATH.substring(1), FileList.of(dataset), FileOwner.ROOT);
        }
        addDataset(tar, dataset.filesOf(number), files, dataset.linksEmptyFiles());
      }
      layers.add(layer);
    }
    return layers;
  }

  /** Empty files are names of one, as {@link Dataset} says. */
  private void addDataset(
      LayerTar tar, List<DatasetFile> files, Path directory, boolean linksEmptyFiles)
      throws IOException {
    String root = DATASET_PATH.substring(1);
    tar.directory(root, owner, DIRECTORY_MODE);
    String firstEmpty = null;
    for (DatasetFile file : files) {
      String path = root + "/" + file.path();
      for (int slash = path.indexOf('/', root.length() + 1);
          slash > 0;
          slash = path.indexOf('/', slash + 1)) {
        tar.directory(path.substring(0, slash), owner, DIRECTORY_MODE);
      }
      if (linksEmptyFiles && file.sizeBytes() == 0 && firstEmpty != null) {
        tar.hardLink(path, firstEmpty, owner);
      } else {
        tar.file(path, file.in(directory), owner);
        if (file.sizeBytes() == 0) {
          firstEmpty = path;
        }
      }
    }
  }

  private Path context() throws IOException {
    return storage.directory("docker", "context");
  }
}
