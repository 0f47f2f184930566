/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Locale;
import org.postgresql.util.PSQLException;

/** Brings staged areas into the catalogue's coordinate system, and repairs them where harmless. */
final class AreaGeometry {

  /** A repair may change an area's size by this share. */
  private static final double HARMLESS = 1e-6;

  /** Areas may be stored this much larger or smaller than they are. */
  private static final double MAX_DISTORTION = 0.02;

  private AreaGeometry() {}

  /**
   * Fills {@code geom} of the stage.
   *
   * @param epsg EPSG code of the file's coordinates
   * @param crs EPSG code to store
   * @throws LoadFailedException when the areas lie where {@code crs} does not serve
   */
  static void prepare(Loading loading, int epsg, int crs) throws SQLException {
    known(loading, epsg);
    degrees(loading, epsg);
    transform(loading, epsg, crs);
    distortion(loading, epsg, crs);
    repair(loading);
    try (Statement statement = loading.connection().createStatement()) {
      statement.execute("UPDATE pg_temp.area_stage SET geom = postgis.ST_Multi(geom)");
      statement.execute("CREATE INDEX ON pg_temp.area_stage USING gist (geom)");
      statement.execute("ANALYZE pg_temp.area_stage");
    }
  }

  private static void known(Loading loading, int epsg) throws SQLException {
    try (PreparedStatement query =
        loading
            .connection()
            .prepareStatement("SELECT 1 FROM postgis.spatial_ref_sys WHERE srid = ?")) {
      query.setInt(1, epsg);
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          throw new LoadFailedException(
              "%s: PostGIS knows no EPSG:%d. Name the EPSG code of the file's coordinates."
                  .formatted(loading.fileName(), epsg));
        }
      }
    }
  }

  /** Metres in a file that should hold degrees: the commonest mistake of all. */
  private static void degrees(Loading loading, int epsg) throws SQLException {
    try (PreparedStatement query =
        loading
            .connection()
            .prepareStatement(
                """
                SELECT postgis.ST_XMin(e), postgis.ST_YMin(e), postgis.ST_XMax(e), postgis.ST_YMax(e)
                FROM (SELECT postgis.ST_Extent(postgis.ST_GeomFromWKB(wkb)) AS e
                      FROM pg_temp.area_stage) extent,
                     postgis.spatial_ref_sys s
                WHERE s.srid = ? AND s.srtext LIKE 'GEOGCS%'
                """)) {
      query.setInt(1, epsg);
      try (ResultSet row = query.executeQuery()) {
        if (row.next()
            && (row.getDouble(1) < -360.1
                || row.getDouble(2) < -90.1
                || row.getDouble(3) > 360.1
                || row.getDouble(4) > 90.1)) {
          throw new LoadFailedException(
              String.format(
                  Locale.ROOT,
                  "%s: the coordinates are taken for degrees (EPSG:%d), but reach from %.0f %.0f to"
                      + " %.0f %.0f. Name the EPSG code that they have, for example 25832.",
                  loading.fileName(),
                  epsg,
                  row.getDouble(1),
                  row.getDouble(2),
                  row.getDouble(3),
                  row.getDouble(4)));
        }
      }
    }
  }

  private static void transform(Loading loading, int epsg, int crs) throws SQLException {
    Savepoint before = loading.connection().setSavepoint();
    try (PreparedStatement update =
        loading
            .connection()
            .prepareStatement(
                """
                UPDATE pg_temp.area_stage SET geom = postgis.ST_Transform(
                    postgis.ST_SetSRID(postgis.ST_GeomFromWKB(wkb), ?::int), ?::int)
                """)) {
      update.setInt(1, epsg);
      update.setInt(2, crs);
      update.executeUpdate();
      loading.connection().releaseSavepoint(before);
    } catch (PSQLException e) {
      // PROJ's refusal has PostgreSQL's class for internal errors; anything else is no such thing.
      if (!"XX000".equals(e.getSQLState())) {
        throw e;
      }
      loading.connection().rollback(before);
      throw outside(loading, epsg, crs, "cannot be expressed in it at all");
    }
  }

  /** Compares sizes in the plane with those on the ellipsoid, for geometries that have a size. */
  private static void distortion(Loading loading, int epsg, int crs) throws SQLException {
    String lonLat =
        "postgis.ST_Transform(postgis.ST_SetSRID(postgis.ST_GeomFromWKB(wkb), ?::int), 4326)";
    try (PreparedStatement query =
        loading
            .connection()
            .prepareStatement(
                """
                SELECT bool_and(postgis.ST_XMin(geom) > -1e8 AND postgis.ST_XMax(geom) < 1e8
                            AND postgis.ST_YMin(geom) > -1e8 AND postgis.ST_YMax(geom) < 1e8),
                       sum(postgis.ST_Area(geom)) FILTER (WHERE postgis.ST_IsValid(geom)),
                       sum(postgis.ST_Area(%s::postgis.geography, true))
                           FILTER (WHERE postgis.ST_IsValid(geom))
                FROM pg_temp.area_stage
                """
                    .formatted(lonLat))) {
      query.setInt(1, epsg);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        double stored = row.getDouble(2);
        double real = row.getDouble(3);
        if (!row.getBoolean(1) || Double.isNaN(stored) || Double.isInfinite(stored)) {
          throw outside(loading, epsg, crs, "get absurd coordinates in it");
        }
        if (real > 0 && Math.abs(stored / real - 1) > MAX_DISTORTION) {
          throw outside(
              loading,
              epsg,
              crs,
              String.format(Locale.ROOT, "are drawn %.2f times their size in it", stored / real));
        }
      }
    }
  }

  private static LoadFailedException outside(Loading loading, int epsg, int crs, String how)
      throws SQLException {
    return new LoadFailedException(
        "%s: the areas lie outside the area of use of the catalogue's 'crs: %d': they %s. %s"
            .formatted(loading.fileName(), crs, how, mend(loading, epsg)));
  }

  /** The UTM zone of the areas' centre: ETRS89 in Europe, else WGS 84. */
  private static String mend(Loading loading, int epsg) throws SQLException {
    try (PreparedStatement query =
        loading
            .connection()
            .prepareStatement(
                """
                SELECT postgis.ST_X(c), postgis.ST_Y(c)
                FROM (SELECT postgis.ST_Transform(postgis.ST_SetSRID(postgis.ST_Centroid(
                          postgis.ST_Extent(postgis.ST_GeomFromWKB(wkb))::postgis.geometry),
                          ?::int), 4326) AS c
                      FROM pg_temp.area_stage) centre
                """)) {
      query.setInt(1, epsg);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return "Write 'crs: %d' into the catalogue (the UTM zone of %.1f, %.1f)."
            .formatted(utm(row.getDouble(1), row.getDouble(2)), row.getDouble(1), row.getDouble(2));
      }
    }
  }

  private static int utm(double longitude, double latitude) {
    int zone = Math.floorMod((int) Math.floor((longitude + 180) / 6), 60) + 1;
    boolean europe = longitude > -16 && longitude < 40 && latitude > 34 && latitude < 84;
    return zone + (europe ? 25800 : latitude < 0 ? 32700 : 32600);
  }

  /** An invalid area is repaired when that hardly changes it; else it is rejected. */
  private static void repair(Loading loading) throws SQLException {
    try (Statement statement = loading.connection().createStatement()) {
      statement.execute(
          """
          CREATE TEMPORARY TABLE area_repair ON COMMIT DROP AS
          SELECT line, navn, kode, postgis.ST_IsValidReason(area_stage.geom) AS reason,
                 postgis.ST_Area(area_stage.geom) AS size, made.geom AS geom
          FROM pg_temp.area_stage,
               LATERAL (SELECT postgis.ST_CollectionExtract(
                            postgis.ST_MakeValid(area_stage.geom), 3) AS geom) made
          WHERE NOT postgis.ST_IsValid(area_stage.geom)
          """);
      try (ResultSet row =
          statement.executeQuery(
              "SELECT line, navn, kode, reason, postgis.ST_Area(geom) > 0 AND abs(size -"
                  + " postgis.ST_Area(geom)) <= "
                  + HARMLESS
                  + " * postgis.ST_Area(geom) FROM pg_temp.area_repair ORDER BY line")) {
        while (row.next()) {
          String label = AreaStage.label(row.getString(2), row.getString(3));
          String reason = row.getString(4);
          if (row.getBoolean(5)) {
            loading.note("%s was repaired: %s.".formatted(label, reason));
          } else {
            loading.reject(
                row.getLong(1),
                null,
                "its geometry is invalid (%s) and cannot be repaired without changing the area;"
                        .formatted(reason)
                    + " mend it, for example with QGIS",
                label);
          }
        }
      }
      statement.execute(
          "UPDATE pg_temp.area_stage s SET geom = r.geom FROM pg_temp.area_repair r"
              + " WHERE r.line = s.line");
      try (ResultSet row =
          statement.executeQuery(
              "SELECT line, navn, kode FROM pg_temp.area_stage"
                  + " WHERE NOT postgis.ST_Area(geom) > 0"
                  + " AND line NOT IN (SELECT line FROM pg_temp.area_repair) ORDER BY line")) {
        while (row.next()) {
          loading.reject(
              row.getLong(1),
              null,
              "its geometry has no extent",
              AreaStage.label(row.getString(2), row.getString(3)));
        }
      }
    }
  }
}
