/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import org.locationtech.jts.geom.Envelope;

/**
 * A box that a request named, turned x before y.
 *
 * @param envelope x before y, in the units of the system
 * @param srid EPSG code
 */
public record Bbox(Envelope envelope, int srid) {

  /**
   * Reads {@code a,b,c,d}, or {@code a,b,c,d,CRS} where the rules are those of WFS, or six numbers
   * (heights ignored) where they are those of OGC API.
   *
   * @param value the parameter's value
   * @param parameter its name, for messages
   * @param table the systems on offer
   * @param rules the standard
   * @param otherwise the system when the value names none
   * @throws OwsException InvalidParameterValue
   */
  public static Bbox parse(
      String value,
      String parameter,
      CrsTable table,
      CrsTable.Rules rules,
      CrsReference otherwise) {
    String[] parts = value.split(",", -1);
    CrsReference system = otherwise;
    int numbers = parts.length;
    boolean wfs = rules == CrsTable.Rules.WFS || rules == CrsTable.Rules.WFS_1_0;
    if (wfs && parts.length == 5) {
      numbers = 4;
      system =
          table
              .find(parts[4], rules)
              .orElseThrow(
                  () ->
                      OwsException.invalid(
                          parameter,
                          "The box's coordinate system '"
                              + OwsException.shown(parts[4])
                              + "' is not among those offered."));
    }
    boolean heights = rules == CrsTable.Rules.OGC_API && numbers == 6;
    if (numbers != 4 && !heights) {
      throw OwsException.invalid(parameter, "A box is four numbers with commas between.");
    }
    double[] corner = new double[numbers];
    for (int i = 0; i < numbers; i++) {
      corner[i] = number(parts[i], parameter);
    }
    int upper = numbers / 2;
    double a1 = corner[0];
    double b1 = corner[1];
    double a2 = corner[upper];
    double b2 = corner[upper + 1];
    // OGC API lets a box cross the date line; nothing that is served here lies there.
    return of(system, new double[] {a1, b1, a2, b2}, parameter);
  }

  /**
   * A box from its corners, lower and upper, in the order of the system's spelling.
   *
   * @throws OwsException when the lower corner lies beyond the upper one
   */
  public static Bbox of(CrsReference system, double[] corners, String parameter) {
    double[] c = corners;
    if (c[0] > c[2] || c[1] > c[3]) {
      throw OwsException.invalid(
          parameter, "The box's lower corner must not lie beyond its upper one.");
    }
    Envelope envelope =
        system.yx() ? new Envelope(c[1], c[3], c[0], c[2]) : new Envelope(c[0], c[2], c[1], c[3]);
    return new Bbox(envelope, system.srid());
  }

  private static double number(String text, String parameter) {
    String trimmed = text.trim();
    if (trimmed.length() <= 40
        && trimmed.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,3})?")) {
      double number = Double.parseDouble(trimmed);
      if (Double.isFinite(number)) {
        return number;
      }
    }
    throw OwsException.invalid(
        parameter, "'" + OwsException.shown(trimmed) + "' is no number of a box.");
  }
}
