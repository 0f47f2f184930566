/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What must hold between staged areas, and between them and stored ones. What does not is rejected
 * or, for gaps, noted: each with names, codes and measures.
 */
final class AreaChecks {

  /** Sliver: no disc of the tolerance's diameter fits in. Empty and line-like parts are slivers. */
  private static final String WIDE =
      "NOT postgis.ST_IsEmpty(postgis.ST_Buffer(part.geom, -1 * ?::float8 / 2))";

  private static final String WIDTH = "2 * (postgis.ST_MaximumInscribedCircle(part.geom)).radius";

  /** The areas of a level: staged if the file holds the level, else stored. */
  private static final String AREAS_OF =
      """
      (SELECT kode, navn, daterange(gyldig_fra, gyldig_til, '[]') AS gyldig, geom
       FROM indicator.area
       WHERE niveau = ?::text
         AND NOT EXISTS (SELECT FROM pg_temp.area_stage s WHERE s.niveau = ?::text)
       UNION ALL
       SELECT kode, navn, gyldig, geom FROM pg_temp.area_stage WHERE niveau = ?::text)
      """;

  private final Loading loading;
  private final double tolerance;

  AreaChecks(Loading loading, double tolerance) {
    this.loading = loading;
    this.tolerance = tolerance;
  }

  /** A code names one area at a time, on one level. */
  void codes(List<String> levels) throws SQLException {
    try (PreparedStatement query =
        loading
            .connection()
            .prepareStatement(
                """
                SELECT b.line, b.navn, b.kode, 'the same code stands on line ' || min(a.line)
                       || ' for the same time'
                FROM pg_temp.area_stage a
                JOIN pg_temp.area_stage b ON a.kode = b.kode AND a.line < b.line
                WHERE a.gyldig && b.gyldig OR a.niveau <> b.niveau
                GROUP BY b.line, b.navn, b.kode
                UNION ALL
                SELECT s.line, s.navn, s.kode, 'the same code is used on level '
                       || min(a.niveau) || ': codes are unique in an installation'
                FROM pg_temp.area_stage s
                JOIN indicator.area a ON a.kode = s.kode AND NOT a.niveau = ANY (?)
                GROUP BY s.line, s.navn, s.kode
                ORDER BY 1
                """)) {
      query.setArray(1, loading.connection().createArrayOf("text", levels.toArray()));
      reject(query);
    }
  }

  /** A parent exists as long as its part, and holds it. */
  void parents(String level, String parentLevel) throws SQLException {
    if (!exist(parentLevel)) {
      throw new LoadFailedException(
          "%s: '%s' is a part of '%s', of which no area is loaded. Load '%s' first."
              .formatted(loading.fileName(), level, parentLevel, parentLevel));
    }
    try (PreparedStatement query =
        loading
            .connection()
            .prepareStatement(
                """
                WITH parent AS (SELECT kode, range_agg(gyldig) AS gyldig FROM %s p GROUP BY kode)
                SELECT s.line, s.navn, s.kode,
                       CASE WHEN s.overordnet IS NULL THEN 'it names no parent on level ' || ?::text
                            WHEN p.kode IS NULL
                            THEN 'its parent ' || s.overordnet || ' does not exist on level ' || ?::text
                            ELSE 'its parent ' || s.overordnet || ' is not valid as long as it is ('
                                 || s.gyldig_fra || ' to ' || coalesce(s.gyldig_til::text, 'now')
                                 || ')' END
                FROM pg_temp.area_stage s LEFT JOIN parent p ON p.kode = s.overordnet
                WHERE s.niveau = ?::text AND (p.kode IS NULL OR NOT p.gyldig @> s.gyldig)
                ORDER BY 1
                """
                    .formatted(AREAS_OF))) {
      int next = areasOf(query, 1, parentLevel);
      query.setString(next, parentLevel);
      query.setString(next + 1, parentLevel);
      query.setString(next + 2, level);
      reject(query);
    }
    try (PreparedStatement query =
        loading
            .connection()
            .prepareStatement(
                """
                SELECT s.line, s.navn, s.kode, p.navn, p.kode, postgis.ST_Area(part.geom), %s
                FROM pg_temp.area_stage s
                JOIN %s p ON p.kode = s.overordnet AND p.gyldig && s.gyldig,
                     LATERAL (SELECT postgis.ST_CollectionExtract(
                                  postgis.ST_Difference(s.geom, p.geom), 3) AS geom) part
                WHERE s.niveau = ?::text AND %s
                ORDER BY s.line
                """
                    .formatted(WIDTH, AREAS_OF, WIDE))) {
      int next = areasOf(query, 1, parentLevel);
      query.setString(next, level);
      query.setDouble(next + 1, tolerance);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          loading.reject(
              row.getLong(1),
              null,
              "it reaches beyond its parent %s by %s"
                  .formatted(
                      AreaStage.label(row.getString(4), row.getString(5)),
                      measure(row.getDouble(6), row.getDouble(7))),
              AreaStage.label(row.getString(2), row.getString(3)));
        }
      }
    }
  }

  /**
   * On a level without a parent level the parent is a courtesy: kept when there is such an area.
   */
  void forgetUnknownParents(String level) throws SQLException {
    try (PreparedStatement update =
        loading
            .connection()
            .prepareStatement(
                """
                UPDATE pg_temp.area_stage s SET overordnet = NULL
                WHERE niveau = ? AND overordnet IS NOT NULL
                  AND NOT EXISTS (SELECT FROM indicator.area a WHERE a.kode = s.overordnet)
                  AND NOT EXISTS (SELECT FROM pg_temp.area_stage a WHERE a.kode = s.overordnet)
                """)) {
      update.setString(1, level);
      loading.note(
          update.executeUpdate(),
          "areas of level %s name a parent that is not loaded: left out.".formatted(level));
    }
  }

  /** Areas of a level do not overlap at any time. */
  void overlaps(String level) throws SQLException {
    try (PreparedStatement query =
        loading
            .connection()
            .prepareStatement(
                """
                SELECT b.line, b.navn, b.kode, a.navn, a.kode, postgis.ST_Area(part.geom), %s
                FROM pg_temp.area_stage a
                JOIN pg_temp.area_stage b ON a.niveau = b.niveau AND a.line < b.line
                     AND a.gyldig && b.gyldig AND postgis.ST_Intersects(a.geom, b.geom),
                     LATERAL (SELECT postgis.ST_CollectionExtract(
                                  postgis.ST_Intersection(a.geom, b.geom), 3) AS geom) part
                WHERE a.niveau = ?::text AND %s
                ORDER BY b.line, a.line
                """
                    .formatted(WIDTH, WIDE))) {
      query.setString(1, level);
      query.setDouble(2, tolerance);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          loading.reject(
              row.getLong(1),
              null,
              "it overlaps %s by %s"
                  .formatted(
                      AreaStage.label(row.getString(4), row.getString(5)),
                      measure(row.getDouble(6), row.getDouble(7))),
              AreaStage.label(row.getString(2), row.getString(3)));
        }
      }
    }
  }

  /** Notes what of a parent belongs to none of its parts, on each day that something changes. */
  void gaps(String level, Optional<String> parentLevel) throws SQLException {
    if (parentLevel.isEmpty()) {
      return;
    }
    try (PreparedStatement query =
        loading
            .connection()
            .prepareStatement(
                """
                WITH parent AS MATERIALIZED (SELECT * FROM %s p),
                child AS (SELECT * FROM pg_temp.area_stage WHERE niveau = ?::text),
                day AS (SELECT DISTINCT gyldig_fra AS day FROM child),
                gap AS (
                    SELECT p.navn, p.kode, day.day,
                           postgis.ST_CollectionExtract(CASE WHEN c.geom IS NULL THEN p.geom
                               ELSE postgis.ST_Difference(p.geom, c.geom) END, 3) AS geom
                    FROM day JOIN parent p ON p.gyldig @> day.day
                    LEFT JOIN LATERAL (SELECT postgis.ST_Union(c.geom) AS geom FROM child c
                                       WHERE c.overordnet = p.kode AND c.gyldig @> day.day) c ON true)
                SELECT part.navn, part.kode, min(part.day), postgis.ST_Area(part.geom), %s
                FROM gap part WHERE %s
                GROUP BY part.navn, part.kode, part.geom
                ORDER BY part.kode, min(part.day)
                """
                    .formatted(AREAS_OF, WIDTH, WIDE))) {
      int next = areasOf(query, 1, parentLevel.get());
      query.setString(next, level);
      query.setDouble(next + 1, tolerance);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          loading.note(
              "Gap: of %s, %s belong to no area of level %s (from %s)."
                  .formatted(
                      AreaStage.label(row.getString(1), row.getString(2)),
                      measure(row.getDouble(4), row.getDouble(5)),
                      level,
                      row.getString(3)));
        }
      }
    }
  }

  /** Notes stored areas whose parent went with this load; their level must be loaded again. */
  void orphans() throws SQLException {
    try (Statement statement = loading.connection().createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT a.niveau, count(*) FROM indicator.area a
                WHERE a.overordnet IS NOT NULL
                  AND NOT EXISTS (SELECT FROM indicator.area p WHERE p.kode = a.overordnet)
                GROUP BY a.niveau
                """)) {
      while (row.next()) {
        loading.note(
            row.getLong(2),
            "areas of level %s name a parent that is gone: load that level again."
                .formatted(row.getString(1)));
      }
    }
  }

  private boolean exist(String level) throws SQLException {
    try (PreparedStatement query =
        loading
            .connection()
            .prepareStatement("SELECT EXISTS (SELECT FROM %s a)".formatted(AREAS_OF))) {
      areasOf(query, 1, level);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  /** Fills the parameters of {@link #AREAS_OF}; returns the number of the next. */
  private static int areasOf(PreparedStatement query, int first, String level) throws SQLException {
    for (int i = 0; i < 3; i++) {
      query.setString(first + i, level);
    }
    return first + 3;
  }

  private void reject(PreparedStatement query) throws SQLException {
    try (ResultSet row = query.executeQuery()) {
      while (row.next()) {
        loading.reject(
            row.getLong(1),
            null,
            row.getString(4),
            AreaStage.label(row.getString(2), row.getString(3)));
      }
    }
  }

  private static String measure(double squareMetres, double width) {
    return String.format(Locale.ROOT, "%,.1f m² (up to %.1f m wide)", squareMetres, width);
  }
}
