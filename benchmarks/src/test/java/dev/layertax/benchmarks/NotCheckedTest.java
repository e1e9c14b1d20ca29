package dev.layertax.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class NotCheckedTest {

  /** Run by the tests below only: surefire takes classes by their names. */
  static class Example {
    @Test
    void runs_anywhere_passes() {
      assertThat(1).isOne();
    }

    @Test
    void mounts_withoutRights_isSkipped() {
      Assumptions.abort("nothing can be mounted");
    }

    @Test
    void assumes_withoutRoot_isSkipped() {
      Assumptions.assumeTrue(false, "nothing can be mounted");
    }

    @Test
    @EnabledIfSystemProperty(
        named = "absent",
        matches = "set",
        disabledReason = "it is switched off")
    void switched_off_isSkipped() {}
  }

  private static String printedAfter(DiscoverySelector tests) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(tests).build();
    Launcher launcher =
        LauncherFactory.create(
            LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(false).build());
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    launcher.execute(request, new NotChecked(new PrintStream(printed, true, UTF_8)));
    return printed.toString(UTF_8);
  }

  @Test
  void print_ofSkippedTests_groupsThemByReason() {
    assertThat(printedAfter(selectClass(Example.class)).lines())
        .containsExactlyInAnyOrder(
            "not checked, as System property [absent] does not exist ==> it is switched off:",
            "  NotCheckedTest$Example.switched_off_isSkipped",
            "not checked, as nothing can be mounted:",
            "  NotCheckedTest$Example.mounts_withoutRights_isSkipped",
            "  NotCheckedTest$Example.assumes_withoutRoot_isSkipped");
  }

  @Test
  void print_whereAllWasChecked_isEmpty() {
    assertThat(printedAfter(selectMethod(Example.class, "runs_anywhere_passes"))).isEmpty();
  }

  @Test
  void listener_isFoundByTheLauncher() {
    assertThat(ServiceLoader.load(TestExecutionListener.class))
        .anyMatch(NotChecked.class::isInstance);
  }
}
