/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import static dk.socialbalance.register.LoadFixture.PEOPLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dk.socialbalance.db.RunLog.Reject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules for residences and persons; docs/data-formats.md states them. */
class ResidenceLoadTest {

  private static final String HEADER =
      "cpr;foedselsdato;foraelder_cpr;adresse_id;vejkode;husnr;husstand;fra;til;koen\n";
  private static final String RESIDENCES =
      "SELECT address_id, valid_from, valid_to FROM register.residence"
          + " ORDER BY pseudonym, valid_from";
  private static final String ADDRESSES =
      "id;vejkode;husnr;oest;nord\na1;0123;007 b;715000;6180000\na2;0123;8;715001;6180000\n";

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
  void aPersonHasABirthMonthAGuardianAndAHousehold() throws Exception {
    fixture.addresses(ADDRESSES);
    LoadReport report =
        fixture.load(
            PEOPLE, HEADER + "610112-1001;17-05-2012;650280-1002;a1;;;H77;17-05-2012;;K\n");

    assertThat(report.notes()).isEmpty();
    assertThat(
            fixture.rows(
                "SELECT encode(pseudonym, 'hex'), birth_month, encode(guardian, 'hex')"
                    + " FROM register.person"))
        .containsExactly(
            fixture.pseudonym("6101121001") + " 2012-05-01 " + fixture.pseudonym("6502801002"));
    assertThat(fixture.rows("SELECT address_id, length(household) FROM register.residence"))
        .containsExactly("a1 16");
  }

  @Test
  void laterStartsWinOverEarlierOnes() throws Exception {
    fixture.addresses(ADDRESSES);
    String person = "610112-1001;17-05-2012;;";
    LoadReport report =
        fixture.load(
            PEOPLE,
            HEADER
                + person
                + "a1;;;h;01-01-2016;;\n"
                + person
                + "a2;;;h;01-03-2016;30-06-2016;\n"
                + person
                + "a1;;;h;01-06-2016;31-12-2016;\n"
                + person
                + "a2;;;h;01-01-2017;;\n");

    assertThat(fixture.rows(RESIDENCES))
        .containsExactly(
            "a1 2016-01-01 2016-02-29",
            "a2 2016-03-01 2016-05-31",
            "a1 2016-06-01 2016-12-31",
            "a2 2017-01-01 -");
    assertThat(report.notes())
        .containsExactly(
            "2 residences overlapped a later one of the same person and end the day before it.");
  }

  @Test
  void ofEqualStartsTheLastRowOfTheFileWins() throws Exception {
    fixture.addresses(ADDRESSES);
    LoadReport report =
        fixture.load(
            PEOPLE,
            HEADER
                + "610112-1001;17-05-2012;650280-1002;a1;;;h;01-01-2016;;\n"
                + "610112-1001;17-06-2012;;a2;;;h;01-01-2016;;\n");

    assertThat(fixture.rows(RESIDENCES)).containsExactly("a2 2016-01-01 -");
    assertThat(fixture.rows("SELECT birth_month, guardian IS NULL FROM register.person"))
        .as("the last row's birth month, the last guardian that is named")
        .containsExactly("2012-06-01 f");
    assertThat(report.notes())
        .containsExactly(
            "1 residences start on the same day as a later row of the same person, which counts.",
            "1 persons stand with several birth months: the last row counts.");
  }

  @Test
  void unknownAddressesAreKeptAndCountedNeverDropped() throws Exception {
    fixture.addresses(ADDRESSES);
    LoadReport report =
        fixture.load(
            PEOPLE,
            HEADER
                + "610112-1001;17-05-2012;;a9;;;h;01-01-2016;;\n"
                + "610112-1002;17-05-2012;;;123;07B;h;01-01-2016;;\n"
                + "610112-1003;17-05-2012;;;0123;0008;h;01-01-2016;;\n"
                + "610112-1004;17-05-2012;;;0124;8;h;01-01-2016;;\n"
                + "610112-1005;17-05-2012;;;0123;;h;01-01-2016;;\n"
                + "610112-1006;17-05-2012;;;;;h;01-01-2016;;\n");

    assertThat(report.rejected()).isZero();
    assertThat(
            fixture.rows(
                "SELECT address_id, count(*) FROM register.residence GROUP BY 1 ORDER BY 1"))
        .containsExactly("a1 1", "a2 1", "a9 1", "- 3");
    assertThat(report.notes())
        .containsExactly(
            "1 residences name an address that is not loaded: kept without a place until it is.",
            "2 residences have a road code and house number that no loaded address has: kept"
                + " without an address.",
            "1 residences have no address: kept without one.");
  }

  @Test
  void theSameFileIsReadAnewWhenAddressesAreFoundByRoadAndHaveChanged() throws Exception {
    String file = HEADER + "610112-1001;17-05-2012;;;0123;8;h;01-01-2016;;\n";
    fixture.load(PEOPLE, file);
    assertThat(fixture.rows(RESIDENCES)).containsExactly("- 2016-01-01 -");

    fixture.addresses(ADDRESSES);
    assertThat(fixture.load(PEOPLE, file).result()).isEqualTo("done");
    assertThat(fixture.rows(RESIDENCES)).containsExactly("a2 2016-01-01 -");
    assertThat(fixture.load(PEOPLE, file).result()).isEqualTo("unchanged");
  }

  @Test
  void personalValuesOfRejectedRowsAreStars() throws Exception {
    LoadReport report =
        fixture.load(
            PEOPLE,
            HEADER
                + "610112-1O01;17-05-2012;;;;;h;01-01-2016;;\n"
                + "610112-1001;17-13-2012;;;;;h;01-01-2016;;\n"
                + "610112-1001;17-05-2012;65028x-1002;;;;h;01-01-2016;;\n"
                + "610112-1001;17-05-2012;;650280-1002;;;h;01-01-2016;;\n");

    assertThat(report.rejects())
        .extracting(Reject::line, Reject::column, Reject::value)
        .containsExactly(
            tuple(2L, "cpr", "******-****"),
            tuple(3L, "foedselsdato", "**-**-****"),
            tuple(4L, "foraelder_cpr", "******-****"),
            tuple(5L, "adresse_id", "******-****"));
  }

  @Test
  void personsWhomNoFileNamesAnyMoreAreForgotten() throws Exception {
    fixture.load(
        PEOPLE,
        HEADER
            + "610112-1001;17-05-2012;;;;;h;01-01-2016;;\n"
            + "610112-1002;17-05-2012;;;;;h;01-01-2016;;\n");
    fixture.load(PEOPLE, HEADER + "610112-1002;17-05-2012;;;;;h;01-01-2016;;\n");

    assertThat(fixture.rows("SELECT encode(pseudonym, 'hex') FROM register.person"))
        .containsExactly(fixture.pseudonym("6101121002"));
  }

  @Test
  void periodsOfTheRegisterJoinAndLeaveOneByOne() throws Exception {
    String row = "610112-1001;17-05-2012;650280-1002;a1;;;h;01-01-2010;;\n";
    fixture.load(PEOPLE, "2016", HEADER + row + row.replace("1001", "1003"));
    fixture.load(PEOPLE, "2017", HEADER + row.replace("650280-1002", ""));
    assertThat(fixture.rows(RESIDENCES))
        .hasSize(3)
        .contains("a1 2016-01-01 2016-12-31", "a1 2017-01-01 2017-12-31");
    assertThat(fixture.rows("SELECT count(*) FROM register.person WHERE guardian IS NOT NULL"))
        .containsExactly("2");

    Withdrawal.withdraw(fixture.database().access(), "register", "folkeregister", "2017");
    assertThat(fixture.rows("SELECT count(*) FROM register.person")).containsExactly("2");
    Withdrawal.withdraw(fixture.database().access(), "register", "folkeregister", "2016");
    assertThat(fixture.rows("SELECT count(*) FROM register.person")).containsExactly("0");
    assertThat(fixture.rows("SELECT step, result FROM ops.run ORDER BY id DESC LIMIT 1"))
        .containsExactly("withdraw register done");
  }

  @Test
  void aMissingColumnIsNamed() {
    assertThatThrownBy(() -> fixture.load(PEOPLE, "cpr;foedselsdato\n610112-1001;17-05-2012\n"))
        .hasMessageStartingWith(
            "folkeregister.csv: missing columns foraelder_cpr, adresse_id, vejkode, husnr,"
                + " husstand, fra, til. Expected: ");
  }
}
