/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.statistics;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an index's figure is made of: its components, their standardisation, and the sums'. */
final class IndexProvenance {

  private final Provenance.Rows rows;
  private final Scores scores;

  /** Makes the temporary tables part, spread and score. */
  interface Scores {
    void make() throws SQLException;
  }

  IndexProvenance(Provenance.Rows rows, Scores scores) {
    this.rows = rows;
    this.scores = scores;
  }

  /** The figure's part of the document; null when there is no such figure. */
  Map<String, Object> of(Map<String, Object> layer, String area, String period)
      throws SQLException {
    Object index = layer.get("indeks_id");
    Object level = layer.get("niveau");
    Map<String, Object> value =
        rows.one(
            """
            SELECT v.*, x.definition -> 'breaks' ->> 0 AS low, x.definition -> 'breaks' ->> 1 AS middle,
                   x.definition -> 'breaks' ->> 2 AS high, x.definition ->> 'minPopulation' AS residents,
                   (x.definition ->> 'span')::integer AS span
            FROM publish.index_value v
            JOIN publish.index_definition x ON x.publication_id = v.publication_id AND x.indeks_id = v.indeks_id
            WHERE v.publication_id = current_setting('sb.publication')::bigint AND v.indeks_id = ? AND v.niveau = ?
              AND v.omraade_kode = ? AND v.periode = ?
            """,
            index,
            level,
            area,
            period);
    if (value == null) {
      return null;
    }
    scores.make();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("status", value.get("datastatus"));
    document.put(
        "formula",
        "z of each component over the eligible areas, oriented so that high is unfavourable; their"
            + " weighted sum, scaled up for components without a figure; the sum standardised again"
            + " (docs/method.md, \"Index\")");
    Map<String, Object> figures = new LinkedHashMap<>();
    for (String name :
        List.of("indeks", "status", "dynamik_indeks", "dynamik", "gruppe", "rang", "erstattet")) {
      figures.put(name, value.get(name));
    }
    document.put("value", figures);
    Map<String, Object> limits = new LinkedHashMap<>();
    limits.put(
        "status",
        List.of(
            Double.valueOf((String) value.get("low")),
            Double.valueOf((String) value.get("middle")),
            Double.valueOf((String) value.get("high"))));
    limits.put("minPopulation", Long.valueOf((String) value.get("residents")));
    limits.put("spanYears", value.get("span"));
    document.put("limits", limits);
    document.put("statusScore", score(index, level, area, period, "status"));
    document.put("dynamicsScore", score(index, level, area, period, "change"));
    return document;
  }

  private Map<String, Object> score(
      Object index, Object level, String area, String period, String kind) throws SQLException {
    Map<String, Object> score = new LinkedHashMap<>();
    Map<String, Object> sum =
        rows.one(
            "SELECT total AS sum, mean, sd, z FROM score WHERE indeks_id = ? AND niveau = ? AND"
                + " omraade_kode = ? AND target = ? AND kind = ?",
            index,
            level,
            area,
            period,
            kind);
    score.put("sum", sum == null ? null : sum.get("sum"));
    score.put("meanOfSums", sum == null ? null : sum.get("mean"));
    score.put("standardDeviationOfSums", sum == null ? null : sum.get("sd"));
    score.put("score", sum == null ? null : sum.get("z"));
    List<Map<String, Object>> components = new ArrayList<>();
    for (Map<String, Object> part :
        rows.all(
            """
            SELECT p.indikator AS component, p.weight, p.periode AS period, p.earlier, p.now_x, p.then_x, p.hidden, p.x AS oriented,
                   s.mean, s.sd, s.constant, CASE WHEN NOT s.constant THEN (p.x - s.mean) / s.sd END AS z
            FROM part p
            JOIN spread s USING (indeks_id, niveau, target, kind, indikator)
            WHERE p.indeks_id = ? AND p.niveau = ? AND p.omraade_kode = ? AND p.target = ? AND p.kind = ?
            ORDER BY p.indikator
            """,
            index,
            level,
            area,
            period,
            kind)) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("component", part.get("component"));
      one.put("weight", part.get("weight"));
      one.put("period", part.get("period"));
      if (kind.equals("change")) {
        one.put("comparedWith", part.get("earlier"));
      } else {
        // A hidden component's stand-in is the rate of all its hidden siblings together.
        one.put(
            "own",
            (Boolean) part.get("hidden") && part.get("period") != null
                ? Provenance.HIDDEN
                : part.get("now_x"));
        one.put("standIn", (Boolean) part.get("hidden") ? part.get("now_x") : null);
      }
      one.put("oriented", part.get("oriented"));
      one.put("mean", part.get("mean"));
      one.put("standardDeviation", part.get("sd"));
      one.put("z", part.get("z"));
      one.put("leftOut", (Boolean) part.get("constant") || part.get("oriented") == null);
      components.add(one);
    }
    score.put("components", components);
    return score;
  }
}
