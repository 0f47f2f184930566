/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dk.socialbalance.catalogue.Cadence;
import dk.socialbalance.catalogue.Indicator;
import dk.socialbalance.catalogue.Indicator.Measure;
import dk.socialbalance.catalogue.IndicatorBuilder;
import dk.socialbalance.db.RunLog.Reject;
import dk.socialbalance.register.CsvSource;
import dk.socialbalance.register.LoadFailedException;
import dk.socialbalance.register.LoadFixture;
import dk.socialbalance.register.LoadOptions;
import dk.socialbalance.register.LoadReport;
import dk.socialbalance.register.Withdrawal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules for delivered figures; docs/data-formats.md states them. */
class MeasureLoadTest {

  private static final String COUNTS = "omraade_kode;indikator;periode;taeller;naevner\n";
  private static final String VALUES = "omraade_kode;indikator;periode;vaerdi\n";
  private static final LoadOptions LENIENT = new LoadOptions(false, 1, line -> {});
  private static final String ALL =
      "SELECT indikator, niveau, omraade_kode, periode, taeller, naevner, vaerdi"
          + " FROM indicator.measure ORDER BY 1, 3, 4";

  @TempDir private Path folder;
  private LoadFixture fixture;

  @BeforeEach
  void create() {
    Map<String, Cadence> yearly = Map.of("kommune", Cadence.YEAR, "bydel", Cadence.YEAR);
    Indicator quarterly =
        LoadFixture.delivered(
            "kvartal",
            Measure.PER_1000,
            Map.of("kommune", Cadence.QUARTER, "bydel", Cadence.pooled(3)));
    Indicator counted = LoadFixture.delivered("talt", Measure.SHARE, yearly);
    fixture =
        new LoadFixture(
            folder,
            List.of(
                LoadFixture.delivered("doemte", Measure.SHARE, yearly),
                LoadFixture.delivered("indeks", Measure.VALUE, yearly),
                quarterly,
                fromRegister(counted)));
    fixture.area("kommune", "0159", "2000-01-01", null, 710, 6180, 4);
    fixture.area("bydel", "B1", "2000-01-01", "2017-12-31", 710, 6180, 2);
    fixture.area("boligomraade", "H1", "2000-01-01", null, 710, 6180, 1);
  }

  @AfterEach
  void drop() {
    fixture.close();
  }

  @Test
  void countsAreKeptWithTheLevelOfTheirArea() throws Exception {
    LoadReport report =
        load(
            COUNTS
                + "0159;doemte;2016;5;100\n"
                + "B1;doemte;2017;0;0\n"
                + "0159;kvartal;2016-Q3;7;100\n"
                + "B1;kvartal;2016-2018;7;100\n");

    assertThat(report.rejects()).isEmpty();
    assertThat(report.notes()).isEmpty();
    assertThat(fixture.rows(ALL))
        .containsExactly(
            "doemte kommune 0159 2016 5 100 -",
            "doemte bydel B1 2017 0 0 -",
            "kvartal kommune 0159 2016-Q3 7 100 -",
            "kvartal bydel B1 2016-2018 7 100 -");
  }

  @Test
  void wrongRowsAreRejectedWithLineColumnAndReason() throws Exception {
    LoadReport report =
        load(
            """
            omraade_kode;indikator;periode;taeller;naevner;vaerdi
            0159;doemt;2016;5;100;
            0159;talt;2016;5;100;
            B2;doemte;2016;5;100;
            B1;doemte;2018;5;100;
            H1;doemte;2016;5;100;
            0159;doemte;2016-Q1;5;100;
            0159;doemte;i fjor;5;100;
            B1;kvartal;2017-2019;5;100;
            0159;doemte;2016;101;100;
            0159;doemte;2016;1.000;2.000;
            0159;doemte;2016;5;;
            0159;doemte;2016;;;101
            0159;indeks;2016;5;100;
            0159;doemte;2017;5;100;
            0159;doemte;2017;6;100;
            """);

    assertThat(report.rejects())
        .extracting(Reject::line, Reject::column, Reject::reason)
        .containsExactly(
            tuple(2L, "indikator", "an indicator that the catalogue does not have"),
            tuple(3L, "indikator", "an indicator that is counted from the register, not delivered"),
            tuple(4L, "omraade_kode", "an area that is not loaded"),
            tuple(5L, "omraade_kode", "an area that does not exist in 2018"),
            tuple(6L, "omraade_kode", "doemte is not published on the level boligomraade"),
            tuple(7L, "periode", "doemte has the cadence year on the level kommune"),
            tuple(8L, "periode", "no period: write 2016, 2016-Q1, 2016-06, 2014-2016 or 2015S"),
            tuple(9L, "periode", "windows of 3 years are disjoint and begin in 2016"),
            tuple(10L, "taeller", "more than naevner: a part is never larger than the whole"),
            tuple(11L, "taeller", "no count: a whole number, zero or more, without separators"),
            tuple(12L, null, "no figure: taeller and naevner, or vaerdi, are needed"),
            tuple(13L, "vaerdi", "outside 0 to 100"),
            tuple(14L, "vaerdi", "indeks is delivered as a value: vaerdi is missing"),
            tuple(16L, null, "the same area, indicator and period stand on line 15"));
    assertThat(fixture.rows(ALL)).containsExactly("doemte kommune 0159 2017 5 100 -");
  }

  @Test
  void valuesAreKeptButPublishableOnlyWhenSomebodyClearedThem() throws Exception {
    String file = VALUES + "0159;indeks;2016;-1,25\n0159;doemte;2016;12.345\n";
    LoadReport report = load(file);
    assertThat(fixture.rows(ALL))
        .containsExactly(
            "doemte kommune 0159 2016 - - 12.345", "indeks kommune 0159 2016 - - -1.25");
    assertThat(report.notes())
        .containsExactly(
            "2 figures are values without counts and nobody has cleared them: kept, and not"
                + " published. Load the file again and say who cleared it.");
    assertThat(fixture.rows("SELECT cleared_by FROM indicator.delivery")).containsExactly("-");

    LoadReport cleared = load(file, MeasureOptions.whole("flis", "Rådet"), LENIENT);
    assertThat(cleared.result()).as("the same file, but cleared").isEqualTo("done");
    assertThat(cleared.notes()).isEmpty();
    assertThat(fixture.rows("SELECT cleared_by FROM indicator.delivery")).containsExactly("Rådet");
    assertThat(load(file, MeasureOptions.whole("flis", "Rådet"), LENIENT).result())
        .isEqualTo("unchanged");
  }

  @Test
  void sameCorrectedAndBrokenFiles() throws Exception {
    String good = COUNTS + "0159;doemte;2016;5;100\n0159;doemte;2017;6;100\n";
    load(good);
    List<String> before = fixture.rows("SELECT xmin, * FROM indicator.measure ORDER BY periode");
    assertThat(load(good).result()).isEqualTo("unchanged");
    assertThatThrownBy(
            () ->
                load(
                    COUNTS + "0159;doemte;2016;9;100\n0159;doemte;2017;x;100\n",
                    MeasureOptions.whole("flis", null),
                    LoadOptions.defaults()))
        .isInstanceOf(LoadFailedException.class)
        .hasMessageContaining("line 3, column taeller: no count");
    assertThat(fixture.rows("SELECT xmin, * FROM indicator.measure ORDER BY periode"))
        .isEqualTo(before);

    load(COUNTS + "0159;doemte;2016;9;100\n");
    assertThat(fixture.rows(ALL)).containsExactly("doemte kommune 0159 2016 9 100 -");
  }

  @Test
  void aDeliveryOfOnePeriodHoldsThatPeriodOnly() throws Exception {
    MeasureOptions year2016 = new MeasureOptions("flis", "2016", null, CsvSource.Format.DANISH);
    LoadReport report =
        load(
            COUNTS + "0159;doemte;2016;5;100\n0159;doemte;2017;5;100\n0159;kvartal;2016-Q1;5;100\n",
            year2016,
            LENIENT);

    assertThat(report.rejects())
        .extracting(Reject::line, Reject::reason)
        .containsExactly(tuple(3L, "not within 2016, the period of the delivery"));
    assertThatThrownBy(() -> load(COUNTS + "0159;doemte;2016;5;100\n"))
        .hasMessageContaining("flis is loaded for the period 2016");
    assertThat(Withdrawal.withdraw(fixture.database().access(), "measures", "flis", "2016"))
        .isEqualTo(2);
  }

  @Test
  void twoOriginsDoNotTellOfOneFigure() throws Exception {
    load(COUNTS + "0159;doemte;2016;5;100\n");
    LoadReport other =
        load(
            COUNTS + "0159;doemte;2016;6;100\n0159;doemte;2017;6;100\n",
            MeasureOptions.whole("kl", null),
            LENIENT);

    assertThat(other.rejects())
        .extracting(Reject::line, Reject::reason, Reject::value)
        .containsExactly(tuple(2L, "this figure is delivered by another origin already", "flis"));
    assertThat(fixture.rows(ALL))
        .containsExactly("doemte kommune 0159 2016 5 100 -", "doemte kommune 0159 2017 6 100 -");
  }

  @Test
  void yearsOutsideTheCataloguesAreKeptAndNoted() throws Exception {
    LoadReport report = load(COUNTS + "0159;doemte;2010;5;100\n");
    assertThat(report.rowsOut()).isEqualTo(1);
    assertThat(report.notes())
        .containsExactly("1 figures lie outside the catalogue's years: kept, and not published.");
  }

  @Test
  void aFileWithoutFiguresOrAreasIsRefused() {
    assertThatThrownBy(() -> load("omraade_kode;indikator;periode;taeller\n0159;doemte;2016;1\n"))
        .hasMessage(
            "flis.csv has no figures: the columns taeller and naevner, or vaerdi, are missing.");
    fixture.database().execute("DELETE FROM indicator.area");
    assertThatThrownBy(() -> load(COUNTS + "0159;doemte;2016;5;100\n"))
        .hasMessageContaining("Load the areas first");
    assertThatThrownBy(
            () -> load(COUNTS, MeasureOptions.whole("../flis", null), LoadOptions.defaults()))
        .hasMessageContaining("1 to 40 letters");
  }

  private LoadReport load(String content) throws IOException {
    return load(content, MeasureOptions.whole("flis", null), LENIENT);
  }

  private LoadReport load(String content, MeasureOptions measures, LoadOptions options)
      throws IOException {
    return MeasureLoader.load(
        fixture.database().access(),
        fixture.catalogue(),
        fixture.file("flis.csv", content),
        measures,
        options);
  }

  private static Indicator fromRegister(Indicator i) {
    return IndicatorBuilder.like(i).origin(Indicator.Origin.REGISTER).build();
  }
}
