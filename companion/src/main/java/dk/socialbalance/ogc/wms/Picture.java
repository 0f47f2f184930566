/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import dk.socialbalance.ogc.common.CrsReference;
import dk.socialbalance.ogc.common.CrsTable;
import dk.socialbalance.ogc.common.OwsException;
import java.awt.Dimension;
import org.locationtech.jts.geom.Envelope;

/**
 * The frame of a map: its size in pixels, and what it shows of the world.
 *
 * @param extent x before y, whatever the order of the request
 * @param crs the system of the extent
 */
public record Picture(int width, int height, Envelope extent, CrsReference crs) {

  /**
   * Reads WIDTH, HEIGHT, CRS or SRS, and BBOX. The size is checked first of all.
   *
   * @throws OwsException saying what is wrong with which parameter
   */
  static Picture read(WmsParameters parameters, CrsTable table) {
    Dimension size = parameters.size();
    CrsReference crs = crs(parameters, table);
    return new Picture(size.width, size.height, extent(parameters.required("BBOX"), crs), crs);
  }

  /** The system that CRS or SRS names. */
  static CrsReference crs(WmsParameters parameters, CrsTable table) {
    String parameter = parameters.version().crsParameter();
    String asked = parameters.required(parameter);
    return table
        .find(asked, parameters.version().rules())
        .orElseThrow(
            () ->
                new OwsException(
                    400,
                    "Invalid" + parameter,
                    parameter,
                    "The coordinate system '"
                        + OwsException.shown(asked)
                        + "' is not served; the capabilities list those that are"));
  }

  /** EPSG code of the extent. */
  int srid() {
    return crs.srid();
  }

  /** What BBOX says, x before y. */
  static Envelope extent(String bbox, CrsReference crs) {
    String[] parts = bbox.length() > 500 ? new String[0] : bbox.split(",", -1);
    if (parts.length != 4) {
      throw OwsException.invalid(
          "BBOX", "BBOX must be four numbers with commas between: minx,miny,maxx,maxy");
    }
    double[] numbers = new double[4];
    for (int i = 0; i < 4; i++) {
      numbers[i] = WmsParameters.number("BBOX", parts[i]);
    }
    if (!(numbers[0] < numbers[2] && numbers[1] < numbers[3])) {
      throw OwsException.invalid(
          "BBOX", "BBOX has no area: the first two numbers must be below the last two");
    }
    Envelope extent =
        crs.yx()
            ? new Envelope(numbers[1], numbers[3], numbers[0], numbers[2])
            : new Envelope(numbers[0], numbers[2], numbers[1], numbers[3]);
    if (!Double.isFinite(extent.getWidth()) || !Double.isFinite(extent.getHeight())) {
      throw OwsException.invalid("BBOX", "BBOX is larger than any map");
    }
    return extent;
  }

  /** The x of a pixel column's middle. */
  double x(int column) {
    return extent.getMinX() + (column + 0.5) * extent.getWidth() / width;
  }

  /** The y of a pixel row's middle; row 0 is at the top. */
  double y(int row) {
    return extent.getMaxY() - (row + 0.5) * extent.getHeight() / height;
  }

  /** The larger side of a pixel, in units of the system. */
  double pixelSize() {
    return Math.max(extent.getWidth() / width, extent.getHeight() / height);
  }
}
