/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.CatalogueReader;
import dk.socialbalance.cells.CellCounter;
import dk.socialbalance.db.TestDatabase;
import dk.socialbalance.measures.MeasureLoader;
import dk.socialbalance.measures.MeasureOptions;
import dk.socialbalance.publication.PublishFixture;
import dk.socialbalance.register.CsvSource;
import dk.socialbalance.register.LoadOptions;
import dk.socialbalance.register.LoadReport;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An official table with its inputs, of the kind that Berlin's Monitoring Soziale Stadtentwicklung
 * publishes: four status figures and four delivered changes of 60 areas in two periods, loaded as
 * delivered values. The table ({@code published_table.csv}) is made up; areas lie within 0.0004 of
 * every limit on both sides, some figures are missing, some areas are left out. What it should give
 * is worked out here with 50 digits, by a program that shares nothing with the SQL.
 */
class PublishedTableTest {

  private static final MathContext DIGITS = new MathContext(50);

  private static final String CATALOGUE =
      """
      municipality: {name: Prøveby}
      levels:
        - {id: planomraade, title: Planområde}
      indicators:
        - {id: s1, title: S1, from: measures, measure: value}
        - {id: s2, title: S2, from: measures, measure: value}
        - {id: s3, title: S3, from: measures, measure: value}
        - {id: s4, title: S4, from: measures, measure: value, polarity: favourable}
        - {id: d1, title: D1, from: measures, measure: value}
        - {id: d2, title: D2, from: measures, measure: value}
        - {id: d3, title: D3, from: measures, measure: value}
        - {id: d4, title: D4, from: measures, measure: value, polarity: favourable}
      indices:
        - id: status
          title: Status og dynamik
          components: [s1, s2, s3, s4]
          dynamics_components: [d1, d2, d3, d4]
          exclusions: {"2023": [P07], "2025": [P09, P31]}
        - id: vaegtet
          title: Et andet indeks af de samme tal
          components: {s1: 2, s3: 0.7, s4: 1.3}
          dynamics_components: {d1: 1, d4: 3}
          min_population: 500
          breaks: [-0.5, 0.25, 2]
          dynamics_breaks: [-0.8, 0.8]
      """;

  private record Area(String code, long residents, Map<String, BigDecimal> figures) {}

  private record Result(BigDecimal index, BigDecimal dynamics) {}

  private static final Map<String, List<Area>> TABLE = new LinkedHashMap<>();

  @TempDir private static Path folder;
  private static TestDatabase database;
  private static Catalogue place;

  @BeforeAll
  static void publish() throws IOException {
    database = TestDatabase.create();
    Path catalogue = Files.createDirectory(folder.resolve("katalog"));
    Files.writeString(catalogue.resolve("katalog.yaml"), CATALOGUE);
    place = CatalogueReader.read(catalogue);
    readTable();
    database.execute(
        """
        INSERT INTO indicator.area (niveau, kode, navn, gyldig_fra, geom)
        SELECT 'planomraade', 'P' || to_char(i, 'FM00'), 'Område ' || i, DATE '1900-01-01',
               postgis.ST_Multi(postgis.ST_MakeEnvelope(700000 + i, 6180000, 700001 + i, 6180001, 25832))
        FROM generate_series(1, 60) i
        """);
    StringBuilder csv = new StringBuilder("omraade_kode;indikator;periode;vaerdi\n");
    TABLE.forEach(
        (period, areas) ->
            areas.forEach(
                area ->
                    area.figures()
                        .forEach(
                            (indicator, x) ->
                                csv.append(
                                    "%s;%s;%s;%s\n"
                                        .formatted(
                                            area.code(),
                                            indicator,
                                            period,
                                            x.toPlainString().replace('.', ','))))));
    Path file = folder.resolve("tabel.csv");
    Files.writeString(file, csv);
    LoadReport report =
        MeasureLoader.load(
            database.access(),
            place,
            file,
            new MeasureOptions("statistik", "alle", "Prøveby", CsvSource.Format.DANISH),
            LoadOptions.defaults());
    assertThat(report.rejects()).isEmpty();
    CellCounter.count(database.access(), place, line -> {});
    TABLE.forEach(
        (period, areas) ->
            areas.forEach(
                area ->
                    database.execute(
                        "INSERT INTO indicator.population VALUES ('planomraade', '%s', '%s', %d, 150)"
                            .formatted(area.code(), period, area.residents()))));
    PublishFixture.publish(database.access(), place);
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  private static void readTable() throws IOException {
    try (InputStream in = PublishedTableTest.class.getResourceAsStream("published_table.csv")) {
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      String[] header = lines.get(0).split(";", -1);
      for (String line : lines.subList(1, lines.size())) {
        String[] fields = line.split(";", -1);
        Map<String, BigDecimal> figures = new TreeMap<>();
        for (int i = 3; i < fields.length; i++) {
          if (!fields[i].isEmpty()) {
            figures.put(header[i], new BigDecimal(fields[i].replace(',', '.')));
          }
        }
        TABLE
            .computeIfAbsent(fields[1], period -> new ArrayList<>())
            .add(new Area(fields[0], Long.parseLong(fields[2]), figures));
      }
    }
  }

  /** Mean 0, population standard deviation 1. */
  private static Map<String, BigDecimal> standardised(Map<String, BigDecimal> xs) {
    BigDecimal count = BigDecimal.valueOf(xs.size());
    BigDecimal mean =
        xs.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add).divide(count, DIGITS);
    BigDecimal variance =
        xs.values().stream()
            .map(x -> x.subtract(mean).pow(2))
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .divide(count, DIGITS);
    Map<String, BigDecimal> zs = new HashMap<>();
    xs.forEach((code, x) -> zs.put(code, x.subtract(mean).divide(variance.sqrt(DIGITS), DIGITS)));
    return zs;
  }

  private static Map<String, BigDecimal> combined(
      List<Area> eligible, Map<String, Double> weights) {
    Map<String, BigDecimal> sums = new HashMap<>();
    Map<String, BigDecimal> told = new HashMap<>();
    BigDecimal whole = BigDecimal.ZERO;
    for (Map.Entry<String, Double> component : weights.entrySet()) {
      BigDecimal weight = BigDecimal.valueOf(component.getValue());
      whole = whole.add(weight);
      Map<String, BigDecimal> xs = new HashMap<>();
      for (Area area : eligible) {
        BigDecimal x = area.figures().get(component.getKey());
        if (x != null) {
          xs.put(area.code(), component.getKey().endsWith("4") ? x.negate() : x);
        }
      }
      standardised(xs)
          .forEach(
              (code, z) -> {
                sums.merge(code, weight.multiply(z), BigDecimal::add);
                told.merge(code, weight, BigDecimal::add);
              });
    }
    BigDecimal all = whole;
    sums.keySet()
        .removeIf(code -> told.get(code).multiply(BigDecimal.valueOf(2)).compareTo(all) < 0);
    sums.replaceAll((code, sum) -> sum.multiply(all).divide(told.get(code), DIGITS));
    return standardised(sums);
  }

  private static Map<String, Result> expected(Catalogue.Index index, String period) {
    Set<String> left = new HashSet<>(index.exclusions().getOrDefault(period, List.of()));
    List<Area> eligible =
        TABLE.get(period).stream()
            .filter(a -> a.residents() >= index.minPopulation() && !left.contains(a.code()))
            .toList();
    Map<String, BigDecimal> dynamics = combined(eligible, index.dynamicsComponents());
    Map<String, Result> results = new TreeMap<>();
    combined(eligible, index.components())
        .forEach((code, z) -> results.put(code, new Result(z, dynamics.get(code))));
    return results;
  }

  private static int above(BigDecimal z, List<Double> limits, int upTo) {
    // "below -1", "to 1", "to 1.5": the first limit belongs to the upper side, the others do not.
    int result = z.compareTo(BigDecimal.valueOf(limits.get(0))) >= 0 ? 1 : 0;
    for (int i = 1; i < upTo; i++) {
      result += z.compareTo(BigDecimal.valueOf(limits.get(i))) > 0 ? 1 : 0;
    }
    return result;
  }

  @ParameterizedTest
  @ValueSource(strings = {"status 2023", "status 2025", "vaegtet 2023", "vaegtet 2025"})
  void isReproducedExactly(String indexAndPeriod) throws SQLException {
    String period = indexAndPeriod.split(" ")[1];
    Catalogue.Index index =
        place.indices().stream()
            .filter(i -> indexAndPeriod.startsWith(i.id() + " "))
            .findFirst()
            .orElseThrow();
    Map<String, Result> expected = expected(index, period);
    Map<String, String[]> published = new TreeMap<>();
    for (String row :
        PublishFixture.rows(
            database,
            "SELECT omraade_kode, indeks, status, dynamik_indeks, gruppe, rang FROM"
                + " publish.index_value WHERE indeks_id = '%s' AND periode = '%s'"
                    .formatted(index.id(), period))) {
      published.put(row.split(" ")[0], row.split(" "));
    }
    assertThat(published).hasSize(60);
    published.forEach(
        (code, row) -> {
          Result result = expected.get(code);
          if (result == null) {
            assertThat(row).containsExactly(code, "-", "-", "-", "-", "-");
            return;
          }
          int status = 1 + above(result.index(), index.breaks(), 3);
          long rank =
              1
                  + expected.values().stream()
                      .filter(r -> r.index().compareTo(result.index()) > 0)
                      .count();
          assertThat(new BigDecimal(row[1]))
              .isCloseTo(result.index(), within(new BigDecimal("1e-13")));
          assertThat(row[2]).as("status of %s", code).isEqualTo(Integer.toString(status));
          assertThat(row[5]).as("rank of %s", code).isEqualTo(Long.toString(rank));
          if (result.dynamics() == null) {
            assertThat(List.of(row[3], row[4])).containsExactly("-", "-");
          } else {
            String sign =
                List.of("+", "+/-", "-").get(above(result.dynamics(), index.dynamicsBreaks(), 2));
            assertThat(new BigDecimal(row[3]))
                .isCloseTo(result.dynamics(), within(new BigDecimal("1e-13")));
            assertThat(row[4]).as("group of %s", code).isEqualTo(status + sign);
          }
        });
  }

  @Test
  void theTableTriesTheLimits() {
    Catalogue.Index index = place.indices().get(0);
    for (String period : TABLE.keySet()) {
      List<Result> results = List.copyOf(expected(index, period).values());
      assertThat(results).hasSize(58);
      assertThat(results.stream().filter(r -> r.dynamics() == null).count())
          .isEqualTo(period.equals("2025") ? 1 : 0);
      for (double limit : index.breaks()) {
        near(results.stream().map(Result::index).toList(), limit);
      }
      for (double limit : index.dynamicsBreaks()) {
        near(results.stream().map(Result::dynamics).filter(x -> x != null).toList(), limit);
      }
    }
  }

  private static void near(List<BigDecimal> xs, double limit) {
    assertThat(xs).anyMatch(x -> x.doubleValue() > limit && x.doubleValue() < limit + 0.0004);
    assertThat(xs).anyMatch(x -> x.doubleValue() < limit && x.doubleValue() > limit - 0.0004);
  }
}
