/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication.context;

import dk.socialbalance.register.CopyRows;
import dk.socialbalance.register.GeoFeature;
import dk.socialbalance.register.GeoFile;
import dk.socialbalance.register.Loading;
import dk.socialbalance.register.Masking;
import dk.socialbalance.register.RejectedRow;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.WKBWriter;

/** Copies the features of a file into a layer's new table; rejects what does not fit. */
final class ContextCopy {

  private static final GeometryFactory GEOMETRIES = new GeometryFactory();

  private final Loading loading;
  private final ContextLayer layer;
  private final ContextScan scan;
  private final WKBWriter wkb = new WKBWriter(2, true);
  private final Set<String> ids = new HashSet<>();
  private long order;

  ContextCopy(Loading loading, ContextLayer layer, ContextScan scan) {
    this.loading = loading;
    this.layer = layer;
    this.scan = scan;
  }

  /** Copies all features. */
  void run(GeoFile file) throws IOException, SQLException {
    String columns =
        layer.fields().stream()
            .map(field -> ", " + ContextStore.quoted(field.name()))
            .collect(Collectors.joining());
    boolean geometry = !layer.geometryType().isEmpty();
    try (CopyRows copy =
        new CopyRows(
            loading.connection(),
            ContextStore.newTable(layer.name().id())
                + " (fid"
                + columns
                + (geometry ? ", geom)" : ")"))) {
      file.read(feature -> add(copy, feature));
      loading.rowsStored(copy.finish());
    }
  }

  private void add(CopyRows copy, GeoFeature feature) throws SQLException {
    loading.rowsRead(1);
    order++;
    List<String> row = new ArrayList<>();
    String column = null;
    try {
      row.add(id(feature));
      for (ContextScan.Field field : layer.fields()) {
        column = field.source();
        row.add(ContextValues.copied(feature.values().get(field.source()), field.type()));
      }
      column = null;
      if (!layer.geometryType().isEmpty()) {
        row.add(geometry(feature));
      } else if (feature.defect() != null) {
        throw new RejectedRow(feature.defect());
      }
    } catch (RejectedRow e) {
      loading.reject(
          feature.line(),
          e.column() == null ? Masking.value(column) : e.column(),
          e.reason(),
          e.value());
      return;
    }
    row.forEach(copy::text);
    copy.endRow();
  }

  private String id(GeoFeature feature) throws RejectedRow {
    if (!scan.hasIds()) {
      return Long.toString(order);
    }
    String id = scan.id(feature);
    if (id == null || !ContextScan.ID.matcher(id).matches()) {
      throw new RejectedRow(
          "the id is missing, or has other characters than letters A-Z, digits, _, . and -, or more than 100");
    }
    if (!ids.add(id)) {
      throw new RejectedRow("an earlier feature has the same id");
    }
    return id;
  }

  private String geometry(GeoFeature feature) throws RejectedRow {
    if (feature.defect() != null) {
      throw new RejectedRow(feature.defect());
    }
    Geometry geometry = feature.geometry();
    if (geometry == null || geometry.isEmpty()) {
      return null;
    }
    for (Coordinate coordinate : geometry.getCoordinates()) {
      if (!Double.isFinite(coordinate.x) || !Double.isFinite(coordinate.y)) {
        throw new RejectedRow("a coordinate that is no number");
      }
    }
    Geometry fitting = fitting(geometry);
    fitting.setSRID(layer.srid());
    return WKBWriter.toHex(wkb.write(fitting));
  }

  /** Single geometries become multiple ones where the file has both. */
  private Geometry fitting(Geometry geometry) {
    return switch (layer.geometryType()) {
      case "MultiPoint" ->
          geometry instanceof Point p ? GEOMETRIES.createMultiPoint(new Point[] {p}) : geometry;
      case "MultiLineString" ->
          geometry instanceof LineString l
              ? GEOMETRIES.createMultiLineString(new LineString[] {l})
              : geometry;
      case "MultiPolygon" ->
          geometry instanceof Polygon p
              ? GEOMETRIES.createMultiPolygon(new Polygon[] {p})
              : geometry;
      default -> geometry;
    };
  }
}
