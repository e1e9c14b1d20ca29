package dev.layertax.benchmarks.passport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.benchmarks.passport.FlushProbe.Kind;
import dev.layertax.benchmarks.unionfs.UnionFileSystem;
import dev.layertax.benchmarks.unionfs.UnionOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassportMainTest {

  @TempDir Path directory;

  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  private int look(URI location) {
    return run("--location", location.toString(), "--result", result().toString());
  }

  private int run(String... words) {
    return PassportMain.run(new PrintStream(errors, true, StandardCharsets.UTF_8), words);
  }

  private Path result() {
    return directory.resolve("result.tsv");
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(result());
  }

  private Map<String, String> facts() throws IOException {
    Map<String, String> facts = new TreeMap<>();
    for (String line : lines()) {
      String[] words = line.split("\t", -1);
      if (words[0].equals("fact")) {
        assertThat(words).hasSize(3);
        assertThat(facts.put(words[1], words[2])).isNull();
      }
    }
    return facts;
  }

  @Test
  void run_directory_tellsItsPlaceAndLeavesNothing() throws IOException {
    Path place = Files.createDirectory(directory.resolve("a place\twith a tab"));
    assertThat(look(place.toUri())).as(errors::toString).isZero();
    assertThat(lines().get(0)).isEqualTo("layertax-passport\t1");
    assertThat(lines().get(lines().size() - 1)).isEqualTo("end");
    assertThat(facts())
        .containsEntry("path", place.toRealPath().toString().replace('\t', ' '))
        .containsKeys("freeBytes", "fsync")
        .doesNotContainKey("layer");
    assertThat(facts().get("fsync"))
        .matches("(durable|suspiciously fast|memory), \\d+ µs, [\\d.]+ times a write");
    assertThat(place).isEmptyDirectory();
  }

  @Test
  void run_onLinux_tellsTheMountsOfItsOwnNamespace() throws IOException {
    if (!Files.isReadable(Path.of("/proc/self/mountinfo"))) {
      System.out.println("skipped, mounts not checked: no /proc on this machine");
      return;
    }
    assertThat(look(directory.toUri())).isZero();
    assertThat(facts().get("namespace")).startsWith("mnt:[");
    assertThat(lines().stream().filter(line -> line.startsWith("mount\t")).toList())
        .hasSameSizeAs(Files.readAllLines(Path.of("/proc/self/mountinfo")))
        .allMatch(line -> line.contains(" - "));
  }

  @Test
  void run_unionLayer_saysSoAndLooksAtItsUpper() throws IOException {
    Path lower = Files.createDirectories(directory.resolve("lower/data")).getParent();
    Path upper = Files.createDirectory(directory.resolve("upper"));
    Path work = Files.createDirectory(directory.resolve("work"));
    URI location =
        UnionFileSystem.uri(List.of(lower), upper, work, UnionOptions.defaults(), "/data");
    assertThat(look(location)).as(errors::toString).isZero();
    assertThat(facts())
        .containsEntry("layer", "simulated union layer")
        .containsEntry("path", upper.toRealPath().toString())
        .containsKeys("freeBytes", "fsync");
    assertThat(lower.resolve("data")).isEmptyDirectory();
  }

  @Test
  void run_noDirectory_failsWithItsNameAndWritesNothing() {
    assertThat(look(directory.resolve("gone").toUri())).isEqualTo(PassportMain.FAILED);
    assertThat(errors.toString(StandardCharsets.UTF_8)).contains("gone");
    assertThat(result()).doesNotExist();
  }

  @Test
  void run_otherWords_isUsage() {
    assertThat(run("--location", "file:///")).isEqualTo(PassportMain.USAGE);
    assertThat(run("--location", "file:///", "--out", "x")).isEqualTo(PassportMain.USAGE);
    assertThat(errors.toString(StandardCharsets.UTF_8)).contains("--result FILE");
  }

  @Test
  void kind_ratioOfFlushToWrite_fallsIntoItsClass() {
    assertThat(Kind.of(1.2)).isEqualTo(Kind.MEMORY);
    assertThat(Kind.of(2)).isEqualTo(Kind.SUSPICIOUSLY_FAST);
    assertThat(Kind.of(19.9)).isEqualTo(Kind.SUSPICIOUSLY_FAST);
    assertThat(Kind.of(20)).isEqualTo(Kind.DURABLE);
  }

  @Test
  void kind_sameRatioOnAMachineTenTimesSlower_isTheSame() {
    assertThat(new FlushProbe(40e-6, 4e-6).kind()).isEqualTo(Kind.SUSPICIOUSLY_FAST);
    assertThat(new FlushProbe(400e-6, 40e-6).kind()).isEqualTo(Kind.SUSPICIOUSLY_FAST);
    assertThat(new FlushProbe(812e-6, 4e-6)).hasToString("durable, 812 µs, 203 times a write");
  }
}
