package dev.layertax.reports.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SameMachineTest {

  private static final Map<String, String> HOST =
      Map.of(
          "kernel", "6.1", "cpu", "Test CPU", "jdk", "17", "cores", "2", "governor", "powersave");
  private static final Map<String, String> VOLUME =
      Map.of("fileSystem", "ext4", "device", "/dev/vda", "freeBytes", "10");

  private static Environment environment(Map<String, String> host, Map<String, String> volume) {
    return new Environment(
        Plan.SCHEMA_VERSION,
        new TreeMap<>(host),
        List.of(new Passport("simulated", Target.NAMED_VOLUME, new TreeMap<>(volume))));
  }

  private static Map<String, String> with(Map<String, String> facts, String name, String value) {
    Map<String, String> changed = new TreeMap<>(facts);
    changed.put(name, value);
    return changed;
  }

  private static List<String> differences(Map<String, String> host, Map<String, String> volume) {
    return SameMachine.differences(environment(HOST, VOLUME), environment(host, volume));
  }

  @Test
  void differences_factsThatCostNothing_areNone() {
    assertThat(differences(with(HOST, "governor", "performance"), with(VOLUME, "freeBytes", "9")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"kernel", "cpu", "jdk", "cores", "os", "cpuLimit", "layertax"})
  void differences_otherHost_nameTheFactAndBothValues(String fact) {
    assertThat(differences(with(HOST, fact, "other"), VOLUME))
        .containsExactly(
            "%s was '%s', is 'other'".formatted(fact, HOST.getOrDefault(fact, "none")));
  }

  @Test
  void differences_otherStorageUnderATarget_nameIt() {
    assertThat(differences(HOST, with(VOLUME, "fileSystem", "xfs")))
        .containsExactly("simulated named-volume fileSystem was 'ext4', is 'xfs'");
  }

  @Test
  void differences_targetThatCouldNotBeLookedAt_tellsNothing() {
    assertThat(differences(HOST, Map.of("problem", "no space"))).isEmpty();
  }

  @Test
  void differences_targetThatIsNoLongerWhatItsNameSays_tellIt() {
    assertThat(differences(HOST, with(VOLUME, Passport.INVALID, "a lie")))
        .containsExactly("simulated named-volume invalid was 'none', is 'a lie'");
  }

  @Test
  void differences_otherMountOptions_nameThemWhereBothWereTold() {
    assertThat(differences(HOST, with(VOLUME, "options", "rw"))).isEmpty();
    assertThat(
            SameMachine.differences(
                environment(HOST, with(VOLUME, "options", "rw")),
                environment(HOST, with(VOLUME, "options", "rw,sync"))))
        .containsExactly("simulated named-volume options was 'rw', is 'rw,sync'");
  }
}
