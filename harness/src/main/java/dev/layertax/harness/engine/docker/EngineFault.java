package dev.layertax.harness.engine.docker;

import com.github.dockerjava.api.exception.DockerException;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What went wrong between us and an engine, in one line without a stack trace. */
final class EngineFault {

  /** The engine's own words are a JSON object with one member. */
  private static final Pattern MESSAGE =
      Pattern.compile("\"message\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

  private static final int LONGEST = 500;

  private EngineFault() {}

  /** The engine's answer, or what kept it from answering. */
  static String of(Throwable e) {
    if (e instanceof DockerException answer) {
      return "the engine answered " + answer.getHttpStatus() + ": " + words(answer.getMessage());
    }
    Optional<String> garbage = garbage(e);
    if (garbage.isPresent()) {
      return "what answered is no Docker Engine, or speaks another language: " + garbage.get();
    }
    Throwable cause = rootOf(e);
    if (cause.getClass().getSimpleName().equals("NoHttpResponseException")) {
      return "what listens there closed the connection without an answer in HTTP";
    }
    String message = cause.getMessage();
    return words(message == null ? cause.getClass().getSimpleName() : message);
  }

  /** Whether the system refused to let this user speak to the engine. */
  static boolean isDenied(Throwable e) {
    return of(e).toLowerCase(Locale.ROOT).contains("permission denied");
  }

  static IOException exception(String what, Throwable e) {
    return new IOException(what + ": " + of(e), e);
  }

  private static Throwable rootOf(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return cause;
  }

  /**
   * Note: by name here and above, as the HTTP client hides its own copy of the class, and the JSON
   * library has another owner.
   */
  private static Optional<String> garbage(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause.getClass().getName().startsWith("com.fasterxml.jackson")) {
        return Optional.of(firstLine(String.valueOf(cause.getMessage())));
      }
    }
    return Optional.empty();
  }

  private static String words(String message) {
    Matcher matcher = MESSAGE.matcher(String.valueOf(message));
    return firstLine(
        matcher.find() ? matcher.group(1).replace("\\\"", "\"").replace("\\n", " ") : message);
  }

  private static String firstLine(String text) {
    String line = String.valueOf(text).strip().lines().findFirst().orElse("no words");
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }
}
