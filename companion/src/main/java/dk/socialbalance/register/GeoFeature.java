/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.locationtech.jts.geom.Geometry;

/**
 * A feature of a geographic file.
 *
 * @param line line in the file, or the row of a GeoPackage's table; 1 for the first
 * @param properties by name, whatever its case; blank and missing values are left out
 * @param geometry in two dimensions, x before y; null when there is none
 * @param defect why the geometry cannot be read; null when it can
 */
public record GeoFeature(
    long line, Map<String, String> properties, Geometry geometry, String defect) {

  /** Takes a feature that is read. */
  @FunctionalInterface
  public interface Sink {
    /** Takes one feature. */
    void accept(GeoFeature feature) throws IOException, SQLException;
  }

  /** An empty map whose keys are found whatever their case. */
  static Map<String, String> emptyProperties() {
    return new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  }

  /** The value of a property. */
  public Optional<String> property(String name) {
    return Optional.ofNullable(properties.get(name));
  }

  /** A whole number is written without decimals, however the file stores it. */
  static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }
}
