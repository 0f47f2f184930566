/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.db.DatabaseException;
import dk.socialbalance.publication.PublishFixture;
import java.sql.SQLException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** A well-protected publication passes; one that is under-protected in any way is named by it. */
class AuditTest {

  /**
   * Two quarters cut by a housing area, one with a small district, two without anything to hide.
   */
  private static AuditFixture place() {
    return new AuditFixture(4, "D01a", "D02a")
        .define(AuditFixture.share("x", 5))
        .counts("x", "2020", 200, 20, 3, 20, 30, 2, 40, 25, 31)
        .count("x", "2020", "D01a+H1", 15, 60)
        .count("x", "2020", "D02a+H1", 12, 60)
        .everywhere("x", "2020");
  }

  private static AuditFixture wellProtected() throws SQLException {
    return place().publish().hide("x", "2020", "D01a", "D01b", "D03a", "D03b");
  }

  @Test
  void aWellProtectedPublicationIsSafe() throws SQLException {
    try (AuditFixture it = wellProtected()) {
      AuditReport report = it.audit();
      assertThat(report.breaches()).isEmpty();
      assertThat(report.safe()).isTrue();
      assertThat(report.judged()).isEqualTo(4);
      assertThat(report.narrowest()).hasSize(4);
      // D03a and D03b share 42; the rules say that neither is empty.
      assertThat(report.narrowest())
          .anySatisfy(
              n -> {
                assertThat(n.cell()).contains("D03a");
                assertThat(n.lowest()).isEqualTo(1);
                assertThat(n.highest()).isEqualTo(41);
              });
      assertThat(report.losses())
          .contains(new AuditReport.Loss("x", "basisdistrikt", 8, 4, 198, 80));
      assertThat(String.join("\n", report.lines())).contains("Safe:").doesNotContain("BREACH");
      assertThat(report.json()).contains("\"narrowest\"", "\"breaches\"");
      assertThat(
              PublishFixture.rows(
                  it.database(),
                  "SELECT step, subject, result, message FROM ops.run ORDER BY id DESC LIMIT 1"))
          .containsExactly("audit offentlig done publication 1: safe");
    }
  }

  @Test
  void aCellShownAgainstItsRule() throws SQLException {
    try (AuditFixture it = place().publish().hide("x", "2020", "D01a", "D01b")) {
      assertThat(it.breaches()).containsExactly("shown against its rule: x D03a 2020");
    }
  }

  @Test
  void nested() throws SQLException {
    try (AuditFixture it = place().publish().hide("x", "2020", "D01a", "D01b", "D03a")) {
      AuditReport report = it.audit();
      assertThat(report.breaches()).hasSize(1);
      assertThat(report.breaches().get(0).line())
          .isEqualTo(
              "nested: x basisdistrikt D03a 2020 (publication 1) can only be 2: needs a width of"
                  + " 4, up to at least 5 (numerator)");
      assertThat(String.join("\n", report.lines())).contains("NOT SAFE: 1 breaches");
    }
  }

  @Test
  void overlapping() throws SQLException {
    // H1 lies in D01a as a whole: 17 less 15 are the two who live beside it.
    try (AuditFixture it =
        new AuditFixture(3, "D01a")
            .define(AuditFixture.share("x", 5))
            .counts("x", "2020", 200, 2, 30, 20, 30, 25, 40)
            .count("x", "2020", "D01a+H1", 15, 60)
            .everywhere("x", "2020")
            .publish()) {
      assertThat(it.breaches()).containsExactly("overlapping: x D01a \\ H1 2020");
    }
  }

  @Test
  void linked() throws SQLException {
    ObjectNode part = AuditFixture.share("y", 5);
    part.putArray("subsetOf").add("x");
    try (AuditFixture it =
        place()
            .define(part)
            .counts("y", "2020", 200, 10, 0, 10, 10, 0, 20, 24, 20)
            .everywhere("y", "2020")
            .publish()
            .hide("x", "2020", "D01a", "D01b", "D03a", "D03b")) {
      // 25 of x, of whom 24 of y: one person is x without being y.
      assertThat(it.breaches()).containsExactly("linked: y D04a (x less y) 2020");
    }
  }

  @Test
  void pooled() throws SQLException {
    // Years are told at the quarter, the window at the district: 14 + 14 + 15 less 39 is 4.
    AuditFixture place = new AuditFixture(4).define(AuditFixture.share("x", 5));
    for (String year : new String[] {"2018", "2019", "2020"}) {
      place.counts("x", year, 200, 20, 30, 20, 30, year.equals("2020") ? 2 : 1, 13, 25, 31);
      place.cells("x", "bydel", year).cells("x", "kommune", year);
    }
    place.cells("x", "basisdistrikt", "2018-2020", "2018", "2019", "2020");
    try (AuditFixture it = place.publish().hide("x", "2018-2020", "D03a")) {
      assertThat(it.breaches()).containsExactly("pooled: x D03a 2018-2020");
    }
  }

  /** Years of districts and quarters of larger areas; all happened in the first one. */
  private static AuditFixture quarters(long inFirstOfD03b) throws SQLException {
    ObjectNode events = AuditFixture.share("x", 5);
    events.putObject("condition").put("source", "s").put("rule", "ANY_DAY");
    AuditFixture place =
        new AuditFixture(4)
            .define(events)
            .counts("x", "2020", 200, 20, 30, 20, 30, 2, 20, 25, 31)
            .cells("x", "basisdistrikt", "2020")
            .counts("x", "2020-Q1", 200, 20, 30, 20, 30, 2, inFirstOfD03b, 25, 31);
    for (int quarter = 1; quarter <= 4; quarter++) {
      String source = "2020-Q" + quarter;
      if (quarter > 1) {
        place.counts("x", source, 200, 0, 0, 0, 0, 0, 0, 0, 0);
      }
      place.cells("x", "kommune", source).cells("x", "bydel", source);
    }
    return place.publish().hide("x", "2020", "D03a");
  }

  @Test
  void aYearThatItsQuartersTell() throws SQLException {
    // The largest quarter of B03 has 22, and so have all four: so has the year, without D03b 2.
    try (AuditFixture it = quarters(20)) {
      AuditReport report = it.audit();
      assertThat(report.breaches()).hasSize(1);
      assertThat(report.breaches().get(0).line())
          .isEqualTo(
              "quarter and year: x basisdistrikt D03a 2020 (publication 1) can only be 2: needs a"
                  + " width of 4, up to at least 5 (numerator)");
      assertThat(it.hide("x", "2020", "D03b").breaches()).isEmpty();
    }
    // Hiding the quarter of B03 and of another does not help: the other's year tells its quarter.
    try (AuditFixture it = quarters(20)) {
      assertThat(it.hide("x", "2020-Q1", "B03", "B04").breaches())
          .contains("quarter and year: x D03a 2020");
    }
  }

  @Test
  void aQuarterThatHasMoreThanItsYear() throws SQLException {
    // Six moved away; who thinks that the year has at least 28 is wrong.
    try (AuditFixture it = quarters(26)) {
      AuditReport report = it.audit();
      assertThat(report.breaches()).isEmpty();
      assertThat(report.remarks())
          .containsExactly(
              "people move between quarters and years; not assumed where the counts do not bear it"
                  + " out: x");
      assertThat(report.narrowest())
          .singleElement()
          .satisfies(
              n -> {
                assertThat(n.lowest()).isEqualTo(1);
                assertThat(n.highest()).isEqualTo(8);
              });
    }
  }

  @Test
  void correctedAfterPublication() throws SQLException {
    // First 4 and 11, both hidden, together 15. Then 5 and 11, both shown: so it was 4.
    AuditFixture place =
        new AuditFixture(4)
            .define(AuditFixture.share("x", 5))
            .counts("x", "2020", 200, 20, 30, 20, 30, 4, 11, 25, 31)
            .everywhere("x", "2020")
            .publish()
            .hide("x", "2020", "D03a", "D03b")
            .keep();
    assertThat(place.breaches()).isEmpty();
    try (AuditFixture it = place.count("x", "2020", "D03a", 5, 200).recount().publish().keep()) {
      AuditReport report = it.audit();
      assertThat(report.breaches()).hasSize(1);
      assertThat(report.breaches().get(0).line())
          .isEqualTo(
              "former publication: x basisdistrikt D03a 2020 (publication 1) can only be 4: needs"
                  + " a width of 4, up to at least 5 (numerator)");
    }
  }

  @Test
  void whatAFormerPublicationToldStaysTold() throws SQLException {
    AuditFixture place =
        new AuditFixture(4)
            .define(AuditFixture.share("x", 5))
            .counts("x", "2020", 200, 20, 30, 20, 30, 4, 11, 25, 31)
            .everywhere("x", "2020")
            .publish()
            .keep();
    try (AuditFixture it = place.publish().hide("x", "2020", "D03a", "D03b").keep()) {
      AuditReport report = it.audit();
      assertThat(report.breaches()).isEmpty();
      assertThat(report.toldBefore()).hasSize(2);
    }
  }

  @Test
  void aDenominatorThatIsACondition() throws SQLException {
    // All 20 in D03a are f, which must stay unknown. Of f there are 24 in the quarter, at most 4
    // (x)
    // of them in D03b. That there are 20 in D03a at all is told by g: so all of them are f.
    ObjectNode f = AuditFixture.shareOf("f", 3, "holdere");
    f.putArray("subsetOf").add("x");
    AuditFixture place =
        new AuditFixture(4)
            .define(AuditFixture.share("x", 3))
            .define(f)
            .define(AuditFixture.shareOf("g", 3, "holdere"))
            .counts("x", "2020", 200, 40, 40, 40, 40, 50, 4, 40, 40)
            .everywhere("x", "2020");
    long[] holders = {60, 60, 60, 60, 20, 30, 60, 60};
    long[] members = {20, 20, 20, 20, 20, 4, 20, 20};
    String[] districts = {"D01a", "D01b", "D02a", "D02b", "D03a", "D03b", "D04a", "D04b"};
    for (int i = 0; i < districts.length; i++) {
      place.count("f", "2020", districts[i], members[i], holders[i]);
      place.count("g", "2020", districts[i], 8, holders[i]);
      place.count("holdere", "2020", districts[i], holders[i], 200);
    }
    place.everywhere("f", "2020").everywhere("g", "2020").publish();
    try (AuditFixture it = place.hide("f", "2020", "D03a", "D03b")) {
      assertThat(it.breaches())
          .contains("denominator: f D03a 2020")
          .allMatch(b -> b.startsWith("denominator: f D03"));
      it.hide("g", "2020", "D03a", "D03b");
      assertThat(it.breaches()).isEmpty();
    }
  }

  @Test
  void singleton() throws SQLException {
    ObjectNode sensitive = AuditFixture.share("x", 3);
    ((ObjectNode) sensitive.get("protection")).put("zeroSensitive", true);
    try (AuditFixture it =
        new AuditFixture(4)
            .define(sensitive)
            .counts("x", "2020", 200, 20, 30, 20, 30, 1, 2, 25, 31)
            .cells("x", "kommune", "2020")
            .cells("x", "bydel", "2020")
            .cells("x", "basisdistrikt", "2020")
            .publish()
            .hide("x", "2020", "D03a", "D03b")) {
      AuditReport report = it.audit();
      assertThat(report.breaches()).hasSize(1);
      assertThat(report.breaches().get(0).line())
          .isEqualTo(
              "singleton: x basisdistrikt D03b 2020 (publication 1) can only be 2: told to the"
                  + " only one counted in x basisdistrikt D03a 2020");
    }
  }

  /** A quarter whose only counted one lives in the district that is hidden, too. */
  @ParameterizedTest
  @ValueSource(strings = {"REGISTER", "MEASURES"})
  void theOnlyOneCountedLearnsNothingOfThemselves(String origin) throws SQLException {
    try (AuditFixture it =
        new AuditFixture(4)
            .define(AuditFixture.share("x", 3).put("origin", origin))
            .counts("x", "2020", 200, 20, 30, 20, 30, 1, 0, 25, 31)
            .cells("x", "kommune", "2020")
            .cells("x", "bydel", "2020")
            .cells("x", "basisdistrikt", "2020")
            .publish()
            .hide("x", "2020", "D03a", "B03", "B04", "D04a", "D04b")) {
      assertThat(it.audit().breaches()).isEmpty();
    }
  }

  @Test
  void aHiddenMeanThatItsSiblingsTell() throws SQLException {
    ObjectNode mean = AuditFixture.share("m", 5);
    mean.put("measure", "MEAN");
    mean.putObject("valueOf").put("source", "s").put("rule", "REFERENCE_DAY");
    AuditFixture place =
        new AuditFixture(3).define(mean).counts("m", "2020", 30, 30, 30, 30, 30, 8, 30);
    place.database().execute("UPDATE indicator.tally SET d = n, sum = 300.0 * n, max_value = 500");
    place.cells("m", "kommune", "2020").cells("m", "bydel", "2020");
    try (AuditFixture it =
        place.cells("m", "basisdistrikt", "2020").publish().hide("m", "2020", "D03a")) {
      assertThat(it.breaches()).containsExactly("nested: m D03a 2020");
      assertThat(it.hide("m", "2020", "D03b").breaches()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"vaerdi = 1.0", "nedre = 0.27, oevre = 3.57", "klasse = 1"})
  void aRateOfACountThatIsNotShown(String left) throws SQLException {
    try (AuditFixture it = wellProtected()) {
      it.database()
          .execute(
              "UPDATE publish.cell SET datastatus = 'vist', "
                  + left
                  + " WHERE omraade_kode = 'D03a' AND taeller IS NULL");
      assertThat(it.breaches()).containsExactly("rate: x D03a 2020");
    }
  }

  @Test
  void equationsThatTheCountsDoNotBearOut() throws SQLException {
    try (AuditFixture it = wellProtected()) {
      it.database()
          .execute("UPDATE publish.cell SET taeller = taeller + 1 WHERE omraade_kode = 'B03'");
      assertThat(it.breaches()).contains("equations wrong: x B03 2020");
    }
  }

  @Test
  void withoutAPublicationThereIsNothingToAudit() {
    try (AuditFixture it = place()) {
      Assertions.assertThatThrownBy(it::audit)
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("publish first");
    }
  }
}
