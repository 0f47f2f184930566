/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Values of a parameter that stand one for each layer or query of a request: {@code (a)(b)}, or
 * {@code a;b} for conditions in CQL.
 */
public final class KvpGroups {

  private static final int MOST = 100;

  private KvpGroups() {}

  /**
   * The values of each layer: one value goes for all, several stand one for each.
   *
   * @param parameter whose values they are
   * @param of the parameter that names the layers
   * @param count how many it names
   * @throws OwsException when there are several values, and not one for each layer
   */
  public static List<String> spread(String parameter, List<String> values, String of, int count) {
    if (values.size() == count) {
      return values;
    }
    if (values.size() <= 1) {
      String value = values.isEmpty() ? null : values.get(0);
      return Collections.nCopies(count, value);
    }
    throw OwsException.invalid(
        parameter,
        parameter
            + " has "
            + values.size()
            + " groups and "
            + of
            + " "
            + count
            + ": write one group for each, or one for all.");
  }

  /** One condition; for several layers parted by semicolons that stand outside of quotes. */
  public static List<String> conditions(String value, int count) {
    if (value == null) {
      return List.of();
    }
    if (count == 1) {
      return List.of(value);
    }
    List<String> conditions = new ArrayList<>();
    char quote = 0;
    int begin = 0;
    for (int i = 0; i < value.length() && conditions.size() <= MOST; i++) {
      char c = value.charAt(i);
      if (c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '\'' || c == '"')) {
        quote = c;
      } else if (quote == 0 && c == ';') {
        conditions.add(value.substring(begin, i));
        begin = i + 1;
      }
    }
    conditions.add(value.substring(begin));
    return conditions;
  }

  /** {@code (a)(b)} as two, {@code (a)} and {@code a} as one; an empty group is null. */
  public static List<String> groups(String value) {
    return parts(value, "\\)\\s*\\(");
  }

  /** As {@link #groups}; brackets within an XML document part nothing. */
  public static List<String> filters(String value) {
    return parts(value, "\\)\\s*\\((?=\\s*(<[A-Za-z_?]|\\)|$))");
  }

  private static List<String> parts(String value, String separator) {
    if (value == null) {
      return List.of();
    }
    if (!value.startsWith("(") || !value.endsWith(")")) {
      return List.of(value);
    }
    List<String> parts = new ArrayList<>();
    for (String part : value.substring(1, value.length() - 1).split(separator, MOST + 2)) {
      parts.add(part.isBlank() ? null : part.strip());
    }
    return parts;
  }
}
