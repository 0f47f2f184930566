/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.statistics;

import dk.socialbalance.db.DatabaseAccess;
import dk.socialbalance.db.Role;
import dk.socialbalance.db.SqlResource;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Explains one published number: what went into it, by which formula, of which run and publication.
 * Works as {@code sb_statistics}, which sees disclosed figures alone: a hidden input is the word
 * "hidden", and why it is hidden cannot be said.
 */
public final class Provenance {

  /** Stands where a number is hidden. */
  public static final String HIDDEN = "hidden";

  private final DatabaseAccess access;

  /** Explains the figures of one installation. */
  public Provenance(DatabaseAccess access) {
    this.access = access;
  }

  /**
   * Explains a number of the publication that an audience sees now.
   *
   * @param audience id of an audience
   * @param layer name of an indicator's or an index's layer, without workspace
   * @param area code of an area
   * @param period code of a period
   * @return a document for JSON; empty when no such number is published
   */
  public Optional<Map<String, Object>> explain(
      String audience, String layer, String area, String period) throws SQLException {
    try (Connection connection = access.connect(Role.STATISTICS)) {
      connection.setAutoCommit(false);
      try {
        Rows rows = new Rows(connection);
        Map<String, Object> found =
            rows.one(
                """
                SELECT set_config('sb.publication', p.id::text, true) AS id, p.created_at, p.catalogue_version, p.method_version,
                       p.audience, l.name, l.niveau, l.indikator, l.indeks_id, l.title_da, l.title_en,
                       d.periode_start, d.periode_slut, d.cadence
                FROM publish.current_publication c
                JOIN publish.publication p ON p.id = c.publication_id
                JOIN publish.layer l ON l.publication_id = p.id AND l.kind IN ('indicator', 'index')
                JOIN publish.period d ON d.publication_id = p.id AND d.periode = ?
                WHERE c.audience = ? AND l.name = ?
                """,
                period,
                audience,
                layer);
        if (found == null) {
          return Optional.empty();
        }
        Map<String, Object> figure =
            found.get("indikator") != null
                ? new IndicatorProvenance(rows).of(found, area, period)
                : new IndexProvenance(rows, () -> scores(connection)).of(found, area, period);
        if (figure == null) {
          return Optional.empty();
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("layer", found.get("name"));
        document.put("title", Map.of("da", found.get("title_da"), "en", found.get("title_en")));
        document.put("area", area(rows, found, area, period));
        document.put("period", period(found, period));
        document.putAll(figure);
        document.put("publication", publication(found));
        document.put("runs", runs(rows, found));
        return Optional.of(document);
      } finally {
        // Explaining an index makes temporary tables, and nothing else.
        connection.rollback();
      }
    }
  }

  private static Map<String, Object> area(
      Rows rows, Map<String, Object> layer, String area, String period) throws SQLException {
    Map<String, Object> row =
        rows.one(
            """
            SELECT a.omraade_navn AS name, a.niveau AS level, a.overordnet AS parent, o.residents
            FROM publish.publication p
            JOIN publish.period d ON d.publication_id = p.id AND d.periode = ?
            JOIN publish.area a ON a.area_revision = p.area_revision AND a.niveau = ? AND a.omraade_kode = ?
                AND a.gyldig_fra <= d.areas_at AND (a.gyldig_til IS NULL OR a.gyldig_til >= d.areas_at)
            LEFT JOIN publish.population o ON o.publication_id = p.id AND o.niveau = a.niveau
                AND o.omraade_kode = a.omraade_kode AND o.periode = d.periode
            WHERE p.id = current_setting('sb.publication')::bigint
            """,
            period,
            layer.get("niveau"),
            area);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("code", area);
    document.putAll(row);
    return document;
  }

  private static Map<String, Object> period(Map<String, Object> found, String period) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("code", period);
    document.put("start", found.get("periode_start"));
    document.put("end", found.get("periode_slut"));
    document.put("cadence", found.get("cadence"));
    return document;
  }

  private static Map<String, Object> publication(Map<String, Object> found) {
    Map<String, Object> publication = new LinkedHashMap<>();
    publication.put("number", Long.valueOf((String) found.get("id")));
    publication.put("createdAt", found.get("created_at"));
    publication.put("catalogueVersion", found.get("catalogue_version"));
    publication.put("methodVersion", found.get("method_version"));
    return publication;
  }

  /** The run that made the publication, and the count before it. */
  private static Map<String, Object> runs(Rows rows, Map<String, Object> found)
      throws SQLException {
    Map<String, Object> runs = new LinkedHashMap<>();
    for (Map.Entry<String, String> step :
        Map.of("count", "cells", "publish", "publish").entrySet()) {
      Map<String, Object> run =
          rows.one(
              """
              SELECT r.id AS number, r.started_at AS "startedAt", r.finished_at AS "finishedAt", r.input_hash AS "inputHash",
                     r.rows_in AS "rowsIn", r.rows_out AS "rowsOut", r.result
              FROM ops.run r
              JOIN publish.publication p ON p.id = current_setting('sb.publication')::bigint
              WHERE r.step = ? AND r.result = 'done' AND CASE r.step
                  WHEN 'publish' THEN r.message LIKE 'publication ' || p.id || ';%'
                  ELSE r.finished_at <= p.created_at END
              ORDER BY r.id DESC LIMIT 1
              """,
              step.getValue());
      runs.put(step.getKey(), run);
    }
    return runs;
  }

  /** The statements that publish make the components and sums of all indices again. */
  private static void scores(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET LOCAL TimeZone = 'UTC'");
      statement.execute("SET LOCAL max_parallel_workers_per_gather = 0");
      for (String family : List.of("rates", "carried", "scores")) {
        statement.execute(SqlResource.read("compute/statistics_" + family + ".sql"));
      }
    }
  }

  /** Rows as maps, in the order of their columns. */
  static final class Rows {

    private final Connection connection;

    Rows(Connection connection) {
      this.connection = connection;
    }

    /** The first row; null when there is none. */
    Map<String, Object> one(String sql, Object... parameters) throws SQLException {
      List<Map<String, Object>> all = all(sql, parameters);
      return all.isEmpty() ? null : all.get(0);
    }

    List<Map<String, Object>> all(String sql, Object... parameters) throws SQLException {
      try (PreparedStatement query = connection.prepareStatement(sql)) {
        for (int i = 0; i < parameters.length; i++) {
          query.setObject(i + 1, parameters[i]);
        }
        try (ResultSet row = query.executeQuery()) {
          List<Map<String, Object>> rows = new ArrayList<>();
          while (row.next()) {
            Map<String, Object> one = new LinkedHashMap<>();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
              Object value = row.getObject(i);
              if (value instanceof Timestamp time) {
                value = time.toInstant().toString();
              } else if (value instanceof Array array) {
                value = List.of((Object[]) array.getArray());
              }
              one.put(row.getMetaData().getColumnLabel(i), value);
            }
            rows.add(one);
          }
          return rows;
        }
      }
    }
  }
}
