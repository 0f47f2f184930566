/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import dk.socialbalance.register.AddressLoader.AddressOptions;
import dk.socialbalance.register.AddressLoader.Columns;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/** Reads a file of addresses, CSV or GeoPackage, into {@code pg_temp.address_stage}. */
final class AddressStage {

  private final Loading loading;
  private final Columns columns;

  private AddressStage(Loading loading, Columns columns) {
    this.loading = loading;
    this.columns = columns;
  }

  /**
   * Reads the load's file.
   *
   * @param crs the catalogue's EPSG code
   * @return the EPSG code of the coordinates: the one that is named, else the file's, else the
   *     catalogue's
   */
  static int read(Loading loading, AddressOptions options, int crs)
      throws IOException, SQLException {
    try (Statement statement = loading.connection().createStatement()) {
      statement.execute(
          "CREATE TEMPORARY TABLE address_stage (line bigint NOT NULL, id text NOT NULL,"
              + " road_code text, house_number text, x double precision NOT NULL,"
              + " y double precision NOT NULL) ON COMMIT DROP");
    }
    AddressStage stage = new AddressStage(loading, options.columns());
    int ownEpsg = 0;
    try (CopyRows copy = new CopyRows(loading.connection(), "pg_temp.address_stage")) {
      if (GeoPackageReader.isGeoPackage(loading.file())) {
        ownEpsg = stage.geoPackage(copy);
      } else {
        stage.csv(options.format(), copy);
      }
      copy.finish();
    }
    if (options.epsg() != 0) {
      return options.epsg();
    }
    return ownEpsg != 0 ? ownEpsg : crs;
  }

  private void csv(CsvSource.Format format, CopyRows copy) throws IOException, SQLException {
    CsvSource.read(
        loading,
        format,
        new CsvSource.Columns(
            List.of(columns.id(), columns.east(), columns.north()),
            List.of(columns.roadCode(), columns.houseNumber()),
            List.of(),
            Set.of()),
        row -> {
          String id = row.value(columns.id(), AddressStage::identifier);
          String road = HouseNumbers.road(row.storable(columns.roadCode()));
          String house = HouseNumbers.house(row.storable(columns.houseNumber()));
          double x = row.value(columns.east(), AddressStage::coordinate);
          double y = row.value(columns.north(), AddressStage::coordinate);
          copy.number(row.line()).text(id).text(road).text(house).number((Double) x);
          copy.number((Double) y).endRow();
        });
  }

  private int geoPackage(CopyRows copy) throws IOException, SQLException {
    try (GeoPackageReader reader = GeoPackageReader.open(loading.file())) {
      GeoPackageReader.Table table = reader.table(Optional.empty());
      reader.read(
          table,
          feature -> {
            loading.rowsRead(1);
            try {
              String id = property(feature, columns.id(), AddressStage::identifier);
              String road = property(feature, columns.roadCode(), Masking::refuseCpr);
              String house = property(feature, columns.houseNumber(), Masking::refuseCpr);
              Coordinate point = point(feature);
              copy.number(feature.line()).text(id).text(HouseNumbers.road(road));
              copy.text(HouseNumbers.house(house)).number((Double) point.x);
              copy.number((Double) point.y).endRow();
            } catch (RejectedRow e) {
              loading.reject(feature.line(), e.column(), e.reason(), e.value());
            }
          });
      return table.epsg();
    }
  }

  private static String property(GeoFeature feature, String name, CsvRow.Parser<String> parser)
      throws RejectedRow {
    String text = feature.property(name).orElse("");
    if (text.length() > CsvSource.MAX_FIELD || text.chars().anyMatch(c -> c < ' ')) {
      throw new RejectedRow(name, "more than 1,000 characters, or control characters", null);
    }
    try {
      return parser.parse(text);
    } catch (RejectedRow e) {
      throw new RejectedRow(name, e.reason(), Masking.value(text));
    }
  }

  private static Coordinate point(GeoFeature feature) throws RejectedRow {
    if (feature.defect() != null) {
      throw new RejectedRow(feature.defect());
    }
    Geometry geometry = feature.geometry();
    if (geometry == null || geometry.getNumPoints() != 1) {
      throw new RejectedRow("no point: an address has a geometry of one point");
    }
    Coordinate point = geometry.getCoordinate();
    if (!Double.isFinite(point.x) || !Double.isFinite(point.y)) {
      throw new RejectedRow("a point without coordinates");
    }
    return point;
  }

  private static String identifier(String text) throws RejectedRow {
    if (text.isEmpty()) {
      throw new RejectedRow("the identifier is missing");
    }
    return Masking.refuseCpr(text);
  }

  /** Coordinates are written with a point as often as with a comma, and with any decimals. */
  private static double coordinate(String text) throws RejectedRow {
    if (!text.matches("-?\\d{1,9}([.,]\\d{1,12})?")) {
      throw new RejectedRow(
          text.isEmpty()
              ? "the coordinate is missing"
              : "no coordinate: digits with a decimal comma or point are expected");
    }
    return Double.parseDouble(text.replace(',', '.'));
  }
}
