package dev.layertax.harness.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.layertax.harness.engine.Container;
import dev.layertax.harness.engine.ForkExit;
import dev.layertax.harness.engine.NoArchiveException;
import dev.layertax.harness.guarantee.program.Ledger;
import dev.layertax.reports.model.Guarantee;
import dev.layertax.reports.model.Guarantee.Outcome;
import dev.layertax.reports.model.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuaranteeRunnerTest {

  private final StubEngine engine = new StubEngine();
  private final List<Guarantee> heard = new ArrayList<>();
  private final List<String> log = new ArrayList<>();

  /** An experiment that does as the test says. */
  private record Scripted(String name, Script script) implements Experiment {
    interface Script {
      Answer on(Scene scene) throws IOException, InterruptedException;
    }

    @Override
    public Answer tryOn(Scene scene) throws IOException, InterruptedException {
      return script.on(scene);
    }
  }

  private static Scripted scripted(String name, Scripted.Script script) {
    return new Scripted(name, script);
  }

  private GuaranteeRunner runner(Experiment... experiments) {
    return runner(scene -> Optional.empty(), experiments);
  }

  private GuaranteeRunner runner(GuaranteeRunner.Doubt doubt, Experiment... experiments) {
    return new GuaranteeRunner(List.of(experiments), doubt, heard::add, log::add);
  }

  private List<Guarantee> run(Experiment... experiments) throws Exception {
    return runner(experiments).run(engine, Optional.empty(), List.of(Target.NAMED_VOLUME));
  }

  @Test
  void run_experimentThatBreaks_isAFindingAndTheNextIsMade() throws Exception {
    List<Guarantee> findings =
        run(
            scripted(
                "first",
                scene -> {
                  throw new IOException("the disk is on fire");
                }),
            scripted(
                "second",
                scene -> {
                  throw new IllegalStateException("a fault");
                }),
            scripted("third", scene -> new Answer(Outcome.KEPT, "All of it.")));
    assertThat(findings)
        .extracting(Guarantee::outcome)
        .containsExactly(Outcome.FAILED, Outcome.FAILED, Outcome.KEPT);
    assertThat(findings.get(0).evidence()).isEqualTo("The disk is on fire.");
    assertThat(findings.get(1).evidence()).contains("harness", "a fault");
    assertThat(log).anySatisfy(line -> assertThat(line).contains("IllegalStateException", "\tat "));
    assertThat(heard).isEqualTo(findings);
  }

  @Test
  void run_outcomeThatDockerDenies_saysSo() throws Exception {
    List<Guarantee> findings =
        run(scripted("replacement", scene -> new Answer(Outcome.LOST, "None of it.")));
    assertThat(findings.get(0).outcome()).isEqualTo(Outcome.LOST);
    assertThat(findings.get(0).expected()).isEqualTo(Outcome.KEPT);
    assertThat(findings.get(0).source()).isNotBlank();
    assertThat(findings.get(0).contradictsDocumentation()).isTrue();
  }

  @Test
  void run_answerWithoutAnOutcome_isAFailedExperiment() throws Exception {
    assertThat(run(scripted("none", scene -> new Answer(null, "?"))).get(0).outcome())
        .isEqualTo(Outcome.FAILED);
    assertThat(run(scripted("null", scene -> null)).get(0).outcome()).isEqualTo(Outcome.FAILED);
  }

  @Test
  void run_targetThatTheEngineLacks_isNotTriedWithItsReasonAndNothingIsMade() throws Exception {
    engine.missing = Optional.of("no such thing here");
    List<Guarantee> findings = run(new Restart(), new Backup(false));
    assertThat(findings)
        .extracting(Guarantee::outcome)
        .containsExactly(Outcome.NOT_TRIED, Outcome.NOT_TRIED);
    assertThat(findings.get(0).evidence()).isEqualTo("No such thing here.");
    assertThat(findings).noneMatch(Guarantee::contradictsDocumentation);
    assertThat(engine.made).isEmpty();
  }

  @Test
  void run_targetThatIsNotWhatItsNameSays_isNotTriedAndTheNextIs() throws Exception {
    GuaranteeRunner.Doubt doubt =
        scene -> {
          scene.start(scene.storage().mount());
          return Optional.of("it is no layer").filter(why -> scene.target() != Target.NAMED_VOLUME);
        };
    List<Guarantee> findings =
        runner(doubt, scripted("restart", scene -> new Answer(Outcome.KEPT, "All of it.")))
            .run(engine, Optional.empty(), List.of(Target.WRITABLE_LAYER, Target.NAMED_VOLUME));
    assertThat(findings)
        .extracting(Guarantee::outcome)
        .containsExactly(Outcome.NOT_TRIED, Outcome.KEPT);
    assertThat(findings.get(0).evidence())
        .isEqualTo("Writable-layer is not what its name says: it is no layer.");
    assertThat(heard).isEqualTo(findings);
    assertThat(engine.made).isNotEmpty();
    assertThat(engine.left).isEmpty();
  }

  @Test
  void run_nameThatCannotBeTold_isLoggedAndTheExperimentsAreMade() throws Exception {
    GuaranteeRunner.Doubt doubt =
        scene -> {
          throw new IOException("no program runs here");
        };
    List<Guarantee> findings =
        runner(doubt, scripted("restart", scene -> new Answer(Outcome.KEPT, "All of it.")))
            .run(engine, Optional.empty(), List.of(Target.NAMED_VOLUME));
    assertThat(findings).extracting(Guarantee::outcome).containsExactly(Outcome.KEPT);
    assertThat(log).singleElement().asString().contains("no program runs here");
  }

  @Test
  void run_programThatFails_isAFailedExperimentWithItsLastWords() throws Exception {
    engine.program =
        command -> new ForkExit(1, false, List.of("disk full"), Optional.empty(), Duration.ZERO);
    Guarantee finding = run(new Restart()).get(0);
    assertThat(finding.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(finding.evidence()).contains("Ledger", "exit code 1", "disk full");
  }

  @Test
  void run_programWhoseResultIsCutShort_isAFailedExperiment() throws Exception {
    engine.program = command -> StubEngine.said("found\t500\n");
    assertThat(run(new Restart()).get(0).outcome()).isEqualTo(Outcome.FAILED);
  }

  @Test
  void run_programThatFindsFewerRecordsThanWritten_isALoss() throws Exception {
    engine.program =
        command ->
            engine.runs == 1
                ? StubEngine.said("found\t0\ntrailing\t0\ntotal\t500\nbytes\t14000\nend\n")
                : StubEngine.said("found\t499\ntrailing\t28\ntotal\t999\nbytes\t27972\nend\n");
    Guarantee finding = run(new Restart()).get(0);
    assertThat(finding.outcome()).isEqualTo(Outcome.LOST);
    assertThat(finding.evidence()).contains("499 of the 500", "28 bytes that are no record");
  }

  @Test
  void run_withoutASecondEngine_saysWhatMigrationNeeds() throws Exception {
    Guarantee finding = run(new Migration()).get(0);
    assertThat(finding.outcome()).isEqualTo(Outcome.NOT_TRIED);
    assertThat(finding.evidence()).contains("second engine");
  }

  @Test
  void run_targetThatTheSecondEngineLacks_isNotMovedTo() throws Exception {
    StubEngine second = new StubEngine();
    second.missing = Optional.of("no such thing there");
    Guarantee finding =
        runner(new Migration())
            .run(engine, Optional.of(second), List.of(Target.NAMED_VOLUME))
            .get(0);
    assertThat(finding.outcome()).isEqualTo(Outcome.NOT_TRIED);
    assertThat(finding.evidence()).contains("second engine", "no such thing there.");
    assertThat(engine.made).isEmpty();
  }

  @Test
  void run_filesThatTheEngineHasNoWayTo_areImpossibleToGetAndNoFailure() throws Exception {
    Guarantee finding =
        run(scripted(
                "backup",
                scene -> {
                  throw new NoArchiveException("nothing sees them");
                }))
            .get(0);
    assertThat(finding.outcome()).isEqualTo(Outcome.IMPOSSIBLE);
    assertThat(finding.evidence()).isEqualTo("Nothing sees them.");
    assertThat(log).isEmpty();
  }

  @Test
  void run_whateverAnExperimentLeaves_isRemoved() throws Exception {
    run(
        scripted(
            "leaves",
            scene -> {
              scene.start(scene.storage().mount());
              scene.start(scene.storage(scene.side(), Target.ANONYMOUS_VOLUME).mount());
              Container removed =
                  scene.start(scene.storage(scene.side(), Target.ANONYMOUS_VOLUME).mount());
              scene.remove(removed, false);
              throw new IOException("broke off");
            }));
    assertThat(engine.made).hasSizeGreaterThanOrEqualTo(5);
    assertThat(engine.left).isEmpty();
  }

  @Test
  void run_whatCannotBeRemoved_keepsNothingElseFromBeingRemoved() throws Exception {
    engine.removeFailure = "busy";
    List<Guarantee> findings =
        run(
            scripted(
                "leaves",
                scene -> {
                  scene.start(scene.storage().mount());
                  return new Answer(Outcome.KEPT, "All of it.");
                }));
    assertThat(findings.get(0).outcome()).isEqualTo(Outcome.KEPT);
    assertThat(engine.left).containsExactly("container-1");
    assertThat(log).anySatisfy(line -> assertThat(line).contains("left behind", "busy"));
  }

  @Test
  void stop_whileAnExperimentRuns_endsItAndMakesNoMore() throws Exception {
    GuaranteeRunner[] runner = new GuaranteeRunner[1];
    runner[0] =
        runner(
            scripted("before", scene -> new Answer(Outcome.KEPT, "All of it.")),
            scripted(
                "during",
                scene -> {
                  Container container = scene.start(scene.storage().mount());
                  runner[0].stop();
                  scene.run(container, Ledger.append(1));
                  return new Answer(Outcome.KEPT, "All of it.");
                }),
            scripted("after", scene -> new Answer(Outcome.KEPT, "All of it.")));
    List<Guarantee> findings =
        runner[0].run(engine, Optional.empty(), List.of(Target.NAMED_VOLUME));
    assertThat(findings).extracting(Guarantee::experiment).containsExactly("before");
    assertThat(engine.killed).containsExactly("container-1");
    assertThat(engine.left).isEmpty();
  }

  @Test
  void run_imageThatCannotBeBuilt_isNoFinding() {
    engine.buildFailure = "no room for an image";
    assertThatThrownBy(() -> run(new Restart()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no room");
    assertThat(heard).isEmpty();
  }

  @Test
  void documentation_everyExperimentItSpeaksOf_exists() {
    List<String> names = GuaranteeRunner.experimentNames();
    assertThat(names).doesNotHaveDuplicates();
    for (String spoken :
        List.of(
            "restart",
            "replacement",
            "auto-remove",
            "sharing",
            "upgrade",
            "upgrade-files",
            "backup")) {
      assertThat(names).contains(spoken);
      assertThat(Documentation.of(spoken, Target.NAMED_VOLUME)).isPresent();
    }
  }
}
