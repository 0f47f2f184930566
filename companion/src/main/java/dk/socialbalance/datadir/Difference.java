/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.datadir;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Something that a data directory should have and has not, or the other way round.
 *
 * @param where {@code layers basisdistrikt title da}
 * @param what for people
 */
public record Difference(String where, String what) {

  private static final int LONGEST = 100;

  /** All places at which two values of records, maps and plain values differ. */
  static List<Difference> between(String where, Object wanted, Object present) {
    List<Difference> found = new ArrayList<>();
    compare(where, wanted, present, found);
    return found;
  }

  private static void compare(String where, Object wanted, Object present, List<Difference> found) {
    if (Objects.equals(wanted, present)) {
      return;
    }
    if (wanted instanceof Map<?, ?> all && present instanceof Map<?, ?> there) {
      TreeSet<Object> keys = new TreeSet<>(all.keySet());
      keys.addAll(there.keySet());
      keys.forEach(
          key -> compare(join(where, key.toString()), all.get(key), there.get(key), found));
    } else if (wanted instanceof Optional<?> some && present instanceof Optional<?> there) {
      compare(where, some.orElse(null), there.orElse(null), found);
    } else if (wanted instanceof Record record
        && present != null
        && wanted.getClass() == present.getClass()) {
      for (RecordComponent part : record.getClass().getRecordComponents()) {
        compare(join(where, part.getName()), value(part, wanted), value(part, present), found);
      }
    } else if (wanted == null) {
      found.add(new Difference(where, "is there and should not be"));
    } else if (present == null) {
      found.add(new Difference(where, "is missing"));
    } else {
      found.add(new Difference(where, "should be " + shown(wanted) + " and is " + shown(present)));
    }
  }

  private static String join(String where, String step) {
    return where.isEmpty() ? step : where + " " + step;
  }

  private static Object value(RecordComponent part, Object record) {
    try {
      return part.getAccessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String shown(Object value) {
    String text = value.toString().strip().replaceAll("\\s+", " ");
    return '"' + (text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text) + '"';
  }

  @Override
  public String toString() {
    return where + ": " + what;
  }
}
