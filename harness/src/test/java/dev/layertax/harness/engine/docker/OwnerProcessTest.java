package dev.layertax.harness.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnerProcessTest {

  private static final OwnerProcess SELF = OwnerProcess.self();
  private static final OwnerMachine HERE = OwnerMachine.here();

  private static OwnerProcess.State stateOf(OwnerMachine machine) {
    return new OwnerProcess(machine, SELF.pid(), SELF.start()).state();
  }

  @Test
  void of_itsLabels_isItself() {
    assertThat(OwnerProcess.of(SELF.labels())).contains(SELF);
    assertThat(SELF.state()).isEqualTo(OwnerProcess.State.ALIVE);
    assertThat(OwnerProcess.of(Map.of("dev.layertax.owner.pid", "x"))).isEmpty();
    assertThat(OwnerProcess.of(Map.of())).isEmpty();
  }

  @Test
  void state_numberGivenAgain_isGone() {
    assertThat(new OwnerProcess(HERE, SELF.pid(), "1 ticks").state())
        .isEqualTo(OwnerProcess.State.GONE);
  }

  @Test
  void state_noSuchProcess_isGone() {
    assertThat(new OwnerProcess(HERE, Integer.MAX_VALUE, SELF.start()).state())
        .isEqualTo(OwnerProcess.State.GONE);
  }

  @Test
  void state_startNotKnown_isUnknown() {
    assertThat(new OwnerProcess(HERE, SELF.pid(), "").state())
        .isEqualTo(OwnerProcess.State.UNKNOWN);
  }

  @Test
  void state_anotherMachineOfTheSameName_isUnknown() {
    assertThat(stateOf(new OwnerMachine(HERE.host(), "other", "other", HERE.processes())))
        .isEqualTo(OwnerProcess.State.UNKNOWN);
    assertThat(stateOf(new OwnerMachine(HERE.host(), "", "other", HERE.processes())))
        .isEqualTo(OwnerProcess.State.UNKNOWN);
  }

  @Test
  void state_anotherNamespaceOfProcesses_isUnknown() {
    assertThat(stateOf(new OwnerMachine(HERE.host(), HERE.id(), HERE.boot(), "pid:[1]")))
        .isEqualTo(OwnerProcess.State.UNKNOWN);
  }

  @Test
  void isLaterBootOf_sameSystemAnotherBoot_onlyWithNameAndNumber() {
    OwnerMachine now = new OwnerMachine("host", "machine", "boot 2", "pid:[1]");
    assertThat(now.isLaterBootOf(new OwnerMachine("host", "machine", "boot 1", "pid:[1]")))
        .isTrue();
    assertThat(now.isLaterBootOf(now)).isFalse();
    assertThat(now.isLaterBootOf(new OwnerMachine("copy", "machine", "boot 1", "pid:[1]")))
        .isFalse();
    assertThat(now.isLaterBootOf(new OwnerMachine("host", "another", "boot 1", "pid:[1]")))
        .isFalse();
    OwnerMachine unnumbered = new OwnerMachine("host", "", "boot 2", "pid:[1]");
    assertThat(unnumbered.isLaterBootOf(new OwnerMachine("host", "", "boot 1", "pid:[1]")))
        .isFalse();
  }

  @Test
  void sharesProcessesWith_systemWithoutBootNumber_goesByName() {
    OwnerMachine other = new OwnerMachine("host", "", "", "");
    assertThat(other.sharesProcessesWith(new OwnerMachine("host", "", "", ""))).isTrue();
    assertThat(other.sharesProcessesWith(new OwnerMachine("another", "", "", ""))).isFalse();
  }
}
