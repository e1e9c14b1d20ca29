package dev.layertax.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Prints, after the last test, what was not checked here and why; nothing where all was. Found by
 * the platform's launcher in {@code META-INF/services}.
 */
public final class NotChecked implements TestExecutionListener {
  private static final String PREFIX = "Assumption failed: ";

  private final Map<String, List<String>> testsByReason = new TreeMap<>();

  private final PrintStream out;

  /** For the launcher. */
  public NotChecked() {
    this(System.out);
  }

  NotChecked(PrintStream out) {
    this.out = out;
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    add(test, reason);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
      add(test, result.getThrowable().map(Throwable::getMessage).orElse("no reason given"));
    }
  }

  private synchronized void add(TestIdentifier test, String reason) {
    String plain = reason.startsWith(PREFIX) ? reason.substring(PREFIX.length()) : reason;
    testsByReason.computeIfAbsent(plain, key -> new ArrayList<>()).add(name(test));
  }

  private static String name(TestIdentifier test) {
    Object source = test.getSource().orElse(null);
    if (source instanceof MethodSource method) {
      String name = simple(method.getClassName()) + "." + method.getMethodName();
      return test.getType().isTest() && !test.getDisplayName().endsWith("()")
          ? name + " " + test.getDisplayName()
          : name;
    }
    return source instanceof ClassSource type ? simple(type.getClassName()) : test.getDisplayName();
  }

  private static String simple(String className) {
    return className.substring(className.lastIndexOf('.') + 1);
  }

  @Override
  public synchronized void testPlanExecutionFinished(TestPlan plan) {
    testsByReason.forEach(
        (reason, tests) -> {
          out.println("not checked, as " + reason + ":");
          tests.forEach(test -> out.println("  " + test));
        });
  }
}
