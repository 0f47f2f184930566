/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A file of features under a load: GeoJSON, GeoPackage or zipped Shapefile, told by its content.
 */
public interface GeoFile extends AutoCloseable {

  /**
   * Opens the file of a load.
   *
   * @param table the feature table, or the Shapefile in the zip; empty: the only one
   */
  static GeoFile open(Loading loading, Optional<String> table) throws IOException, SQLException {
    if (GeoPackageReader.isGeoPackage(loading.file())) {
      GeoPackageReader reader = GeoPackageReader.open(loading.file());
      try {
        return new Package(reader, reader.table(table));
      } catch (RuntimeException | SQLException e) {
        reader.close();
        throw e;
      }
    }
    return ShapefileReader.isZip(loading.file())
        ? new Shapes(ShapefileReader.open(loading.file(), table))
        : new Json(loading);
  }

  /**
   * The attributes that the format itself declares, in order; empty where it declares none, so that
   * types must be told from the values. Types are {@link String}, {@link Integer}, {@link Long},
   * {@link Double}, {@link Boolean}, {@link LocalDate}, {@link Instant}; {@code byte[]} for what is
   * no attribute.
   */
  Map<String, Class<?>> fields() throws IOException;

  /** EPSG code of the coordinates, known when all is read; 0 when the file does not say it. */
  int epsg() throws IOException;

  /** Reads all features, from the first one on, as often as it is called. */
  void read(GeoFeature.Sink sink) throws IOException, SQLException;

  @Override
  void close() throws IOException, SQLException;

  /** GeoJSON. */
  final class Json implements GeoFile {
    private final Loading loading;
    private int epsg;

    private Json(Loading loading) {
      this.loading = loading;
    }

    @Override
    public Map<String, Class<?>> fields() {
      return Map.of();
    }

    @Override
    public int epsg() {
      return epsg;
    }

    @Override
    public void read(GeoFeature.Sink sink) throws IOException, SQLException {
      try (InputStream in = loading.open()) {
        epsg = GeoJsonReader.read(in, loading.fileName(), sink);
      }
    }

    @Override
    public void close() {
      // Nothing is open between readings.
    }
  }

  /** A table of a GeoPackage. */
  record Package(GeoPackageReader reader, GeoPackageReader.Table table) implements GeoFile {

    @Override
    public Map<String, Class<?>> fields() {
      Map<String, Class<?>> types = new LinkedHashMap<>();
      table.columns().forEach((name, type) -> types.put(name, type(type)));
      return types;
    }

    /** GeoPackage (OGC 12-128r19), table 1. */
    private static Class<?> type(String declared) {
      return switch (declared.replaceFirst("\\(.*", "").strip()) {
        case "BOOLEAN" -> Boolean.class;
        case "TINYINT", "SMALLINT", "MEDIUMINT" -> Integer.class;
        case "INT", "INTEGER" -> Long.class;
        case "FLOAT", "DOUBLE", "REAL" -> Double.class;
        case "DATE" -> LocalDate.class;
        case "DATETIME" -> Instant.class;
        case "BLOB" -> byte[].class;
        default -> String.class;
      };
    }

    @Override
    public int epsg() {
      return table.epsg();
    }

    @Override
    public void read(GeoFeature.Sink sink) throws IOException, SQLException {
      reader.read(table, sink);
    }

    @Override
    public void close() throws SQLException {
      reader.close();
    }
  }

  /** A zipped Shapefile. */
  record Shapes(ShapefileReader reader) implements GeoFile {

    @Override
    public Map<String, Class<?>> fields() throws IOException {
      return reader.fields();
    }

    @Override
    public int epsg() throws IOException {
      return reader.epsg();
    }

    @Override
    public void read(GeoFeature.Sink sink) throws IOException, SQLException {
      reader.read(sink);
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
