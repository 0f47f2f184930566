/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.statistics;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an indicator's figure is made of: its counts, interval, class and trend. */
final class IndicatorProvenance {

  private static final String METHOD = "docs/method.md, ";

  private final Provenance.Rows rows;

  IndicatorProvenance(Provenance.Rows rows) {
    this.rows = rows;
  }

  /** The figure's part of the document; null when there is no such figure. */
  Map<String, Object> of(Map<String, Object> layer, String area, String period)
      throws SQLException {
    Map<String, Object> cell =
        rows.one(
            """
            SELECT c.*, i.measure, i.subset, i.polarity, i.definition -> 'unit' ->> 'da' AS unit_da,
                   i.definition -> 'unit' ->> 'en' AS unit_en, b.breaks, b.method AS breaks_method, b.pinned_at
            FROM publish.cell c
            JOIN publish.publication p ON p.id = c.publication_id
            JOIN publish.indicator i ON i.publication_id = c.publication_id AND i.indikator = c.indikator
            LEFT JOIN publish.class_break b ON b.audience = p.audience AND b.indikator = c.indikator AND b.niveau = c.niveau
            WHERE c.publication_id = current_setting('sb.publication')::bigint AND c.indikator = ? AND c.niveau = ?
              AND c.omraade_kode = ? AND c.periode = ?
            """,
            layer.get("indikator"),
            layer.get("niveau"),
            area,
            period);
    if (cell == null) {
      return null;
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("status", cell.get("datastatus"));
    document.put("unit", Map.of("da", cell.get("unit_da"), "en", cell.get("unit_en")));
    document.put("formula", formula(cell));
    document.put("inputs", inputs(cell));
    document.put("value", cell.get("vaerdi"));
    Map<String, Object> interval = new LinkedHashMap<>();
    interval.put("lower", cell.get("nedre"));
    interval.put("upper", cell.get("oevre"));
    interval.put("formula", interval(cell));
    document.put("interval", interval);
    Map<String, Object> klasse = new LinkedHashMap<>();
    klasse.put("class", cell.get("klasse"));
    klasse.put("breaks", cell.get("breaks"));
    klasse.put("method", cell.get("breaks_method"));
    klasse.put("pinnedAt", cell.get("pinned_at"));
    klasse.put("highIsUnfavourable", Integer.valueOf(1).equals(cell.get("polarity")));
    klasse.put("formula", METHOD + "\"Classes\"");
    document.put("classification", klasse);
    document.put("trend", trend(layer, cell, area));
    return document;
  }

  private static String formula(Map<String, Object> cell) {
    String formula =
        switch ((String) cell.get("measure")) {
          case "share" -> "100 * n / N";
          case "per_1000" -> "1000 * n / N";
          case "mean" -> "sum / N";
          default -> "as delivered";
        };
    return formula + " (" + METHOD + "\"Rates and uncertainty\")";
  }

  private static String interval(Map<String, Object> cell) {
    String kind = "none";
    if (cell.get("sum") != null) {
      kind = "95 %, Student's t";
    } else if (cell.get("taeller") != null) {
      kind =
          (Boolean) cell.get("subset")
              ? "95 %, Wilson"
              : (Long) cell.get("taeller") < 10 ? "95 %, exact Poisson" : "95 %, Byar";
    }
    return kind + " (" + METHOD + "\"Rates and uncertainty\")";
  }

  /** Counts, or that they are hidden. */
  private static Map<String, Object> inputs(Map<String, Object> cell) {
    boolean hidden = cell.get("datastatus").equals("diskretioneret");
    Map<String, Object> inputs = new LinkedHashMap<>();
    String measure = (String) cell.get("measure");
    if (measure.equals("mean")) {
      inputs.put("sum", hidden ? Provenance.HIDDEN : cell.get("sum"));
      inputs.put("sumOfSquares", hidden ? Provenance.HIDDEN : cell.get("sum_squares"));
    } else if (measure.equals("value") || (!hidden && cell.get("taeller") == null)) {
      inputs.put("delivered", hidden ? Provenance.HIDDEN : cell.get("vaerdi"));
    } else {
      inputs.put("n", hidden ? Provenance.HIDDEN : cell.get("taeller"));
    }
    Object d = cell.get("naevner");
    inputs.put("N", d == null && hidden ? Provenance.HIDDEN : d);
    return inputs;
  }

  private Map<String, Object> trend(
      Map<String, Object> layer, Map<String, Object> cell, String area) throws SQLException {
    boolean counts = cell.get("measure").equals("share") || cell.get("measure").equals("per_1000");
    List<Map<String, Object>> points = new ArrayList<>();
    for (Map<String, Object> point :
        rows.all(
            """
            SELECT c.periode, c.datastatus, c.taeller, c.naevner, c.vaerdi, c.sum, c.sum_squares, i.measure
            FROM publish.cell c
            JOIN publish.indicator i ON i.publication_id = c.publication_id AND i.indikator = c.indikator
            JOIN publish.period d ON d.publication_id = c.publication_id AND d.periode = c.periode
            JOIN publish.period t ON t.publication_id = c.publication_id AND t.periode = ?
            WHERE c.publication_id = current_setting('sb.publication')::bigint AND c.indikator = ? AND c.niveau = ?
              AND c.omraade_kode = ? AND d.cadence = t.cadence AND d.periode_start <= t.periode_start
              AND extract(month FROM d.periode_start AT TIME ZONE 'UTC') = extract(month FROM t.periode_start AT TIME ZONE 'UTC')
            ORDER BY d.periode_start DESC LIMIT ?
            """,
            cell.get("periode"),
            layer.get("indikator"),
            layer.get("niveau"),
            area,
            counts ? 5 : 10)) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("period", point.get("periode"));
      one.put("status", point.get("datastatus"));
      one.putAll(inputs(point));
      one.put("value", point.get("vaerdi"));
      points.add(0, one);
    }
    Map<String, Object> trend = new LinkedHashMap<>();
    trend.put("trend", cell.get("udvikling"));
    trend.put("perYear", cell.get("udvikling_pr_aar"));
    trend.put(
        "formula",
        (counts
                ? "chi-square for a linear trend in proportions over five points, limit 9.5495, and"
                    + " leave-one-out"
                : "Mann-Kendall, alpha 0.002, and Sen's slope")
            + " ("
            + METHOD
            + "\"Trend\")");
    if (cell.get("overfoert") != null) {
      trend.put("carriedOver", cell.get("overfoert"));
    }
    trend.put("points", points);
    return trend;
  }
}
