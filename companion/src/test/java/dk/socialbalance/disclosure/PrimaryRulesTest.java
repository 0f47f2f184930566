/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.catalogue.Condition;
import dk.socialbalance.catalogue.Indicator;
import dk.socialbalance.catalogue.Indicator.Hide;
import dk.socialbalance.catalogue.Indicator.Measure;
import dk.socialbalance.catalogue.IndicatorBuilder;
import dk.socialbalance.db.TestDatabase;
import dk.socialbalance.publication.PublishFixture;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Every primary rule on both sides of its limit. The cases are data; each is a year of its own
 * indicator, and all are published at once.
 */
class PrimaryRulesTest {

  private static final String CASES = "primary-rules.csv";

  private static TestDatabase database;

  @BeforeAll
  static void publish() throws Exception {
    database = TestDatabase.create();
    PublishFixture.areas(database, 3);
    database.execute(
        """
        UPDATE indicator.population SET residents = 99, households = 60 WHERE omraade_kode = 'D02a';
        UPDATE indicator.population SET residents = 100, households = 50 WHERE omraade_kode = 'D02b';
        UPDATE indicator.population SET residents = 200, households = 49 WHERE omraade_kode = 'D03a';
        DELETE FROM indicator.population WHERE omraade_kode = 'D03b';
        """);
    List<Indicator> indicators = new ArrayList<>();
    TreeMap<String, String> lines = new TreeMap<>();
    try (var in = PrimaryRulesTest.class.getResourceAsStream(CASES)) {
      new String(Objects.requireNonNull(in).readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .forEach(line -> lines.put(id(line.split("\\|")[0]), line));
    }
    lines.forEach(
        (id, line) -> {
          String[] field = line.split("\\|", -1);
          indicators.add(indicator(id, field[1]));
          database.execute(
              "INSERT INTO indicator.cell VALUES ('%s', 'basisdistrikt', '%s', '2025', %s, %s, %s, %s, %s, %s, %s, %s)"
                  .formatted(
                      id,
                      field[9],
                      field[2],
                      field[3],
                      orNull(field[4]),
                      orNull(field[5]),
                      field[5].isEmpty() ? "NULL" : "400000",
                      orNull(field[6]),
                      orNull(field[7]),
                      field[8].isEmpty() ? "NULL" : "'" + field[8] + "'"));
        });
    PublishFixture.publish(database.access(), PublishFixture.catalogue(indicators, List.of()));
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  private static String id(String why) {
    return why.substring(0, Math.min(40, why.length())).replaceAll("[^a-z0-9]", "_");
  }

  private static String orNull(String field) {
    return field.isEmpty() ? "NULL" : field;
  }

  /** An ordinary indicator with k 5, changed as the kind says. */
  private static Indicator indicator(String id, String kind) {
    Measure measure =
        switch (kind) {
          case "mean" -> Measure.MEAN;
          case "value" -> Measure.VALUE;
          default -> Measure.SHARE;
        };
    Hide hide =
        switch (kind) {
          case "numerator_only", "favourable" -> Hide.NUMERATOR;
          case "complement_only" -> Hide.COMPLEMENT;
          default -> Hide.BOTH;
        };
    Indicator plain =
        PublishFixture.indicator(
            id, measure, kind.equals("favourable") ? 3 : 5, hide, PublishFixture.yearly());
    Optional<Indicator.Population> population = plain.population();
    if (kind.equals("holders")) {
      population =
          population.map(
              p ->
                  new Indicator.Population(
                      p.minAge(),
                      p.maxAge(),
                      p.ages(),
                      Optional.of(
                          new Indicator.Holders(
                              "enlige",
                              new Condition.HouseholdAdults(1),
                              new Indicator.Protection(3, Hide.NUMERATOR, false, false))),
                      p.referenceDay(),
                      p.residence(),
                      false));
    } else if (kind.equals("delivered") || kind.equals("value")) {
      population = Optional.empty();
    }
    return IndicatorBuilder.like(plain)
        .population(population.orElse(null))
        .unfavourable(!kind.equals("favourable"))
        .additive(!kind.equals("not_additive"))
        .protection(
            new Indicator.Protection(
                plain.protection().k(),
                hide,
                kind.equals("by_household"),
                kind.equals("zero_sensitive")))
        .build();
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = CASES, delimiter = '|', numLinesToSkip = 1)
  void isDecided(
      String why,
      String kind,
      String n,
      String d,
      String households,
      String sum,
      String maxValue,
      String value,
      String clearedBy,
      String area,
      String datastatus,
      String rule,
      String taeller,
      String naevner)
      throws SQLException {
    assertThat(
            PublishFixture.rows(
                database,
                """
                SELECT c.datastatus, h.rule, c.taeller, c.naevner
                FROM publish.cell c LEFT JOIN ops.hiding h USING (publication_id, indikator, niveau, omraade_kode, periode)
                WHERE indikator = '%s' AND omraade_kode = '%s'
                """
                    .formatted(id(why), area)))
        .containsExactly(String.join(" ", datastatus, dash(rule), dash(taeller), dash(naevner)));
  }

  private static String dash(String value) {
    return value == null ? "-" : value;
  }

  @Test
  void areasWithoutFiguresHaveNoData() throws SQLException {
    assertThat(
            PublishFixture.rows(
                database,
                "SELECT datastatus, taeller, naevner, vaerdi FROM publish.cell"
                    + " WHERE indikator = 'an_ordinary_count' AND omraade_kode = 'D01b'"))
        .containsExactly("ingen_data - - -");
  }
}
