/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure.audit;

import dk.socialbalance.disclosure.audit.Edition.Span;
import dk.socialbalance.disclosure.audit.IndexFigures.Rate;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Indices once more, from shown figures alone (docs/method.md, "Index"). One that differs was made
 * of something that is not shown.
 */
final class IndexProof {

  private static final int FEWEST_AREAS = 10;
  private static final double ROUNDING = 1e-12;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Derived derived;
  private final List<Breach> breaches;
  private final IndexFigures figures;

  IndexProof(Derived derived, List<Breach> breaches) {
    this.derived = derived;
    this.breaches = breaches;
    this.figures = new IndexFigures(derived);
  }

  private record Group(String index, String level, String period) {}

  private record Value(
      String area,
      boolean shown,
      Double z,
      Integer status,
      Double change,
      String dynamics,
      String group,
      Integer rank,
      Integer replaced,
      boolean carried) {}

  private record Score(double z, int replaced) {}

  void check(Connection door) throws SQLException {
    Map<String, JsonNode> definitions = new HashMap<>();
    try (PreparedStatement query =
        door.prepareStatement(
            "SELECT indeks_id, definition::text FROM publish.index_definition"
                + " WHERE publication_id = ?")) {
      query.setLong(1, derived.edition().id());
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          definitions.put(row.getString(1), JSON.readTree(row.getString(2)));
        }
      }
    }
    read(door).forEach((group, values) -> check(group, values, definitions.get(group.index())));
  }

  private Map<Group, List<Value>> read(Connection door) throws SQLException {
    Map<Group, List<Value>> groups = new HashMap<>();
    try (PreparedStatement query =
        door.prepareStatement(
            "SELECT indeks_id, niveau, periode, omraade_kode, datastatus, indeks, status,"
                + " dynamik_indeks, dynamik, gruppe, rang, erstattet,"
                + " to_jsonb(v) ->> 'overfoert' IS NOT NULL"
                + " FROM publish.index_value v WHERE publication_id = ?"
                + " ORDER BY indeks_id, niveau, periode, omraade_kode")) {
      query.setLong(1, derived.edition().id());
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          groups
              .computeIfAbsent(
                  new Group(row.getString(1), row.getString(2), row.getString(3)),
                  g -> new ArrayList<>())
              .add(
                  new Value(
                      row.getString(4),
                      row.getString(5).equals("vist") || row.getString(5).equals("foreloebig"),
                      row.getObject(6, Double.class),
                      row.getObject(7, Integer.class),
                      row.getObject(8, Double.class),
                      row.getString(9),
                      row.getString(10),
                      row.getObject(11, Integer.class),
                      row.getObject(12, Integer.class),
                      row.getBoolean(13)));
        }
      }
    }
    return groups;
  }

  private void check(Group group, List<Value> values, JsonNode definition) {
    if (values.stream().anyMatch(Value::carried)) {
      return; // made with counts of former areas: see statistics, not cells
    }
    Map<String, Score> status = scores(group, values, definition, false);
    Map<String, Score> change = scores(group, values, definition, true);
    Value worst = null;
    double distance = -1;
    String expected = "";
    int differing = 0;
    for (Value value : values) {
      Score own = status.get(value.area());
      Score moved = own == null ? null : change.get(value.area());
      boolean right =
          (value.shown() || value.z() == null && value.rank() == null)
              && Derived.agrees(value.z(), own == null ? null : Double.valueOf(own.z()))
              && Derived.agrees(value.change(), moved == null ? null : Double.valueOf(moved.z()))
              && (value.replaced() == null || own != null && value.replaced() == own.replaced())
              && derivedTexts(value, values, definition);
      if (!right) {
        differing++;
        double off = off(value.z(), own) + off(value.change(), moved);
        if (off > distance) {
          distance = off;
          worst = value;
          expected =
              "shown figures give %s (change %s), not %s (%s)"
                  .formatted(
                      own == null ? "none" : own.z(),
                      moved == null ? "none" : moved.z(),
                      value.z(),
                      value.change());
        }
      }
    }
    if (worst != null) {
      breaches.add(
          new Breach(
              BreachKind.INDEX,
              derived.edition().id(),
              group.index(),
              group.level(),
              worst.area(),
              group.period(),
              Double.NaN,
              Double.NaN,
              expected + "; %d of %d areas differ".formatted(differing, values.size())));
    }
  }

  private static double off(Double published, Score expected) {
    return published == null || expected == null ? 0 : Math.abs(published - expected.z());
  }

  // Status, group and rank are functions of the index itself.
  private static boolean derivedTexts(Value value, List<Value> all, JsonNode definition) {
    if (value.z() == null) {
      return value.status() == null && value.group() == null && value.rank() == null;
    }
    JsonNode breaks = definition.path("breaks");
    int status =
        value.z() < breaks.get(0).doubleValue()
            ? 1
            : value.z() <= breaks.get(1).doubleValue()
                ? 2
                : value.z() <= breaks.get(2).doubleValue() ? 3 : 4;
    JsonNode limits = definition.path("dynamicsBreaks");
    String sign =
        value.change() == null
            ? null
            : value.change() < limits.get(0).doubleValue()
                ? "+"
                : value.change() <= limits.get(1).doubleValue() ? "+/-" : "-";
    String dynamics =
        sign == null
            ? null
            : switch (sign) {
              case "+" -> "positiv";
              case "-" -> "negativ";
              default -> "stabil";
            };
    long better = all.stream().filter(v -> v.z() != null && v.z() > value.z()).count();
    return (value.status() == null || value.status() == status)
        && Objects.equals(value.dynamics(), dynamics)
        && Objects.equals(value.group(), sign == null ? null : status + sign)
        && (value.rank() == null || value.rank() == better + 1);
  }

  private Map<String, Score> scores(
      Group group, List<Value> values, JsonNode definition, boolean change) {
    JsonNode own = definition.path("dynamicsComponents");
    boolean differenced = change && own.isEmpty();
    JsonNode weights = change && !own.isEmpty() ? own : definition.path("components");
    List<String> areas =
        values.stream().map(Value::area).filter(a -> eligible(group, a, definition)).toList();
    Map<String, double[]> totals =
        new TreeMap<>(); // weighted sum, weight with, hidden, all, replaced
    areas.forEach(a -> totals.put(a, new double[5]));
    for (Map.Entry<String, JsonNode> component : weights.properties()) {
      add(
          group,
          component.getKey(),
          component.getValue().doubleValue(),
          definition,
          differenced,
          change,
          areas,
          totals);
    }
    Map<String, Double> kept = new TreeMap<>();
    double weight = 0;
    for (Map.Entry<String, double[]> entry : totals.entrySet()) {
      double[] t = entry.getValue();
      if (t[1] > 0 && t[2] <= t[3] / 2) {
        kept.put(entry.getKey(), t[0] * t[3] / t[1]);
        weight = Math.max(weight, t[3]);
      }
    }
    double[] x = kept.values().stream().mapToDouble(v -> v).toArray();
    double low = DoubleStream.of(x).min().orElse(0);
    double high = DoubleStream.of(x).max().orElse(0);
    if (x.length < FEWEST_AREAS || high - low <= ROUNDING * weight) {
      return Map.of();
    }
    double mean = mean(x);
    double sd = deviation(x, mean);
    Map<String, Score> scores = new HashMap<>();
    kept.forEach(
        (area, total) ->
            scores.put(area, new Score((total - mean) / sd, (int) totals.get(area)[4])));
    return scores;
  }

  private boolean eligible(Group group, String area, JsonNode definition) {
    Long residents =
        derived.edition().residents().get(group.level() + "/" + area + "/" + group.period());
    JsonNode exclusions = definition.path("exclusions");
    return (residents == null || residents >= definition.path("minPopulation").longValue())
        && !names(exclusions.path(group.period()), area)
        && !names(exclusions.path("*"), area);
  }

  private static boolean names(JsonNode list, String area) {
    for (JsonNode name : list) {
      if (name.stringValue().equals(area)) {
        return true;
      }
    }
    return false;
  }

  private void add(
      Group group,
      String indicator,
      double weight,
      JsonNode definition,
      boolean differenced,
      boolean change,
      List<String> areas,
      Map<String, double[]> totals) {
    int span = definition.path("span").intValue();
    Span year = derived.edition().periods().get(group.period());
    Span now = figures.speaksFor(indicator, group.level(), year).orElse(null);
    Span then =
        now == null || !differenced
            ? null
            : figures.before(indicator, group.level(), now, span).orElse(null);
    double perSpan =
        now == null || IndexFigures.years(now) == 1 ? 1 : (double) span / IndexFigures.years(now);
    int polarity = derived.measures().get(indicator).polarity();
    Map<String, Double> values = new TreeMap<>();
    Map<String, Boolean> hidden = new HashMap<>();
    double size = 0;
    for (String area : areas) {
      Rate a = now == null ? null : figures.rate(indicator, group.level(), area, now.code());
      Rate b = then == null ? null : figures.rate(indicator, group.level(), area, then.code());
      Double x = null;
      if (a != null && a.x() != null && (!differenced || b != null && b.x() != null)) {
        x = polarity * (differenced ? (a.x() - b.x()) * perSpan : a.x());
        values.put(area, x);
        size = Math.max(size, Math.abs(a.x()) + (differenced ? Math.abs(b.x()) : 0));
      }
      hidden.put(area, change ? x == null : a == null || a.replaced());
    }
    double[] x = values.values().stream().mapToDouble(v -> v).toArray();
    double spread = DoubleStream.of(x).max().orElse(1) - DoubleStream.of(x).min().orElse(0);
    if (x.length > 0 && spread <= ROUNDING * size * perSpan) {
      return; // it does not vary
    }
    double mean = mean(x);
    double sd = deviation(x, mean);
    for (String area : areas) {
      double[] t = totals.get(area);
      t[3] += weight;
      if (hidden.get(area)) {
        t[2] += weight;
      }
      Double own = values.get(area);
      if (own != null) {
        t[0] += weight * (own - mean) / sd;
        t[1] += weight;
        t[4] += hidden.get(area) ? 1 : 0;
      }
    }
  }

  private static double mean(double[] x) {
    return DoubleStream.of(x).average().orElse(0);
  }

  private static double deviation(double[] x, double mean) {
    return Math.sqrt(DoubleStream.of(x).map(v -> (v - mean) * (v - mean)).average().orElse(0));
  }
}
