package dev.layertax.harness.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnerProcessTest {

  private static final OwnerProcess SELF = OwnerProcess.self();

  @Test
  void of_itsLabels_isItself() {
    assertThat(OwnerProcess.of(SELF.labels()))
        .contains(OwnerProcess.of(SELF.labels()).orElseThrow());
    assertThat(OwnerProcess.of(SELF.labels()).orElseThrow().state())
        .isEqualTo(OwnerProcess.State.ALIVE);
    assertThat(OwnerProcess.of(Map.of("dev.layertax.owner.pid", "x"))).isEmpty();
    assertThat(OwnerProcess.of(Map.of())).isEmpty();
  }

  @Test
  void state_numberGivenAgain_isGone() {
    assertThat(
            new OwnerProcess(
                    SELF.machine(), SELF.pid(), SELF.startedAt().minus(Duration.ofHours(1)))
                .state())
        .isEqualTo(OwnerProcess.State.GONE);
  }

  @Test
  void state_clockSetSince_isAlive() {
    assertThat(
            new OwnerProcess(
                    SELF.machine(), SELF.pid(), SELF.startedAt().minus(Duration.ofSeconds(30)))
                .state())
        .isEqualTo(OwnerProcess.State.ALIVE);
  }

  @Test
  void state_noSuchProcess_isGone() {
    assertThat(new OwnerProcess(SELF.machine(), Integer.MAX_VALUE, SELF.startedAt()).state())
        .isEqualTo(OwnerProcess.State.GONE);
  }

  @Test
  void state_anotherMachine_isUnknown() {
    assertThat(new OwnerProcess("elsewhere", SELF.pid(), SELF.startedAt()).state())
        .isEqualTo(OwnerProcess.State.UNKNOWN);
  }
}
