package dev.layertax.harness.engine.docker;

import java.util.List;

/**
 * The first process of a server's container: a shell that waits to be ended, and reaps what daemons
 * leave behind while it does.
 */
final class WaitingShell {

  /** A shell without a {@code sleep} waits for a line on its stdin, which never comes. */
  static final List<String> WORDS =
      List.of(
          "/bin/sh",
          "-c",
          "trap 'exit 0' TERM; sleep 1000000000 & wait; while read -r line; do :; done");

  private WaitingShell() {}

  /** How it runs a command. */
  static List<String> running(String words) {
    return List.of("/bin/sh", "-c", words);
  }

  /** The same with the first argument of the words. */
  static List<String> running(String words, String argument) {
    return List.of("/bin/sh", "-c", words, "sh", argument);
  }
}
