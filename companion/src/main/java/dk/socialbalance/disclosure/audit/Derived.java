/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What published statistics are made of, beside the cells: read with the doors' role.
 *
 * @param audience whose class breaks hold
 * @param edition the current publication
 * @param measures how an indicator's number is made: see {@link Measure}
 * @param breaks four limits by {@code indicator level}
 * @param carried figures that compare with counts carried over from former areas, as {@code
 *     indicator level area period}: cells alone do not give their trend
 */
record Derived(
    String audience,
    Edition edition,
    Map<String, Measure> measures,
    Map<String, double[]> breaks,
    Set<String> carried) {

  private static final double TOLERANCE = 1e-9;

  /**
   * How an indicator's number is made.
   *
   * @param name {@code share}, {@code per_1000}, {@code mean} or {@code value}
   * @param subset whether the numerator is a part of the denominator
   * @param polarity 1 when high is unfavourable, else -1
   */
  record Measure(String name, boolean subset, int polarity) {

    double factor() {
      return name.equals("share") ? 100 : name.equals("per_1000") ? 1000 : 1;
    }

    boolean rate() {
      return name.equals("share") || name.equals("per_1000");
    }
  }

  static Derived read(Connection door, String audience, Edition edition) throws SQLException {
    Map<String, Measure> measures = new HashMap<>();
    try (PreparedStatement query =
        door.prepareStatement(
            "SELECT indikator, measure, subset, polarity FROM publish.indicator"
                + " WHERE publication_id = ?")) {
      query.setLong(1, edition.id());
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          measures.put(
              row.getString(1), new Measure(row.getString(2), row.getBoolean(3), row.getInt(4)));
        }
      }
    }
    Map<String, double[]> breaks = new HashMap<>();
    try (PreparedStatement query =
        door.prepareStatement(
            "SELECT indikator, niveau, breaks[1], breaks[2], breaks[3], breaks[4]"
                + " FROM publish.class_break WHERE audience = ?")) {
      query.setString(1, audience);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          breaks.put(
              row.getString(1) + " " + row.getString(2),
              new double[] {
                row.getDouble(3), row.getDouble(4), row.getDouble(5), row.getDouble(6)
              });
        }
      }
    }
    Set<String> carried = new HashSet<>();
    try (PreparedStatement query =
        door.prepareStatement(
            "SELECT indikator, niveau, omraade_kode, periode FROM publish.cell c"
                + " WHERE publication_id = ? AND to_jsonb(c) ->> 'overfoert' IS NOT NULL")) {
      query.setLong(1, edition.id());
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          carried.add(
              row.getString(1)
                  + " "
                  + row.getString(2)
                  + " "
                  + row.getString(3)
                  + " "
                  + row.getString(4));
        }
      }
    }
    return new Derived(audience, edition, measures, breaks, carried);
  }

  /** Every published statistic that shown cells do not give. */
  List<Breach> check(Connection door) throws SQLException {
    List<Breach> breaches = new ArrayList<>();
    new RateProof(this, breaches).check();
    new TrendProof(this, breaches).check();
    new IndexProof(this, breaches).check(door);
    return breaches;
  }

  /**
   * Whether a published number is the expected one, to 1e-9; one that is not told tells nothing.
   */
  static boolean agrees(Double published, Double expected) {
    return published == null
        || expected != null
            && Math.abs(published - expected)
                <= TOLERANCE * Math.max(1, Math.max(Math.abs(published), Math.abs(expected)));
  }

  static Breach breach(BreachKind kind, Figure figure, String needed) {
    return new Breach(
        kind,
        figure.publication(),
        figure.indicator(),
        figure.level(),
        figure.area(),
        figure.period(),
        Double.NaN,
        Double.NaN,
        needed);
  }
}
