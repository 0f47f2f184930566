/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.cells;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.Condition;
import dk.socialbalance.catalogue.Condition.Rule;
import dk.socialbalance.catalogue.Indicator;
import dk.socialbalance.db.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every indicator on a small register whose numbers were worked out by hand. */
class HandCountTest {

  private static TestDatabase database;
  private static CellReport report;
  private static final Map<String, List<Double>> counted = new HashMap<>();

  @BeforeAll
  static void count() throws SQLException, IOException {
    database = TestDatabase.create();
    HandRegister.load(database);
    report = CellCounter.count(database.access(), catalogue(), line -> {});
    read(
        "SELECT indikator || ';' || periode || ';' || omraade_kode, n, d, households, sum,"
            + " sum_squares, max_value FROM indicator.cell",
        6);
    read("SELECT indikator || ';' || periode || ';?' || niveau, n, d FROM indicator.unplaced", 2);
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  private static void read(String sql, int numbers) throws SQLException {
    try (Connection connection = database.superuser();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        List<Double> values = new ArrayList<>();
        for (int i = 2; i < numbers + 2; i++) {
          double value = rows.getDouble(i);
          values.add(rows.wasNull() ? null : value);
        }
        counted.put(rows.getString(1), values);
      }
    }
  }

  private static Catalogue catalogue() {
    List<Indicator> indicators = new ArrayList<>(SixteenIndicators.indicators());
    indicators.add(
        SixteenIndicators.share(
            "langvarig_hjaelp",
            SixteenIndicators.cadence("year", "year"),
            SixteenIndicators.ages(18, 64),
            new Condition.Spell(
                "ydelser",
                List.of("kontanthjaelp", "uddannelseshjaelp"),
                Rule.ALL_MONTHS,
                12,
                null,
                0)));
    return SixteenIndicators.catalogue(2016, 2018, indicators);
  }

  static Stream<String> cells() throws IOException {
    return HandRegister.rows("expected.csv").stream().map(r -> String.join(";", r));
  }

  static Stream<String> populations() throws IOException {
    return HandRegister.rows("population.csv").stream().map(r -> String.join(";", r));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void aCellIsAsWorkedOutByHand(String expected) {
    String[] row = Arrays.copyOf(expected.split(";", -1), 9);
    List<Double> wanted = new ArrayList<>();
    for (int i = 3; i < (row[2].startsWith("?") ? 5 : 9); i++) {
      wanted.add(row[i] == null || row[i].isEmpty() ? null : Double.valueOf(row[i]));
    }
    assertThat(counted.get(row[0] + ";" + row[1] + ";" + row[2])).isEqualTo(wanted);
  }

  @ParameterizedTest
  @MethodSource("populations")
  void residentsAndHouseholdsAreAsWorkedOutByHand(String expected) throws SQLException {
    String[] row = expected.split(";");
    assertThat(
            strings(
                "SELECT residents || ' ' || households FROM indicator.population"
                    + " WHERE periode = '%s' AND omraade_kode = '%s'".formatted(row[0], row[1])))
        .containsExactly(row[2] + " " + row[3]);
  }

  @Test
  void everyIndicatorIsWorkedOutByHand() throws IOException {
    Set<String> expected = cells().map(c -> c.split(";")[0]).collect(Collectors.toSet());
    assertThat(expected)
        .containsExactlyInAnyOrderElementsOf(
            catalogue().indicators().stream().map(Indicator::id).toList());
  }

  @Test
  void everyAreaOfEveryPeriodHasARow() throws SQLException {
    // 1 municipality, 1 quarter, 2 districts, 1 housing area; nothing of an area before its time
    assertThat(
            strings(
                "SELECT niveau || ' ' || periode || ' ' || count(*) FROM indicator.cell"
                    + " WHERE indikator IN ('offentligt_forsoergede', 'elevfravaer')"
                    + " GROUP BY niveau, periode ORDER BY 1"))
        .containsExactlyElementsOf(
            new TreeSet<>(
                Stream.of("2016", "2017", "2018", "2016S", "2017S")
                    .flatMap(
                        p ->
                            Stream.of(
                                "basisdistrikt " + p + " 2",
                                "boligomraade " + p + " 1",
                                "bydel " + p + " 1",
                                "kommune " + p + " 1"))
                    .toList()));
  }

  @Test
  void everybodyIsInThePlaceOrUnplaced() throws SQLException {
    assertThat(
            strings(
                "SELECT k.indikator || ' ' || k.periode FROM indicator.cell k"
                    + " JOIN indicator.unplaced u ON u.indikator = k.indikator"
                    + " AND u.periode = k.periode AND u.niveau = 'bydel'"
                    + " JOIN indicator.cell b ON b.indikator = k.indikator"
                    + " AND b.periode = k.periode AND b.niveau = 'bydel'"
                    + " WHERE k.niveau = 'kommune' AND k.indikator <> 'fraflytning'"
                    + " AND (k.n <> b.n + u.n OR k.d <> b.d + u.d)"))
        .isEmpty();
    assertThat(report.withoutAddress()).isEqualTo(1);
  }

  @Test
  void nothingOfTheWorkIsLeft() throws SQLException {
    assertThat(strings("SELECT relname FROM pg_class WHERE relnamespace = 'work'::regnamespace"))
        .isEmpty();
    assertThat(strings("SELECT result FROM ops.run WHERE step = 'cells'")).containsExactly("done");
  }

  private static List<String> strings(String sql) throws SQLException {
    try (Connection connection = database.superuser();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }
}
