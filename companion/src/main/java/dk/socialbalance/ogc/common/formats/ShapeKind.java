/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common.formats;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;

/** The kinds of geometry, of which a Shapefile holds one. */
enum ShapeKind {
  AREA("flade"),
  LINE("linje"),
  POINT("punkt");

  private final String ending;

  ShapeKind(String ending) {
    this.ending = ending;
  }

  /** What is added to the file's name where a layer needs several. */
  String ending() {
    return ending;
  }

  /**
   * The simple parts of a geometry by kind, in their order; empty parts are left out. Null gives
   * none.
   */
  static Map<ShapeKind, List<Geometry>> parts(Geometry geometry) {
    Map<ShapeKind, List<Geometry>> parts = new EnumMap<>(ShapeKind.class);
    collect(geometry, parts);
    return parts;
  }

  private static void collect(Geometry geometry, Map<ShapeKind, List<Geometry>> parts) {
    if (geometry == null || geometry.isEmpty()) {
      return;
    }
    if (geometry instanceof GeometryCollection) {
      for (int i = 0; i < geometry.getNumGeometries(); i++) {
        collect(geometry.getGeometryN(i), parts);
      }
      return;
    }
    ShapeKind kind =
        geometry instanceof Point ? POINT : geometry instanceof LineString ? LINE : AREA;
    parts.computeIfAbsent(kind, any -> new ArrayList<>()).add(geometry);
  }
}
