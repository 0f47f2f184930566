/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.Indicator;
import dk.socialbalance.catalogue.Indicator.Hide;
import dk.socialbalance.catalogue.Indicator.Measure;
import dk.socialbalance.db.TestDatabase;
import dk.socialbalance.publication.PublicationReport;
import dk.socialbalance.publication.PublishFixture;
import dk.socialbalance.publication.Snapshot;
import dk.socialbalance.register.AreaKeyLoader;
import dk.socialbalance.register.LoadFailedException;
import dk.socialbalance.register.LoadOptions;
import dk.socialbalance.register.LoadReport;
import dk.socialbalance.register.Withdrawal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Districts redrawn on 1 January 2024: D01a and D01b become E01; D02a is cut into E02x (0.3) and
 * E02y (0.7, with D02b); D03a gets a new shape under its old code; D04a and D04b become E04; E05
 * was D05b until 2021 and X05 until 2023. Counts grow by 8 to 12 a year, 8 and the quarter's number
 * modulo 5.
 */
class RedrawnAreasTest {

  private static final int FIRST = 2016;
  private static final int LAST = 2025;
  private static final String KEY =
      """
      fra_kode;til_kode;gyldig_fra;andel
      D01a;E01;2024-01-01;1
      D01b;E01;01-01-2024;
      D02a;E02x;2024-01-01;0,3
      D02a;E02y;2024-01-01;0,7
      D02b;E02y;2024-01-01;1
      D03a;D03a;2024-01-01;1
      D04a;E04;2024-01-01;1
      D04b;E04;2024-01-01;1
      D05b;X05;2022-01-01;1
      X05;E05;2024-01-01;1
      """;

  @TempDir private Path folder;
  private TestDatabase database;

  @BeforeEach
  void redraw() {
    database = TestDatabase.create();
    PublishFixture.areas(database, 12);
    end("'D01a', 'D01b', 'D02a', 'D02b', 'D03a', 'D04a', 'D04b'", 2023);
    end("'D05b'", 2021);
    begin("E01", 2024, null);
    begin("E02x", 2024, null);
    begin("E02y", 2024, null);
    begin("D03a", 2024, null);
    begin("E04", 2024, null);
    begin("X05", 2022, 2023);
    begin("E05", 2024, null);
    database.execute(
        """
        INSERT INTO indicator.cell (indikator, niveau, omraade_kode, periode, n, d)
        SELECT i, 'basisdistrikt', kode, year::text,
               -- D04b is hidden in 2021.
               CASE WHEN kode = 'D04b' AND year = 2021 THEN 3 ELSE 20 + (8 + substr(kode, 2, 2)::int %% 5) * (year - %1$d) + ascii(right(kode, 1)) %% 5 END
                   * CASE WHEN kode IN ('E01', 'E04') THEN 2 ELSE 1 END,
               CASE WHEN kode IN ('E01', 'E04') THEN 800 ELSE 400 END
        FROM indicator.area, generate_series(%1$d, %2$d) year, unnest(ARRAY['sag', 'flytning']) i
        WHERE niveau = 'basisdistrikt' AND gyldig_fra <= make_date(year, 12, 31)
          AND (gyldig_til IS NULL OR gyldig_til >= make_date(year, 12, 31));
        INSERT INTO indicator.cell (indikator, niveau, omraade_kode, periode, n, d, value, cleared_by)
        SELECT 'leveret', niveau, omraade_kode, periode, 0, 0, n / 10.0, 'KL'
        FROM indicator.cell WHERE indikator = 'sag' AND omraade_kode <> 'D04b';
        INSERT INTO indicator.population (niveau, omraade_kode, periode, residents, households)
        SELECT 'basisdistrikt', kode, year::text, 1000, 500
        FROM unnest(ARRAY['E01', 'E02x', 'E02y', 'E04', 'X05', 'E05']) kode, generate_series(%1$d, %2$d) year
        """
            .formatted(FIRST, LAST));
  }

  @AfterEach
  void drop() {
    database.close();
  }

  private void end(String codes, int year) {
    database.execute(
        "UPDATE indicator.area SET gyldig_til = '%d-12-31' WHERE kode IN (%s)"
            .formatted(year, codes));
  }

  private void begin(String code, int first, Integer last) {
    database.execute(
        "INSERT INTO indicator.area SELECT niveau, '%s', '%s', overordnet, kommune_kode, '%d-01-01',"
                .formatted(code, code, first)
            + " %s, geom FROM indicator.area WHERE kode = 'D%sb'"
                .formatted(last == null ? "NULL" : "'" + last + "-12-31'", code.substring(1, 3)));
  }

  private LoadReport load(String key) throws IOException {
    Path file = folder.resolve("noegle.csv");
    Files.writeString(file, key);
    return AreaKeyLoader.load(database.access(), file, LoadOptions.defaults());
  }

  private PublicationReport publish() {
    Indicator moves =
        PublishFixture.indicator(
            "flytning", Measure.SHARE, 5, Hide.BOTH, PublishFixture.yearly(), true, false);
    Catalogue catalogue =
        PublishFixture.catalogue(
            List.of(
                PublishFixture.indicator(
                    "sag", Measure.SHARE, 5, Hide.BOTH, PublishFixture.yearly()),
                moves,
                PublishFixture.indicator(
                    "leveret", Measure.VALUE, 5, Hide.BOTH, PublishFixture.yearly())),
            List.of(PublishFixture.index("samlet", Map.of("sag", 1.0))));
    return PublishFixture.publish(database.access(), catalogue);
  }

  private String cell(String columns, String indicator, String area, int year) throws SQLException {
    return PublishFixture.rows(
            database,
            "SELECT %s FROM publish.cell JOIN publish.current_publication USING (publication_id)"
                    .formatted(columns)
                + " WHERE indikator = '%s' AND omraade_kode = '%s' AND periode = '%d'"
                    .formatted(indicator, area, year))
        .get(0);
  }

  private String index(String columns, String area) throws SQLException {
    return PublishFixture.rows(
            database,
            "SELECT %s FROM publish.index_value JOIN publish.current_publication USING"
                    .formatted(columns)
                + " (publication_id) WHERE omraade_kode = '%s' AND periode = '2025'"
                    .formatted(area))
        .get(0);
  }

  /** The slope of the last five of these counts, all over the same denominator. */
  private static double slope(double[] n, double d) {
    double sum = 0;
    for (int i = 0; i < 5; i++) {
      sum += (i - 2) * n[i];
    }
    return 100 * sum / 10 / d;
  }

  @Test
  void withoutAKeyNothingIsComparedAcrossARedrawing() throws SQLException {
    publish();
    String trend = "udvikling, udvikling_pr_aar, overfoert";
    assertThat(cell(trend, "sag", "E01", 2025)).isEqualTo("- - -");
    // The same code in a new shape is another area.
    assertThat(cell(trend, "sag", "D03a", 2025)).isEqualTo("- - -");
    assertThat(cell(trend, "leveret", "D03a", 2025)).isEqualTo("- - -");
    assertThat(cell(trend, "sag", "D03a", 2023)).isEqualTo("forvaerret 2.75 -");
    assertThat(cell(trend, "sag", "D03b", 2025)).isEqualTo("forvaerret 2.75 -");
    assertThat(index("indeks IS NULL, dynamik_indeks IS NULL", "D03a")).isEqualTo("f t");
    assertThat(index("indeks IS NULL, dynamik_indeks IS NULL", "D03b")).isEqualTo("f f");
  }

  @Test
  void aKeyCarriesCountsOverAndMarksIt() throws Exception {
    LoadReport loaded = load(KEY);
    assertThat(loaded.rowsOut()).isEqualTo(10);
    assertThat(loaded.notes()).isEmpty();
    final PublicationReport report = publish();
    String trend = "udvikling, overfoert";
    for (String area : List.of("E01", "D03a", "E02y", "E05")) {
      assertThat(cell(trend, "sag", area, 2025)).as(area).isEqualTo("forvaerret 3");
      assertThat(cell(trend, "sag", area, 2024)).as(area).isEqualTo("forvaerret 4");
    }
    // A third of a district is too few to tell a trend.
    assertThat(cell(trend, "sag", "E02x", 2025)).isEqualTo("uaendret 3");
    // Former years are what they were.
    assertThat(cell(trend, "sag", "D01a", 2023)).isEqualTo("forvaerret -");
    // Sums are exact: twice 20 + 9 (year - 2016), and 2 and 3 more before, 2 times 4 since
    // ('a' is 97, 'b' 98, '1' 49).
    double[] whole = new double[5];
    double[] cut = new double[5];
    for (int i = 0; i < 5; i++) {
      double plain = 20 + 10 * (2021 + i - FIRST);
      whole[i] = 2 * (20 + 9 * (2021 + i - FIRST)) + (i < 3 ? 2 + 3 : 2 * 4);
      // 0.3 of D02a rounded, over 0.3 of its 400; E02x itself has 400.
      cut[i] = i < 3 ? Math.round(0.3 * (plain + 2)) / 120.0 : (plain + 0) / 400.0;
    }
    assertThat(Double.parseDouble(cell("udvikling_pr_aar", "sag", "E01", 2025)))
        .isCloseTo(slope(whole, 800), within(1e-12));
    double[] weights = {120, 120, 120, 400, 400};
    assertThat(Double.parseDouble(cell("udvikling_pr_aar", "sag", "E02x", 2025)))
        .isCloseTo(weightedSlope(cut, weights), within(1e-12));
    assertThat(report.remarks())
        .anyMatch(r -> r.startsWith("basisdistrikt:") && r.contains("carried over by the key"));
    Snapshot snapshot = PublishFixture.read(database.access(), null);
    assertThat(snapshot.layer("basisdistrikt_sag").description().description().en())
        .contains("carried over from the areas there were before");
  }

  private static double weightedSlope(double[] p, double[] w) {
    double all = 0;
    double x = 0;
    double y = 0;
    for (int i = 0; i < 5; i++) {
      all += w[i];
      x += w[i] * i;
      y += w[i] * p[i];
    }
    double xy = 0;
    double xx = 0;
    for (int i = 0; i < 5; i++) {
      xy += w[i] * (i - x / all) * (p[i] - y / all);
      xx += w[i] * (i - x / all) * (i - x / all);
    }
    return 100 * xy / xx;
  }

  @Test
  void aHiddenPartHidesTheSum() throws Exception {
    load(KEY);
    publish();
    assertThat(cell("datastatus", "sag", "D04b", 2021)).isEqualTo("diskretioneret");
    assertThat(cell("udvikling, udvikling_pr_aar, overfoert", "sag", "E04", 2025))
        .isEqualTo("- - -");
  }

  @Test
  void whatDoesNotAddUpGoesOverWholeOnly() throws Exception {
    load(KEY);
    publish();
    String trend = "udvikling, overfoert";
    // Moves are counted anew on each level: those from D01a to D01b are none of E01.
    assertThat(cell(trend, "flytning", "E01", 2025)).isEqualTo("- -");
    assertThat(cell(trend, "flytning", "D03a", 2025)).isEqualTo("forvaerret 3");
    assertThat(cell(trend, "flytning", "E05", 2025)).isEqualTo("forvaerret 3");
    // Delivered values have no counts: ten years by rank, eight of them carried over.
    assertThat(cell(trend, "leveret", "E01", 2025)).isEqualTo("- -");
    assertThat(cell(trend, "leveret", "D03a", 2025)).isEqualTo("forvaerret 8");
    assertThat(cell(trend, "leveret", "E02x", 2025)).isEqualTo("- -");
  }

  @Test
  void dynamicsReachBackOverTheKey() throws Exception {
    load(KEY);
    publish();
    assertThat(index("dynamik_indeks IS NULL, overfoert", "D03a")).isEqualTo("f 1");
    assertThat(index("dynamik_indeks IS NULL, overfoert", "E01")).isEqualTo("f 1");
    assertThat(index("dynamik_indeks IS NULL, overfoert", "D03b")).isEqualTo("f -");
    // Its change: 2025 over carried 2023, the mean and deviation of all areas' changes apart.
    List<String> changes =
        PublishFixture.rows(
            database,
            "SELECT dynamik_indeks FROM publish.index_value JOIN publish.current_publication USING"
                + " (publication_id) WHERE niveau = 'basisdistrikt' AND periode = '2025' ORDER BY"
                + " omraade_kode");
    assertThat(changes).hasSize(22).doesNotContain("-");
  }

  @Test
  void aKeyThatIsWrongAnywhereIsRefused() throws Exception {
    assertThat(refused(KEY + "D99;E01;2024-01-01;1\n"))
        .contains("line 12", "no area with this code exists on the day before");
    assertThat(refused(KEY + "D06a;E06;2024-01-01;1\n"))
        .contains("no area with this code begins on that day");
    assertThat(refused(KEY + "D06a;E01;2023-01-01;1\n"))
        .contains("no area with this code begins on that day");
    assertThat(refused(KEY + "B01;E01;2024-01-01;1\n"))
        .contains("an area of the level bydel, the new one is of basisdistrikt");
    assertThat(refused(KEY + "D01a;E01;2024-01-01;1\n")).contains("stand on an earlier line");
    assertThat(refused(KEY + "D06a;E01;2024-01-01;1,5\n")).contains("no share");
    assertThat(refused(KEY + "D06a;E01;2024-01-01;0\n")).contains("no share");
    assertThat(refused(KEY + "D02a;E01;2024-01-01;0,1\n"))
        .contains("more than the whole", "D02a (until 2023-12-31)");
    assertThat(PublishFixture.rows(database, "SELECT count(*) FROM indicator.area_key"))
        .containsExactly("0");
    assertThat(load(KEY.replace("0,7", "0,5")).notes())
        .containsExactly(
            "1 former areas go to new ones in part only: the rest is carried over to none.");
  }

  private String refused(String key) throws IOException {
    try {
      load(key);
    } catch (LoadFailedException e) {
      return e.getMessage();
    }
    throw new AssertionError("The key was taken");
  }

  @Test
  void aKeyToAreasThatAreGoneCarriesNothing() throws Exception {
    load(KEY);
    database.execute("DELETE FROM indicator.area WHERE kode = 'D01b'");
    publish();
    // Half of E01 would be no comparison.
    assertThat(cell("udvikling, overfoert", "sag", "E01", 2025)).isEqualTo("- -");
    assertThat(cell("udvikling, overfoert", "sag", "D03a", 2025)).isEqualTo("forvaerret 3");
  }

  @Test
  void aWithdrawnKeyIsForgotten() throws Exception {
    load(KEY);
    publish();
    assertThat(Withdrawal.withdraw(database.access(), "key", "omraader", "alle")).isEqualTo(10);
    publish();
    assertThat(cell("udvikling, overfoert", "sag", "E01", 2025)).isEqualTo("- -");
  }
}
