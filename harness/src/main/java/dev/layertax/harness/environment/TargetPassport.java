package dev.layertax.harness.environment;

import dev.layertax.reports.model.Passport;
import dev.layertax.reports.model.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a target really is, found out where its bytes go. */
public final class TargetPassport {

  private TargetPassport() {}

  /**
   * The passport of a target that can be seen from here. It writes and removes one small file
   * there.
   *
   * @param backing the directory that takes the bytes
   * @param engineFacts what the engine knows; they win over what is found
   */
  public static Passport of(
      String engine, Target target, Path backing, Map<String, String> engineFacts) {
    SortedMap<String, String> facts = new TreeMap<>();
    facts.put("path", backing.toString());
    MountTable.ofThisProcess()
        .mountOf(backing)
        .ifPresent(
            mount -> {
              facts.put("mount", mount.line());
              facts.put("fileSystem", mount.fileSystem());
              facts.put("device", mount.device());
            });
    try {
      facts.putIfAbsent("fileSystem", Files.getFileStore(backing).type());
      facts.put("freeBytes", Long.toString(Files.getFileStore(backing).getUsableSpace()));
      facts.put("fsync", FsyncHonesty.probe(backing));
    } catch (IOException e) {
      facts.put("problem", e.toString());
    }
    facts.putAll(engineFacts);
    return new Passport(engine, target, facts);
  }

  /** The passport of a target that only its engine can see. */
  public static Passport of(String engine, Target target, Map<String, String> engineFacts) {
    return new Passport(engine, target, new TreeMap<>(engineFacts));
  }
}
