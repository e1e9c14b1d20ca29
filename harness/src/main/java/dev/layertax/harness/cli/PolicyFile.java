package dev.layertax.harness.cli;

import dev.layertax.reports.gate.Policy;
import dev.layertax.reports.model.Plan;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A policy as the user named it.
 *
 * @param policy what it says
 * @param text its text, kept in the plan
 */
record PolicyFile(Policy policy, String text) {

  private static final long MOST_BYTES = 1 << 20;

  /** The policy of a file. */
  static PolicyFile read(Path file) throws IOException, UserException {
    if (Files.size(file) > MOST_BYTES) {
      throw new UserException(
          ExitCode.INVALID, file + ": has " + Files.size(file) + " bytes; that is no policy");
    }
    try {
      String text = Files.readString(file);
      return new PolicyFile(Policy.parse(text, file.toString()), text);
    } catch (CharacterCodingException e) {
      throw new UserException(ExitCode.INVALID, file + ": is not UTF-8 text; that is no policy");
    }
  }

  /** The file's policy if one is named, else the one the run was started with, checked. */
  static Optional<Policy> chosen(Path file, Plan plan) throws IOException, UserException {
    Optional<Policy> policy =
        file != null
            ? Optional.of(read(file).policy())
            : Optional.ofNullable(plan.policy())
                .map(text -> Policy.parse(text, "plan.json's policy"));
    policy.ifPresent(rules -> rules.check(plan));
    return policy;
  }
}
