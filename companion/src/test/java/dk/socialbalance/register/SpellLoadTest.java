/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import static dk.socialbalance.register.LoadFixture.ASSESSMENTS;
import static dk.socialbalance.register.LoadFixture.BENEFITS;
import static dk.socialbalance.register.LoadFixture.INCOME;
import static dk.socialbalance.register.LoadFixture.PEOPLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dk.socialbalance.db.RunLog.Reject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules for spells; docs/data-formats.md states them. */
class SpellLoadTest {

  private static final String HEADER = "cpr;ydelse;fra;til\n";
  private static final String ALL =
      "SELECT encode(pseudonym, 'hex'), source, code, valid_from, valid_to, value"
          + " FROM register.spell ORDER BY valid_from, code, pseudonym";

  @TempDir private Path folder;
  private LoadFixture fixture;

  @BeforeEach
  void create() {
    fixture = new LoadFixture(folder);
  }

  @AfterEach
  void drop() {
    fixture.close();
  }

  @Test
  void spellsAreKeptUnderPseudonymsWithTheCataloguesCodes() throws Exception {
    LoadReport report =
        fixture.load(
            BENEFITS,
            HEADER
                + "610112-1001;KTH;01-01-2016;31-03-2016\n"
                + "6101121002;SU;2016-02-01;\n"
                + "610112-1001;KTH;01-05-2016;31-12-9999\n");

    assertThat(report.rowsOut()).isEqualTo(3);
    assertThat(report.rejects()).isEmpty();
    String one = fixture.pseudonym("6101121001");
    assertThat(fixture.rows(ALL))
        .containsExactly(
            one + " ydelser kontanthjaelp 2016-01-01 2016-03-31 -",
            fixture.pseudonym("6101121002") + " ydelser su 2016-02-01 - -",
            one + " ydelser kontanthjaelp 2016-05-01 - -");
  }

  @Test
  void wrongRowsAreRejectedWithLineColumnAndReason() throws Exception {
    LoadReport report =
        fixture.load(
            BENEFITS,
            HEADER
                + "610112-100;KTH;01-01-2016;\n"
                + "610112-1001;XYZ;01-01-2016;\n"
                + "610112-1001;;01-01-2016;\n"
                + "610112-1001;KTH;31-02-2016;\n"
                + "610112-1001;KTH;;\n"
                + "610112-1001;KTH;02-01-2016;01-01-2016\n"
                + "610112-1001;KTH;02-01-2016;snart\n"
                + "610112-1001;KTH;02-01-2016;02-01-2016\n");

    assertThat(report.rowsIn()).isEqualTo(8);
    assertThat(report.rowsOut()).isEqualTo(1);
    assertThat(report.rejects())
        .extracting(Reject::line, Reject::column, Reject::reason, Reject::value)
        .containsExactly(
            tuple(2L, "cpr", "no CPR number: ddmmyy-xxxx is expected", "******-***"),
            tuple(3L, "ydelse", "a code that the catalogue does not list for ydelser", "XYZ"),
            tuple(4L, "ydelse", "the code is missing", ""),
            tuple(5L, "fra", "a date that does not exist", "31-02-2016"),
            tuple(6L, "fra", "the date is missing", ""),
            tuple(7L, "til", "the last day lies before the first (fra)", "01-01-2016"),
            tuple(8L, "til", "no date: dd-mm-yyyy or yyyy-mm-dd is expected", "snart"));
    assertThat(fixture.rows("SELECT file, line, col FROM ops.reject ORDER BY line"))
        .hasSize(7)
        .startsWith("ydelser.csv 2 cpr");
  }

  @Test
  void valuesSingleDaysAndFreeCodes() throws Exception {
    fixture.load(
        INCOME,
        """
        cpr;fra;til;bruttoindkomst
        610112-1001;01-01-2016;31-12-2016;312500,50
        610112-1002;01-01-2016;31-12-2016;312.500
        610112-1003;01-01-2016;31-12-2016;
        """);
    fixture.load(ASSESSMENTS, "cpr;dato;resultat\n610112-1001;01-03-2016;fokuseret\n");

    assertThat(
            fixture.rows(
                "SELECT source, code, valid_from, valid_to, value FROM register.spell"
                    + " ORDER BY source, value"))
        .containsExactly(
            "indkomst brutto 2016-01-01 2016-12-31 312500.5",
            "indkomst brutto 2016-01-01 2016-12-31 -",
            "sprogvurdering fokuseret 2016-03-01 2016-03-01 -");
  }

  @Test
  void equalRowsCollapse() throws Exception {
    LoadReport report =
        fixture.load(
            BENEFITS,
            HEADER
                + "610112-1001;KTH;01-01-2016;\n".repeat(3)
                + "6101121001;KTH;2016-01-01;\n"
                + "610112-1001;SU;01-01-2016;\n");

    assertThat(report.rowsOut()).isEqualTo(2);
    assertThat(report.notes())
        .containsExactly("3 rows repeat another row of the file and were stored once.");
  }

  @Test
  void aMissingColumnRefusesTheFileAndUnknownOnesAreNoted() throws Exception {
    assertThatThrownBy(() -> fixture.load(BENEFITS, "cpr;ydelse;fra\n610112-1001;KTH;01-01-2016\n"))
        .isInstanceOf(LoadFailedException.class)
        .hasMessage(
            "ydelser.csv: missing column til. Expected: cpr, fra, til, ydelse."
                + " Found: cpr, ydelse, fra.");

    LoadReport report =
        fixture.load(BENEFITS, "CPR ;navn;Ydelse;FRA;til\n610112-1001;Hansen;KTH;01-01-2016;\n");
    assertThat(report.notes())
        .containsExactly("Columns that the catalogue does not know were not read: navn");
    assertThat(report.rowsOut()).isEqualTo(1);
  }

  @Test
  void aWholeSourceReplacesItselfOnly() throws Exception {
    fixture.load(ASSESSMENTS, "cpr;dato;resultat\n610112-1001;01-03-2016;fokuseret\n");
    fixture.load(BENEFITS, HEADER + "610112-1001;KTH;01-01-2016;\n");
    fixture.load(BENEFITS, HEADER + "610112-1002;SU;01-02-2016;\n");

    assertThat(fixture.rows("SELECT code FROM register.spell ORDER BY code"))
        .containsExactly("fokuseret", "su");
  }

  @Test
  void theSameFileChangesNothingAndABrokenOneLeavesAll() throws Exception {
    String good =
        HEADER + "610112-1001;KTH;01-01-2016;\n".repeat(2) + "610112-1002;SU;01-01-2016;\n";
    fixture.load(BENEFITS, good);
    List<String> before = fixture.rows("SELECT xmin, * FROM register.spell ORDER BY code");

    assertThat(fixture.load(BENEFITS, good).result()).isEqualTo("unchanged");
    assertThatThrownBy(
            () ->
                fixture.load(
                    BENEFITS,
                    LoadRun.WHOLE,
                    HEADER + "610112-1003;KTH;01-01-2016;\n" + "x;KTH;01-01-2016;\n",
                    LoadOptions.defaults()))
        .isInstanceOf(LoadFailedException.class)
        .hasMessageContaining("1 of 2 rows (50.0 %) were rejected");
    assertThat(fixture.rows("SELECT xmin, * FROM register.spell ORDER BY code")).isEqualTo(before);
    assertThat(fixture.rows("SELECT count(*) FROM indicator.delivery")).containsExactly("1");
  }

  @Test
  void aPeriodsDeliveryIsCutToThePeriodAndReplacesThatPeriodOnly() throws Exception {
    fixture.load(BENEFITS, "2016", HEADER + "610112-1001;KTH;01-07-2015;\n");
    fixture.load(
        BENEFITS,
        "2017",
        HEADER + "610112-1001;KTH;01-07-2015;31-03-2017\n610112-1002;SU;01-01-2018;\n");
    String spells = "SELECT code, valid_from, valid_to FROM register.spell ORDER BY valid_from";
    assertThat(fixture.rows(spells))
        .containsExactly(
            "kontanthjaelp 2016-01-01 2016-12-31", "kontanthjaelp 2017-01-01 2017-03-31");
    assertThat(fixture.rows("SELECT line, col, reason FROM ops.reject"))
        .containsExactly("3 fra no day within 2017, the period of the delivery");

    fixture.load(BENEFITS, "2017", HEADER + "610112-1001;SU;01-02-2017;\n");
    assertThat(fixture.rows(spells))
        .containsExactly("kontanthjaelp 2016-01-01 2016-12-31", "su 2017-02-01 2017-12-31");
  }

  @Test
  void wholeAndPeriodsAreNotMixed() throws Exception {
    fixture.load(BENEFITS, "2016", HEADER + "610112-1001;KTH;01-07-2016;\n");
    String row = HEADER + "610112-1001;KTH;01-07-2016;01-08-2016\n";

    assertThatThrownBy(() -> fixture.load(BENEFITS, row))
        .isInstanceOf(LoadFailedException.class)
        .hasMessage(
            "ydelser is loaded for the period 2016, so a delivery for alle would tell of the same"
                + " days twice. Deliver it for 2016 again, or withdraw that first.");
    assertThatThrownBy(() -> fixture.load(BENEFITS, "2016-Q3", row))
        .hasMessageContaining("loaded for the period 2016,");
    assertThatThrownBy(() -> fixture.load(BENEFITS, "sidste år", row))
        .hasMessageContaining("is no period");

    assertThat(Withdrawal.withdraw(fixture.database().access(), "register", "ydelser", "2016"))
        .isEqualTo(1);
    assertThat(fixture.load(BENEFITS, row).result()).isEqualTo("done");
    assertThatThrownBy(
            () -> Withdrawal.withdraw(fixture.database().access(), "register", "ydelser", "2016"))
        .hasMessage("There is no delivery of register ydelser for the period 2016.");
  }

  @Test
  void anotherKeyIsRefused() throws Exception {
    fixture.load(ASSESSMENTS, "cpr;dato;resultat\n610112-1001;01-03-2016;fokuseret\n");
    Path file = fixture.file("ydelser.csv", HEADER + "610112-1001;KTH;01-01-2016;\n");
    byte[] key = LoadFixture.KEY.clone();
    key[0]++;

    assertThatThrownBy(
            () ->
                RegisterLoader.load(
                    fixture.database().access(),
                    fixture.catalogue(),
                    BENEFITS,
                    file,
                    LoadRun.WHOLE,
                    Pseudonyms.fromSecret(key),
                    LoadOptions.defaults()))
        .isInstanceOf(LoadFailedException.class)
        .hasMessageContaining("not the one that sprogvurdering was loaded with");
  }

  @Test
  void personsWhomTheRegisterDoesNotKnowAreCounted() throws Exception {
    fixture.load(
        PEOPLE,
        """
        cpr;foedselsdato;foraelder_cpr;adresse_id;vejkode;husnr;husstand;fra;til
        610112-1001;01-01-2012;;;;;;01-01-2016;
        """);
    LoadReport report =
        fixture.load(
            BENEFITS, HEADER + "610112-1001;KTH;01-01-2016;\n" + "610112-1002;KTH;01-01-2016;\n");

    assertThat(report.rowsOut()).isEqualTo(2);
    assertThat(report.notes())
        .containsExactly(
            "1 persons are not in the population register; their rows are kept and count for no"
                + " area.");
  }
}
