/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common.formats;

import dk.socialbalance.ogc.common.GeoJson;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;

/** Rounds the coordinates of a geometry in place; for copies only. */
record Rounding(double scale) implements CoordinateSequenceFilter {

  @Override
  public void filter(CoordinateSequence positions, int i) {
    positions.setOrdinate(i, 0, GeoJson.rounded(positions.getX(i), scale));
    positions.setOrdinate(i, 1, GeoJson.rounded(positions.getY(i), scale));
  }

  @Override
  public boolean isDone() {
    return false;
  }

  @Override
  public boolean isGeometryChanged() {
    return true;
  }
}
