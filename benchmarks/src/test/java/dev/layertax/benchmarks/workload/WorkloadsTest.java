package dev.layertax.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.benchmarks.dataset.DatasetFile;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.annotations.Param;

class WorkloadsTest {

  @Test
  void all_namesInOrder_areTheContracts() {
    assertThat(Workloads.standard())
        .extracting(Workload::name)
        .containsExactly(
            "wal-append",
            "page-update",
            "first-write",
            "rollback-journal",
            "small-files",
            "metadata-change",
            "missing-lookup",
            "directory-scan",
            "directory-rename",
            "delete-image-files",
            "atomic-replace",
            "shared-file-direct");
    assertThat(Workloads.own().all().subList(0, 12)).isEqualTo(Workloads.standard());
    assertThat(Workloads.own().all().subList(12, Workloads.own().all().size()))
        .extracting(Workload::name)
        .containsExactly(
            "group-commit",
            "checkpoint",
            "doublewrite",
            "lsm-compaction",
            "preallocate",
            "log-rotate");
    assertThat(Workloads.databases()).isEqualTo(Workloads.standard().subList(0, 5));
    assertThat(Workloads.sentinels())
        .extracting(Workload::name)
        .containsExactly("cpu-sentinel", "storage-anchor");
  }

  @Test
  void find_anyName_givesThatWorkload() {
    assertThat(everything())
        .allSatisfy(
            workload -> assertThat(Workloads.own().find(workload.name())).contains(workload));
    assertThat(Workloads.own().find("wal")).isEmpty();
  }

  /** A record's list of values and the annotation's are written twice; this holds them together. */
  @Test
  void parameters_anyWorkload_areThoseOfItsJmhClass() {
    assertThat(everything())
        .allSatisfy(
            workload -> {
              List<Parameter> parameters = workload.parameters();
              List<String> declared = new ArrayList<>();
              for (Field field : Class.forName(workload.benchmark()).getFields()) {
                Param param = field.getAnnotation(Param.class);
                if (param != null) {
                  declared.add(field.getName() + "=" + List.of(param.value()));
                }
              }
              assertThat(parameters)
                  .extracting(parameter -> parameter.name() + "=" + parameter.values())
                  .containsExactlyElementsOf(declared);
            });
  }

  @Test
  void dataset_sameName_sameBytes() {
    Map<String, String> digests = new HashMap<>();
    for (Workload workload : everything()) {
      for (Map<String, String> params : combinations(workload)) {
        Dataset dataset = (Dataset) workload.dataset(params);
        assertThat(digests.putIfAbsent(dataset.name(), dataset.digest()))
            .isIn(null, dataset.digest());
        Set<String> paths = new HashSet<>();
        assertThat(dataset.files()).allMatch(file -> paths.add(file.path()));
      }
    }
    assertThat(digests).hasSize(17);
    assertThat(Set.copyOf(digests.values())).hasSize(17);
  }

  @Test
  void missingLookup_anyNumberOfLayers_theDirectoryIsInEach() {
    Workload workload = Workloads.own().find("missing-lookup").orElseThrow();
    for (Map<String, String> params : combinations(workload)) {
      Dataset dataset = (Dataset) workload.dataset(params);
      assertThat(dataset.layers()).isEqualTo(Integer.parseInt(params.get("layers")));
      assertThat(dataset.files()).hasSize(100);
      for (int layer = 0; layer < dataset.layers(); layer++) {
        assertThat(dataset.filesOf(layer))
            .isNotEmpty()
            .allMatch(file -> file.path().startsWith("modules/"));
      }
    }
  }

  @Test
  void directoryRename_dataset_hasADirectoryOfEightFilesForEachIteration() {
    Workload workload = Workloads.own().find("directory-rename").orElseThrow();
    Map<String, Integer> files = new HashMap<>();
    for (DatasetFile file : ((Dataset) workload.dataset(Map.of())).files()) {
      files.merge(file.path().substring(0, file.path().lastIndexOf('/')), 1, Integer::sum);
    }
    assertThat(files.values()).containsOnly(8);
    assertThat(files.keySet().stream().filter(directory -> directory.contains("warmup")))
        .hasSize(workload.maxWarmupIterations(Map.of()));
    assertThat(files)
        .hasSize(workload.maxWarmupIterations(Map.of()) + workload.maxIterations(Map.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"first-write", "metadata-change", "delete-image-files"})
  void untouchedFiles_anySize_hasAFileOfThatSizeForEachIteration(String name) {
    Workload workload = Workloads.own().find(name).orElseThrow();
    Map<String, Long> bytes =
        Map.of("4KiB", 4L << 10, "1MiB", 1L << 20, "16MiB", 16L << 20, "64MiB", 64L << 20);
    Map<String, Integer> iterations = Map.of("4KiB", 16, "1MiB", 8, "16MiB", 2, "64MiB", 2);
    for (Map<String, String> params : combinations(workload)) {
      String size = params.get("size");
      int measured = workload.maxIterations(params);
      int warmup = workload.maxWarmupIterations(params);

      assertThat(measured).isEqualTo(iterations.get(size));
      assertThat(((Dataset) workload.dataset(params)).files()).hasSize(measured + warmup);
      assertThat(((Dataset) workload.dataset(params)).files().subList(0, measured))
          .allMatch(file -> file.sizeBytes() == bytes.get(size));
      assertThat(((Dataset) workload.dataset(params)).files().subList(measured, measured + warmup))
          .allMatch(file -> file.sizeBytes() == Math.min(bytes.get(size), 160 << 10));
    }
  }

  private static List<Workload> everything() {
    return Stream.concat(Workloads.own().all().stream(), Workloads.sentinels().stream()).toList();
  }

  private static List<Map<String, String>> combinations(Workload workload) {
    List<Map<String, String>> combinations = List.of(Map.of());
    for (Parameter parameter : workload.parameters()) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> combination : combinations) {
        for (String value : parameter.values()) {
          Map<String, String> extended = new HashMap<>(combination);
          extended.put(parameter.name(), value);
          longer.add(extended);
        }
      }
      combinations = longer;
    }
    return combinations;
  }
}
