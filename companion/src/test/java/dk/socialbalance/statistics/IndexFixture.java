/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.statistics;

import dk.socialbalance.catalogue.Cadence;
import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.Indicator;
import dk.socialbalance.catalogue.Indicator.Hide;
import dk.socialbalance.catalogue.Indicator.Measure;
import dk.socialbalance.db.TestDatabase;
import dk.socialbalance.publication.PublicationReport;
import dk.socialbalance.publication.PublishFixture;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;

/** Delivered values of the quarters B01 to B12, and what indices over them should be. */
final class IndexFixture implements AutoCloseable {

  static final int AREAS = 12;

  final TestDatabase database = TestDatabase.create();

  IndexFixture() {
    PublishFixture.areas(database, AREAS);
  }

  @Override
  public void close() {
    database.close();
  }

  /** Values of B01 and so on, cleared for publication; not a number: none delivered. */
  void values(String indicator, String period, double[] xs) {
    for (int i = 0; i < xs.length; i++) {
      if (!Double.isNaN(xs[i])) {
        database.execute(
            String.format(
                Locale.ROOT,
                "INSERT INTO indicator.cell (indikator, niveau, omraade_kode, periode, n, d, value,"
                    + " cleared_by) VALUES ('%s', 'bydel', 'B%02d', '%s', 0, 0, %s, 'KL')",
                indicator,
                i + 1,
                period,
                xs[i]));
      }
    }
  }

  /** An indicator of delivered values. */
  static Indicator value(String id, boolean unfavourable) {
    return PublishFixture.indicator(
        id, Measure.VALUE, 5, Hide.BOTH, Map.of("bydel", Cadence.YEAR), unfavourable, true);
  }

  /** One number an area. */
  static double[] fill(IntToDoubleFunction x) {
    double[] xs = new double[AREAS];
    Arrays.setAll(xs, x);
    return xs;
  }

  /** Mean 0, population standard deviation 1. */
  static double[] standardised(double[] xs) {
    double mean = Arrays.stream(xs).average().orElseThrow();
    double sd =
        Math.sqrt(Arrays.stream(xs).map(x -> (x - mean) * (x - mean)).average().orElseThrow());
    return Arrays.stream(xs).map(x -> (x - mean) / sd).toArray();
  }

  /** Columns of an index by area code; null as {@code -}. */
  Map<String, String[]> published(String columns, String level, String period) throws SQLException {
    Map<String, String[]> rows = new TreeMap<>();
    for (String row :
        PublishFixture.rows(
            database,
            "SELECT omraade_kode, %s FROM publish.index_value WHERE niveau = '%s' AND periode = '%s'"
                .formatted(columns, level, period))) {
      String[] fields = row.split(" ", 2);
      rows.put(fields[0], fields[1].split(" "));
    }
    return rows;
  }

  PublicationReport publish(List<Indicator> indicators, Catalogue.Index... indices) {
    return PublishFixture.publish(
        database.access(), PublishFixture.catalogue(indicators, List.of(indices)));
  }
}
