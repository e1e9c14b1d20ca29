package dev.layertax.reports.model;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Records as they are but for some components, which a test names. */
public final class Altered {

  private Altered() {}

  /**
   * A copy with other values.
   *
   * @param values by the name of their component
   * @throws IllegalArgumentException when the record has no such component, or not of that type
   */
  public static <R extends Record> R of(R record, Map<String, ?> values) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    Set<String> unknown = new HashSet<>(values.keySet());
    Object[] all = new Object[components.length];
    try {
      for (int i = 0; i < components.length; i++) {
        String name = components[i].getName();
        unknown.remove(name);
        all[i] =
            values.containsKey(name)
                ? values.get(name)
                : components[i].getAccessor().invoke(record);
      }
      if (!unknown.isEmpty()) {
        throw new IllegalArgumentException(record.getClass() + " has no component " + unknown);
      }
      @SuppressWarnings("unchecked")
      Class<R> type = (Class<R>) record.getClass();
      return type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new))
          .newInstance(all);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("no copy can be made of " + record, e);
    }
  }
}
