/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;

/**
 * A feature of a geographic file.
 *
 * @param line line in the file, or the row of a table; 1 for the first
 * @param id what the file itself calls the feature; null when it does not
 * @param values by name, in the file's order: {@link String}, {@link Long}, {@link Double}, {@link
 *     Boolean}, {@link java.time.LocalDate}, {@code byte[]}, or null
 * @param geometry x before y; null when there is none
 * @param defect why the geometry cannot be read; null when it can
 */
public record GeoFeature(
    long line, String id, Map<String, Object> values, Geometry geometry, String defect) {

  /** Takes a feature that is read. */
  @FunctionalInterface
  public interface Sink {
    /** Takes one feature. */
    void accept(GeoFeature feature) throws IOException, SQLException;
  }

  /** The value of a property as text, whatever the case of its name; blank is missing. */
  public Optional<String> property(String name) {
    for (Map.Entry<String, Object> value : values.entrySet()) {
      if (value.getKey().equalsIgnoreCase(name)) {
        String text = text(value.getValue());
        if (!text.isEmpty()) {
          return Optional.of(text);
        }
      }
    }
    return Optional.empty();
  }

  /** The names of the properties that have a value, in the file's order. */
  public List<String> properties() {
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, Object> value : values.entrySet()) {
      if (!text(value.getValue()).isEmpty()) {
        names.add(value.getKey());
      }
    }
    return names;
  }

  private static String text(Object value) {
    if (value == null || value instanceof byte[]) {
      return "";
    }
    return value instanceof Double number ? plain(number) : value.toString().strip();
  }

  /** A whole number is written without decimals, however the file stores it. */
  static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }
}
