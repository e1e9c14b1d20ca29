package dev.layertax.harness.environment;

import dev.layertax.reports.model.Passport;
import dev.layertax.reports.model.Target;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a target really is, by what a program in a container of it saw. */
public final class TargetPassport {

  private TargetPassport() {}

  /**
   * The passport of a target, with the reason why it is none where it is not what its name says.
   *
   * @param datasetPath where the dataset lies in the container's image
   * @param engineFacts what the engine knows; what was seen wins over them
   */
  public static Passport of(
      String engine,
      Target target,
      Sight sight,
      String datasetPath,
      Map<String, String> engineFacts) {
    SortedMap<String, String> facts = new TreeMap<>(engineFacts);
    facts.putAll(sight.facts());
    facts.remove("namespace");
    sight
        .mount()
        .ifPresent(
            mount -> {
              facts.put("mount", mount.shortLine());
              facts.put("fileSystem", mount.fileSystem());
              facts.put("device", mount.device());
              facts.put("options", mount.plainOptions());
            });
    NameCheck check = new NameCheck(target, sight, datasetPath, engineFacts);
    check.problem().ifPresent(problem -> facts.put(Passport.INVALID, problem));
    check.note().ifPresent(note -> facts.put("note", note));
    return new Passport(engine, target, facts);
  }
}
