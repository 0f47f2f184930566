/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Units of length (EPSG dataset, units of measure; UCUM), by the spellings that clients use. */
final class Length {

  private static final Map<String, Double> METRES = new HashMap<>();

  static {
    put(1, "m", "metre", "metres", "meter", "meters", "9001");
    put(1000, "km", "kilometre", "kilometres", "kilometer", "kilometers", "9036");
    put(0.01, "cm", "centimetre", "centimetres", "centimeter", "centimeters", "1033");
    put(0.001, "mm", "millimetre", "millimetres", "millimeter", "millimeters", "1025");
    put(0.3048, "ft", "foot", "feet", "[ft_i]", "9002");
    put(1200.0 / 3937, "us-ft", "us_ft", "[ft_us]", "9003");
    put(0.9144, "yd", "yard", "yards", "[yd_i]", "9096");
    put(1609.344, "mi", "mile", "miles", "statute miles", "[mi_i]", "9093");
    put(1852, "nmi", "nautical mile", "nautical miles", "[nmi_i]", "9030");
  }

  private static final Set<String> ANGLES =
      Set.of("deg", "degree", "degrees", "°", "rad", "radian", "radians", "9101", "9102", "9122");

  private Length() {}

  private static void put(double metres, String... spellings) {
    List.of(spellings).forEach(spelling -> METRES.put(spelling, metres));
  }

  /**
   * The metres of one unit.
   *
   * @param spelling a name or symbol, or the URN or URI of one: {@code urn:ogc:def:uom:EPSG::9001},
   *     {@code http://www.opengis.net/def/uom/UCUM/0/m}
   * @throws FilterException when it is no unit of length that is known
   */
  static double metres(String spelling) {
    String unit = spelling.trim().toLowerCase(Locale.ROOT);
    if (unit.matches("(urn|https?):.*")) {
      unit = unit.replaceAll("^.*[:/#]", "");
    } else if (unit.matches("\\d+")) {
      unit = "";
    }
    if (ANGLES.contains(unit)) {
      throw FilterException.unsupported(
          "Distance: '"
              + FilterException.shown(spelling)
              + "' is no length, since a degree is not equally long everywhere; write metres.");
    }
    Double metres = METRES.get(unit);
    if (metres == null) {
      throw FilterException.wrong(
          "Distance: '"
              + FilterException.shown(spelling)
              + "' is no unit of length that is known; write m or km.");
    }
    return metres;
  }
}
