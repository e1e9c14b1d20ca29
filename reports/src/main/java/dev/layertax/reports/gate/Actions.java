package dev.layertax.reports.gate;

import dev.layertax.reports.gate.Finding.Verdict;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What each verdict does to a build, under one profile of a policy.
 *
 * @param profile the policy's name for it; null for what holds without one
 * @param byVerdict one for every verdict
 */
public record Actions(String profile, SortedMap<Verdict, Action> byVerdict) {

  public Actions {
    byVerdict = Collections.unmodifiableSortedMap(new TreeMap<>(byVerdict));
    if (byVerdict.size() != Verdict.values().length) {
      throw new IllegalArgumentException("every verdict needs an action, got " + byVerdict);
    }
  }

  /**
   * What holds unless a policy says otherwise: what is worse fails, what is undecided warns.
   *
   * @param strict whether what is undecided fails
   */
  public static Actions usual(boolean strict) {
    Map<Verdict, Action> actions = new EnumMap<>(Verdict.class);
    for (Verdict verdict : Verdict.values()) {
      actions.put(
          verdict,
          switch (verdict) {
            case LOST, CHANGED, REGRESSION, INVALID -> Action.FAIL;
            case INCONCLUSIVE -> strict ? Action.FAIL : Action.WARN;
            // Warns: who reads the report shall know what is let pass, why, and until when.
            case ACCEPTED -> Action.WARN;
            case CONFIRMED, EXACT, PASS, IMPROVED -> Action.IGNORE;
          });
    }
    return new Actions(null, new TreeMap<>(actions));
  }

  /** The same with some verdicts' actions changed, under a name. */
  Actions with(String name, Map<Verdict, Action> changed) {
    SortedMap<Verdict, Action> actions = new TreeMap<>(byVerdict);
    actions.putAll(changed);
    return new Actions(name, actions);
  }

  /** What the verdict does. */
  public Action of(Verdict verdict) {
    return byVerdict.get(verdict);
  }
}
