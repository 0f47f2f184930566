/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.features;

import dk.socialbalance.ogc.common.Bbox;
import dk.socialbalance.ogc.common.CrsReference;
import dk.socialbalance.ogc.common.CrsTable;
import dk.socialbalance.ogc.common.Selection;
import dk.socialbalance.publication.Layer;
import java.util.function.IntPredicate;
import org.locationtech.jts.geom.Envelope;

/** The parameter bbox (OGC API Features Part 1, 7.15.3). */
final class WantedBox {

  private static final String NUMBER =
      "[+-]?(\\d{1,15}(\\.\\d{0,20})?|\\.\\d{1,20})([eE][+-]?\\d{1,2})?";

  private WantedBox() {}

  /**
   * The rows that touch a box; features without geometry always match (requirement
   * /req/core/fc-bbox-response, C). In degrees a box whose west edge lies east of its east edge
   * crosses the antimeridian.
   */
  static IntPredicate of(String text, CrsReference crs, Layer layer) {
    double[] numbers = numbers(text);
    int second = numbers.length / 2;
    int x = crs.yx() ? 1 : 0;
    int y = crs.yx() ? 0 : 1;
    double west = numbers[x];
    double east = numbers[second + x];
    double south = numbers[y];
    double north = numbers[second + y];
    if (south > north) {
      throw ProblemException.badRequest(
          "Parameter 'bbox': the lower edge lies above the upper edge.");
    }
    boolean crosses = west > east;
    if (crosses && !CrsTable.degrees(crs.srid())) {
      throw ProblemException.badRequest(
          "Parameter 'bbox': the left edge lies right of the right edge.");
    }
    if (!layer.hasGeometry()) {
      return row -> true;
    }
    IntPredicate touching =
        crosses
            ? touching(layer, crs, west, 180, south, north)
                .or(touching(layer, crs, -180, east, south, north))
            : touching(layer, crs, west, east, south, north);
    return row -> touching.test(row) || layer.geometry(row, layer.nativeSrid()) == null;
  }

  private static IntPredicate touching(
      Layer layer, CrsReference crs, double west, double east, double south, double north) {
    return west > east
        ? row -> false
        : Selection.touching(layer, new Bbox(new Envelope(west, east, south, north), crs.srid()));
  }

  private static double[] numbers(String text) {
    String[] parts = text.split(",", -1);
    if (parts.length != 4 && parts.length != 6) {
      throw ProblemException.badRequest(
          "Parameter 'bbox' needs four numbers (or six): minx,miny,maxx,maxy.");
    }
    double[] numbers = new double[parts.length];
    for (int i = 0; i < parts.length; i++) {
      if (!parts[i].strip().matches(NUMBER)) {
        throw ProblemException.badRequest("Parameter 'bbox': number " + (i + 1) + " is no number.");
      }
      numbers[i] = Double.parseDouble(parts[i].strip());
    }
    return numbers;
  }
}
