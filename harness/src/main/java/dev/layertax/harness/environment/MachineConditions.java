package dev.layertax.harness.environment;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the kernel has counted of stalls and stolen time until now.
 *
 * <p>Pressure: the {@code some} total of {@code /proc/pressure/{cpu,io,memory}} in microseconds
 * (kernel's accounting/psi.rst). Steal: the eighth figure of the {@code cpu} line of {@code
 * /proc/stat} against the sum of the first eight, which hold guest time already (proc_stat(5)).
 */
public final class MachineConditions {

  private static final Map<String, String> PRESSURES =
      Map.of("cpu", "cpuPressure", "io", "ioPressure", "memory", "memoryPressure");

  private static final int STEAL = 7;

  private final long nanos;
  private final Map<String, Long> stallMicros;
  private final long[] cpuTicks;

  private MachineConditions(long nanos, Map<String, Long> stallMicros, long[] cpuTicks) {
    this.nanos = nanos;
    this.stallMicros = stallMicros;
    this.cpuTicks = cpuTicks;
  }

  /** The counts of this machine. */
  public static MachineConditions now() {
    return read(Path.of("/"), System.nanoTime());
  }

  static MachineConditions read(Path root, long nanos) {
    Map<String, Long> stalls = new TreeMap<>();
    PRESSURES.forEach(
        (file, name) ->
            TextFiles.lines(root.resolve("proc/pressure").resolve(file)).stream()
                .filter(line -> line.startsWith("some ") && line.contains(" total="))
                .forEach(line -> stalls.put(name, Long.valueOf(line.replaceAll(".*total=", "")))));
    long[] ticks =
        TextFiles.lines(root.resolve("proc/stat")).stream()
            .filter(line -> line.startsWith("cpu "))
            .findFirst()
            .map(MachineConditions::ticks)
            .orElse(new long[0]);
    return new MachineConditions(nanos, stalls, ticks);
  }

  private static long[] ticks(String line) {
    String[] words = line.split(" +", -1);
    long[] ticks = new long[Math.min(STEAL + 1, words.length - 1)];
    for (int i = 0; i < ticks.length; i++) {
      ticks[i] = Long.parseLong(words[i + 1]);
    }
    return ticks;
  }

  /**
   * Shares of the time since then, each in [0,1]: {@code cpuPressure}, {@code ioPressure}, {@code
   * memoryPressure}, {@code steal}; absent where the machine does not tell.
   */
  public SortedMap<String, Double> since(MachineConditions before) {
    SortedMap<String, Double> shares = new TreeMap<>();
    double micros = (nanos - before.nanos) / 1e3;
    stallMicros.forEach(
        (name, total) -> {
          Long earlier = before.stallMicros.get(name);
          if (earlier != null && micros > 0) {
            shares.put(name, Math.min(1, (total - earlier) / micros));
          }
        });
    steal(before).ifPresent(share -> shares.put("steal", share));
    return shares;
  }

  private OptionalDouble steal(MachineConditions before) {
    if (cpuTicks.length <= STEAL || before.cpuTicks.length <= STEAL) {
      return OptionalDouble.empty();
    }
    long all = 0;
    for (int i = 0; i < cpuTicks.length; i++) {
      all += cpuTicks[i] - before.cpuTicks[i];
    }
    return all > 0
        ? OptionalDouble.of((double) (cpuTicks[STEAL] - before.cpuTicks[STEAL]) / all)
        : OptionalDouble.empty();
  }
}
