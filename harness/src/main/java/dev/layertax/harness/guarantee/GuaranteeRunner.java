package dev.layertax.harness.guarantee;

import dev.layertax.harness.engine.Engine;
import dev.layertax.harness.engine.NoArchiveException;
import dev.layertax.reports.model.Guarantee;
import dev.layertax.reports.model.Guarantee.Outcome;
import dev.layertax.reports.model.Target;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/** Makes every experiment on every target of an engine, each with storage of its own. */
public final class GuaranteeRunner {

  /** In the order of the reports. */
  static final List<Experiment> EXPERIMENTS =
      List.of(
          new Restart(),
          new Replacement(false),
          new Replacement(true),
          new Kill(),
          new Sharing(),
          new Upgrade(true),
          new Upgrade(false),
          new Backup(false),
          new Backup(true),
          new Migration());

  /** Says why a target is not what its name says. */
  interface Doubt {
    Optional<String> problem(Scene scene) throws IOException, InterruptedException;
  }

  private final List<Experiment> experiments;
  private final Doubt doubt;
  private final Consumer<Guarantee> listener;
  private final Consumer<String> log;
  private boolean stopped;
  private Scene current;

  /**
   * @param listener hears of each finding as it is made
   * @param log takes what does not belong in a finding
   */
  public GuaranteeRunner(Consumer<Guarantee> listener, Consumer<String> log) {
    this(EXPERIMENTS, TargetName::problem, listener, log);
  }

  GuaranteeRunner(
      List<Experiment> experiments,
      Doubt doubt,
      Consumer<Guarantee> listener,
      Consumer<String> log) {
    this.experiments = List.copyOf(experiments);
    this.doubt = doubt;
    this.listener = listener;
    this.log = log;
  }

  /** Names of the experiments, in the order they are made. */
  public static List<String> experimentNames() {
    return EXPERIMENTS.stream().map(Experiment::name).toList();
  }

  /**
   * Makes the experiments; an experiment that breaks is a finding, no exception.
   *
   * @param second another engine of the same kind with storage of its own, for what moves from one
   *     to the other; empty for none
   * @return a finding for each target and experiment; fewer after {@link #stop}
   * @throws IOException when the engine cannot build the images that all of them start from
   */
  public List<Guarantee> run(Engine engine, Optional<Engine> second, List<Target> targets)
      throws IOException, InterruptedException {
    Scene.Side side = new Scene.Side(engine, Releases.build(engine));
    Optional<Scene.Side> other =
        second.isEmpty()
            ? Optional.empty()
            : Optional.of(new Scene.Side(second.get(), Releases.build(second.get())));
    List<Guarantee> findings = new ArrayList<>();
    for (Target target : targets) {
      Optional<String> unfit = unfit(side, target);
      for (Experiment experiment : experiments) {
        Optional<Answer> answer =
            unfit.isPresent()
                ? Optional.of(new Answer(Outcome.NOT_TRIED, Records.sentence(unfit.get())))
                : answer(side, other, target, experiment);
        if (answer.isEmpty()) {
          return findings;
        }
        Guarantee finding = finding(engine, target, experiment, answer.get());
        findings.add(finding);
        listener.accept(finding);
      }
    }
    return findings;
  }

  /** Kills the programs at work and makes {@link #run} return. From any thread; at once. */
  public void stop() {
    Scene scene;
    synchronized (this) {
      stopped = true;
      scene = current;
    }
    if (scene != null) {
      scene.stop();
    }
  }

  /** Why no experiment can be made on that target; empty when it can. */
  private Optional<String> unfit(Scene.Side side, Target target) throws InterruptedException {
    Optional<String> missing = side.engine().missing(target);
    if (missing.isPresent()) {
      return missing;
    }
    String label = "name of " + target + " of " + side.engine().name();
    Scene scene = new Scene(side, Optional.empty(), target, label);
    enter(scene);
    try {
      return doubt.problem(scene).map(problem -> target + " is not what its name says: " + problem);
    } catch (CancellationException e) {
      return Optional.empty();
    } catch (IOException e) {
      // Whatever broke will break the experiments too, and they tell it.
      log.accept(label + ": " + e);
      return Optional.empty();
    } finally {
      leave(scene, label);
    }
  }

  /** Empty when stopped. */
  private Optional<Answer> answer(
      Scene.Side side, Optional<Scene.Side> second, Target target, Experiment experiment)
      throws InterruptedException {
    String label = experiment.name() + " on " + target + " of " + side.engine().name();
    Scene scene = new Scene(side, second, target, label);
    enter(scene);
    try {
      Answer answer = attempt(experiment, scene, label);
      return isStopped() ? Optional.empty() : Optional.of(answer);
    } catch (CancellationException e) {
      return Optional.empty();
    } finally {
      leave(scene, label);
    }
  }

  private Answer attempt(Experiment experiment, Scene scene, String label)
      throws InterruptedException {
    try {
      return Objects.requireNonNull(experiment.tryOn(scene), "answer");
    } catch (CancellationException e) {
      throw e;
    } catch (NoArchiveException e) {
      return new Answer(Outcome.IMPOSSIBLE, Records.sentence(e.getMessage()));
    } catch (IOException e) {
      log.accept(label + ": " + e);
      return new Answer(Outcome.FAILED, Records.sentence(reason(e)));
    } catch (RuntimeException e) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      log.accept(label + ": " + trace);
      return new Answer(Outcome.FAILED, "A fault in the harness: " + e + ".");
    }
  }

  private static String reason(IOException e) {
    boolean tellsItself = e.getClass() == IOException.class && e.getMessage() != null;
    return tellsItself ? e.getMessage() : e.toString();
  }

  private static Guarantee finding(
      Engine engine, Target target, Experiment experiment, Answer answer) {
    Optional<Documentation> documentation = Documentation.of(experiment.name(), target);
    return new Guarantee(
        engine.name(),
        target,
        experiment.name(),
        answer.outcome(),
        answer.evidence(),
        documentation.map(Documentation::outcome).orElse(null),
        documentation.map(Documentation::source).orElse(null),
        answer.throughput().orElse(null));
  }

  private synchronized void enter(Scene scene) {
    current = scene;
    if (stopped) {
      scene.stop();
    }
  }

  private synchronized boolean isStopped() {
    return stopped;
  }

  /** What cannot be removed goes with the engine. */
  private void leave(Scene scene, String label) {
    synchronized (this) {
      current = null;
    }
    try {
      scene.close();
    } catch (IOException e) {
      log.accept(label + ": left behind until the engine closes: " + e);
    }
  }
}
