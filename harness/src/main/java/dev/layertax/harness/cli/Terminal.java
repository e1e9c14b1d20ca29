package dev.layertax.harness.cli;

import java.io.Console;
import picocli.CommandLine.Help.Ansi;

/** What the terminal can show: {@code NO_COLOR} and redirection are respected. */
@SuppressWarnings("SystemConsoleNull") // isTerminal is asked as well, where the JDK has it
final class Terminal {

  private Terminal() {}

  /** Colours only on a terminal, and never with {@code NO_COLOR}. */
  static Ansi ansi() {
    return color() ? Ansi.ON : Ansi.OFF;
  }

  static boolean color() {
    return interactive() && noColor() == null;
  }

  /** Whether standard output and error are a terminal and not a file or a pipe. */
  static boolean interactive() {
    Console console = System.console();
    return console != null && isTerminal(console) && !"dumb".equals(System.getenv("TERM"));
  }

  /** Since JDK 22 there is a console without a terminal, and a method that tells. */
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  /** Width of the terminal as the shell tells it, or 80. */
  static int columns() {
    String columns = System.getenv("COLUMNS");
    try {
      return columns == null ? 80 : Math.max(20, Integer.parseInt(columns));
    } catch (NumberFormatException e) {
      return 80;
    }
  }

  private static String noColor() {
    String value = System.getenv("NO_COLOR");
    return value == null || value.isEmpty() ? null : value;
  }
}
