/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication;

import dk.socialbalance.catalogue.Cadence;
import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.Indicator;
import dk.socialbalance.catalogue.Indicator.Hide;
import dk.socialbalance.catalogue.Indicator.Measure;
import dk.socialbalance.catalogue.IndicatorBuilder;
import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.catalogue.Period;
import dk.socialbalance.db.DatabaseAccess;
import dk.socialbalance.db.Role;
import dk.socialbalance.db.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A made-up place with raw cells: one municipality (M1), quarters of one kilometre in a row (B01
 * ...), each cut into two districts (D01a, D01b ...), and one housing area across the border of two
 * districts (H1). Every district has 1,000 residents in 500 households.
 */
public final class PublishFixture {

  private static final int FIRST_YEAR = 2016;
  private static final int LAST_YEAR = 2025;

  /** Breaks ties in disclosure control. */
  public static final byte[] KEY = new byte[32];

  private PublishFixture() {}

  /** An indicator under way to the catalogue. */
  public static Indicator indicator(
      String id, Measure measure, int k, Hide hide, Map<String, Cadence> cadence) {
    return indicator(id, measure, k, hide, cadence, true, true);
  }

  /** As above, with a polarity, and whether it adds up over areas. */
  public static Indicator indicator(
      String id,
      Measure measure,
      int k,
      Hide hide,
      Map<String, Cadence> cadence,
      boolean unfavourable,
      boolean additive) {
    return IndicatorBuilder.indicator(id, measure, cadence)
        .theme("boern")
        .population(
            new Indicator.Population(
                0,
                17,
                List.of(),
                Optional.empty(),
                Indicator.ReferenceDay.PERIOD_END,
                Indicator.Residence.OWN,
                false))
        .unfavourable(unfavourable)
        .additive(additive)
        .protection(new Indicator.Protection(k, hide, false, false))
        .build();
  }

  /** Yearly on every level. */
  public static Map<String, Cadence> yearly() {
    return Map.of(
        "kommune", Cadence.YEAR,
        "bydel", Cadence.YEAR,
        "basisdistrikt", Cadence.YEAR,
        "boligomraade", Cadence.YEAR);
  }

  public static Catalogue catalogue(List<Indicator> indicators, List<Catalogue.Index> indices) {
    return new Catalogue(
        "v1",
        new Catalogue.Municipality("0999", new LocalText("Prøveby", "Testville"), true),
        25832,
        FIRST_YEAR,
        LAST_YEAR,
        List.of(
            level("kommune", "Kommune", "Kommuner", null, false),
            level("bydel", "Bydel", "Bydele", "kommune", false),
            level("basisdistrikt", "Basisdistrikt", "Basisdistrikter", "bydel", false),
            level("boligomraade", "Boligområde", "Boligområder", null, true)),
        List.of(),
        List.of(new Catalogue.Theme("boern", new LocalText("Børn", "Children"))),
        indicators,
        indices,
        List.of(new Catalogue.Audience("offentlig", new LocalText("Offentlig", "Public"))),
        new Catalogue.Disclosure(100, 50, 20, 3, 0.1),
        List.of(
            new Catalogue.Role("distriktsleder", text("Distriktsleder")),
            new Catalogue.Role("skoleleder", text("Skoleleder"))));
  }

  public static Catalogue.Index index(String id, Map<String, Double> components) {
    return new Catalogue.Index(
        id,
        text(id),
        text("Om " + id),
        components,
        Map.of(),
        300,
        Map.of(),
        List.of(-1.0, 1.0, 1.5),
        2,
        List.of(-1.0, 1.0));
  }

  private static Catalogue.Level level(
      String id, String title, String plural, String parent, boolean overlapping) {
    return new Catalogue.Level(
        id,
        new LocalText(title, title + " (en)"),
        new LocalText(plural, plural + " (en)"),
        Optional.ofNullable(parent),
        overlapping);
  }

  public static LocalText text(String text) {
    return new LocalText(text, text + " (en)");
  }

  /** Areas and their populations in every year. */
  public static void areas(TestDatabase database, int quarters) {
    database.execute(
        """
        INSERT INTO indicator.area (niveau, kode, navn, overordnet, gyldig_fra, geom)
        SELECT 'kommune', 'M1', 'Prøveby', NULL, DATE '2000-01-01',
               postgis.ST_Multi(postgis.ST_MakeEnvelope(700000, 6180000, 700000 + 1000 * %1$d, 6181000, 25832))
        UNION ALL
        SELECT 'bydel', 'B' || to_char(i, 'FM00'), 'Kvarter ' || chr(91 - i), 'M1', DATE '2000-01-01',
               postgis.ST_Multi(postgis.ST_MakeEnvelope(700000 + 1000 * (i - 1), 6180000, 700000 + 1000 * i, 6181000, 25832))
        FROM generate_series(1, %1$d) i
        UNION ALL
        SELECT 'basisdistrikt', 'D' || to_char(i, 'FM00') || h, 'Distrikt ' || to_char(i, 'FM00') || h,
               'B' || to_char(i, 'FM00'), DATE '2000-01-01',
               postgis.ST_Multi(postgis.ST_MakeEnvelope(700000 + 1000 * (i - 1),
                   CASE h WHEN 'a' THEN 6180000 ELSE 6180500 END, 700000 + 1000 * i,
                   CASE h WHEN 'a' THEN 6180500 ELSE 6181000 END, 25832))
        FROM generate_series(1, %1$d) i, unnest(ARRAY['a', 'b']) h
        UNION ALL
        SELECT 'boligomraade', 'H1', 'Åparken', NULL, DATE '2000-01-01',
               postgis.ST_Multi(postgis.ST_MakeEnvelope(700900, 6180100, 701100, 6180300, 25832));

        INSERT INTO indicator.population (niveau, omraade_kode, periode, residents, households)
        SELECT niveau, kode, year::text,
               1000 * CASE niveau WHEN 'kommune' THEN 2 * %1$d WHEN 'bydel' THEN 2 ELSE 1 END,
               500 * CASE niveau WHEN 'kommune' THEN 2 * %1$d WHEN 'bydel' THEN 2 ELSE 1 END
        FROM indicator.area, generate_series(%2$d, %3$d) year;
        """
            .formatted(quarters, FIRST_YEAR, LAST_YEAR));
  }

  /**
   * Raw counts of an indicator in one period.
   *
   * @param n numerator as an SQL expression of the area's code {@code kode} and level {@code
   *     niveau}
   * @param d denominator, likewise
   */
  public static void cells(
      TestDatabase database, String indicator, String level, String period, String n, String d) {
    Period.parse(period);
    database.execute(
        """
        INSERT INTO indicator.cell (indikator, niveau, omraade_kode, periode, n, d)
        SELECT '%s', niveau, kode, '%s', %s, %s FROM indicator.area WHERE niveau = '%s'
        """
            .formatted(indicator, period, n, d, level));
  }

  /** Sums of the districts' counts on the levels above. */
  public static void addUp(TestDatabase database, String indicator) {
    database.execute(
        """
        INSERT INTO indicator.cell (indikator, niveau, omraade_kode, periode, n, d)
        SELECT indikator, 'bydel', 'B' || substr(omraade_kode, 2, 2), periode, sum(n), sum(d)
        FROM indicator.cell WHERE indikator = '%1$s' AND niveau = 'basisdistrikt' GROUP BY 1, 3, 4;
        INSERT INTO indicator.cell (indikator, niveau, omraade_kode, periode, n, d)
        SELECT indikator, 'kommune', 'M1', periode, sum(n), sum(d)
        FROM indicator.cell WHERE indikator = '%1$s' AND niveau = 'basisdistrikt' GROUP BY 1, 4;
        """
            .formatted(indicator));
  }

  public static PublicationReport publish(DatabaseAccess access, Catalogue catalogue) {
    return Publisher.publish(access, catalogue, "offentlig", KEY, false, line -> {});
  }

  public static Snapshot read(DatabaseAccess access, Snapshot previous) throws SQLException {
    try (Connection connection = access.connect(Role.PUBLISH)) {
      return SnapshotReader.read(connection, "offentlig", previous, "http://localhost:8080");
    }
  }

  /** Rows as texts: columns joined by a space, null as {@code -}. */
  public static List<String> rows(TestDatabase database, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = database.superuser();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      int columns = row.getMetaData().getColumnCount();
      while (row.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          String value = row.getString(i);
          values.add(value == null ? "-" : value);
        }
        rows.add(String.join(" ", values));
      }
    }
    return rows;
  }
}
