/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.socialbalance.catalogue.Cadence;
import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.Condition;
import dk.socialbalance.catalogue.Indicator;
import dk.socialbalance.catalogue.Indicator.Hide;
import dk.socialbalance.catalogue.Indicator.Measure;
import dk.socialbalance.catalogue.IndicatorBuilder;
import dk.socialbalance.db.TestDatabase;
import dk.socialbalance.disclosure.audit.Audit;
import dk.socialbalance.publication.PublishFixture;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Each way in which a hidden cell could be worked out, in a place that is small enough to see it:
 * what is hidden further, and the ranges that everybody is left with.
 */
class DisclosureControlTest {

  private static final String HIDDEN =
      "SELECT indikator, omraade_kode, periode, rule FROM ops.hiding h"
          + " WHERE publication_id = (SELECT max(publication_id) FROM publish.current_publication)";

  private TestDatabase database;
  private CountedPlace place;

  @BeforeEach
  void create() {
    database = TestDatabase.create();
    place = new CountedPlace(database, 6);
  }

  @AfterEach
  void drop() {
    database.close();
  }

  private static Indicator share(String id) {
    return share(id, PublishFixture.yearly());
  }

  private static Indicator share(String id, Map<String, Cadence> cadence) {
    return with(
        PublishFixture.indicator(id, Measure.SHARE, 5, Hide.BOTH, cadence),
        spell("facts", id),
        List.of(),
        true);
  }

  private static Condition.Spell spell(String source, String code) {
    return new Condition.Spell(source, List.of(code), Condition.Rule.REFERENCE_DAY, 0, null, 0);
  }

  private static Indicator with(
      Indicator i, Condition condition, List<String> subsetOf, boolean additive) {
    return IndicatorBuilder.like(i)
        .condition(condition)
        .subsetOf(subsetOf)
        .additive(additive)
        .build();
  }

  private static Indicator among(Indicator i, String population) {
    Indicator.Population ages = i.population().orElseThrow();
    return IndicatorBuilder.like(i)
        .population(
            new Indicator.Population(
                ages.minAge(),
                ages.maxAge(),
                ages.ages(),
                Optional.of(
                    new Indicator.Holders(
                        population,
                        spell("pupils", population),
                        new Indicator.Protection(3, Hide.NUMERATOR, false, false))),
                ages.referenceDay(),
                ages.residence(),
                false))
        .build();
  }

  private void publish(Indicator... indicators) {
    PublishFixture.publish(database.access(), catalogue(indicators));
  }

  private static Catalogue catalogue(Indicator... indicators) {
    return PublishFixture.catalogue(List.of(indicators), List.of());
  }

  private List<String> hidden(String where) throws SQLException {
    return PublishFixture.rows(database, HIDDEN + " AND " + where + " ORDER BY 1, 2, 3");
  }

  /** Primary cells whose range is narrower than the rule asks for, by the solver's own account. */
  private List<String> narrow() throws SQLException {
    return PublishFixture.rows(
        database,
        """
        SELECT h.indikator, h.omraade_kode, h.periode, h.lowest, h.highest
        FROM ops.hiding h WHERE rule = 'numerator'
          AND (h.highest - h.lowest < 4 OR h.highest < 5)
        """);
  }

  private List<String> ranges(String area) throws SQLException {
    return PublishFixture.rows(
        database,
        "SELECT lowest, highest FROM ops.hiding WHERE rule = 'numerator' AND omraade_kode = '%s'"
            .formatted(area));
  }

  @Test
  void aSingleHiddenPartTakesASiblingWithIt() throws SQLException {
    place.count("x", "2020", "D03a", 2, 200).elsewhere("x", "2020", 30, 200).year("x", "2020");
    publish(share("x"));
    assertThat(hidden("true")).containsExactly("x D03a 2020 numerator", "x D03b 2020 further");
    assertThat(
            PublishFixture.rows(
                database, "SELECT lowest, highest FROM ops.hiding WHERE rule = 'numerator'"))
        .containsExactly("1 31");
    assertThat(
            PublishFixture.rows(database, "SELECT because FROM ops.hiding WHERE rule = 'further'"))
        .containsExactly("protects x basisdistrikt D03a 2020");
  }

  @Test
  void aPieceThatIsLeftOverIsProtected() throws SQLException {
    // D01a has 12: 10 in H1, and 2 outside, which anybody could subtract.
    place
        .count("x", "2020", "D01a", 2, 200)
        .count("x", "2020", "D01a+H1", 10, 100)
        .count("x", "2020", "D02a", 20, 200)
        .count("x", "2020", "D02a+H1", 0, 0)
        .elsewhere("x", "2020", 30, 200)
        .year("x", "2020");
    publish(share("x"));
    assertThat(hidden("rule <> 'further'")).isEmpty();
    assertThat(hidden("rule = 'further'")).containsExactly("x H1 2020 further");
  }

  @Test
  void theDifferenceOfLinkedCountsIsProtected() throws SQLException {
    place.count("outer", "2020", "D03a", 31, 200).elsewhere("outer", "2020", 60, 200);
    place.count("inner", "2020", "D03a", 30, 200).elsewhere("inner", "2020", 30, 200);
    place.year("outer", "2020").year("inner", "2020");
    Indicator outer = share("outer");
    Indicator inner = with(share("inner"), spell("other", "inner"), List.of("outer"), true);
    publish(outer, inner);
    assertThat(hidden("omraade_kode = 'D03a'")).hasSize(1);
    // Without the link nothing is hidden.
    database.execute("TRUNCATE publish.publication CASCADE");
    publish(outer, with(inner, spell("other", "inner"), List.of(), true));
    assertThat(hidden("true")).isEmpty();
  }

  @Test
  void theYearsOfAWindowAreOneSystem() throws SQLException {
    for (String year : List.of("2016", "2017", "2018")) {
      // The other half of the quarter is empty: the quarter's years tell the district's window.
      place
          .count("x", year, "D03a", year.equals("2017") ? 2 : 0, 200)
          .count("x", year, "D03b", 0, 200)
          .elsewhere("x", year, 30, 200)
          .cells("x", "kommune", year)
          .cells("x", "bydel", year);
    }
    place.cells("x", "basisdistrikt", "2016-2018", "2016", "2017", "2018");
    publish(
        share(
            "x",
            Map.of(
                "kommune", Cadence.YEAR,
                "bydel", Cadence.YEAR,
                "basisdistrikt", Cadence.pooled(3))));
    assertThat(hidden("rule = 'numerator'"))
        .containsExactly("x B03 2017 numerator", "x D03a 2016-2018 numerator");
    // One quarter hidden in 2017 alone could be subtracted from the municipality.
    assertThat(hidden("rule = 'further' AND niveau = 'bydel'"))
        .hasSize(1)
        .allMatch(h -> h.contains("2017"));
    assertThat(narrow()).isEmpty();
  }

  @Test
  void theQuarterThatEndsWithTheYearIsTheYear() throws SQLException {
    for (String source : List.of("2020", "2020-Q4")) {
      place.count("x", source, "D03a", 2, 200).elsewhere("x", source, 30, 200);
    }
    place.cells("x", "kommune", "2020-Q4").cells("x", "bydel", "2020-Q4");
    place.cells("x", "basisdistrikt", "2020");
    publish(
        share(
            "x",
            Map.of(
                "kommune", Cadence.QUARTER,
                "bydel", Cadence.QUARTER,
                "basisdistrikt", Cadence.YEAR)));
    assertThat(hidden("rule = 'further'")).contains("x D03b 2020 further");
  }

  /** Told by the quarter above and by the year on districts, of what happens on any day. */
  private static Indicator events() {
    Condition anyDay =
        new Condition.Spell("facts", List.of("x"), Condition.Rule.ANY_DAY, 0, null, 0);
    return with(
        share(
            "x",
            Map.of(
                "kommune", Cadence.QUARTER,
                "bydel", Cadence.QUARTER,
                "basisdistrikt", Cadence.YEAR)),
        anyDay,
        List.of(),
        true);
  }

  /** 2 in D03a and 20 in D03b, 30 elsewhere. */
  private void year() {
    place
        .count("x", "2020", "D03a", 2, 200)
        .count("x", "2020", "D03b", 20, 200)
        .elsewhere("x", "2020", 30, 200)
        .cells("x", "basisdistrikt", "2020");
  }

  /**
   * All happened in the first of the quarters, at the end of which some more lived in D03b.
   *
   * @param later what happened outside B03 in the second quarter too, to each district's people
   */
  private void quarters(int quarters, long more, long later) {
    place
        .count("x", "2020-Q1", "D03a", 2, 200)
        .count("x", "2020-Q1", "D03b", 20 + more, 200)
        .elsewhere("x", "2020-Q1", 30, 200)
        .count("x", "2020-Q2", "D03a", 0, 200)
        .count("x", "2020-Q2", "D03b", 0, 200)
        .elsewhere("x", "2020-Q2", later, 200)
        .elsewhere("x", "2020-Q3", 0, 200)
        .elsewhere("x", "2020-Q4", 0, 200);
    for (int quarter = 1; quarter <= quarters; quarter++) {
      String source = "2020-Q" + quarter;
      place.cells("x", "kommune", source).cells("x", "bydel", source);
    }
  }

  private void audit(Indicator... indicators) {
    assertThat(
            Audit.run(database.access(), catalogue(indicators), "offentlig", line -> {}).breaches())
        .isEmpty();
  }

  @Test
  void whoTakesQuartersAndYearToBoundEachOtherLearnsNothing() throws SQLException {
    // The largest quarter of B03 has 22, and so have all four together: the year has 22, and
    // without the 20 of D03b the two of D03a would be left.
    year();
    quarters(4, 0, 0);
    publish(events());
    assertThat(hidden("true")).containsExactly("x D03a 2020 numerator", "x D03b 2020 further");
    assertThat(ranges("D03a")).containsExactly("1 21");
    audit(events());
  }

  @Test
  void whereTheYearHasLessThanAQuarterNobodyIsRightToThinkSo() throws SQLException {
    // Six moved away: 28 in the quarter, 22 in the year. At most 28 remains true.
    year();
    quarters(4, 6, 0);
    publish(events());
    assertThat(hidden("true")).containsExactly("x D03a 2020 numerator");
    assertThat(ranges("D03a")).containsExactly("1 8");
    audit(events());
  }

  @Test
  void aYearWithoutAllItsQuartersHasAtLeastTheLargest() throws SQLException {
    year();
    quarters(3, 0, 0);
    publish(events());
    assertThat(hidden("true")).containsExactly("x D03a 2020 numerator");
    assertThat(ranges("D03a")).containsExactly("2 200");
    audit(events());
  }

  @Test
  void quartersOfAStateSayNothingOfItsYear() throws SQLException {
    year();
    quarters(3, 0, 0);
    publish(with(events(), spell("facts", "x"), List.of(), true));
    assertThat(ranges("D03a")).containsExactly("1 200");
  }

  @Test
  void aDistrictOfFewIsNoSecretWhereAllQuartersShowNone() throws SQLException {
    for (String source : List.of("2020", "2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4")) {
      place
          .count("x", source, "D03a", 0, 10)
          .count("x", source, "D03b", 0, 200)
          .elsewhere("x", source, 30, 200);
      if (source.length() == 4) {
        place.cells("x", "basisdistrikt", source);
      } else {
        place.cells("x", "kommune", source).cells("x", "bydel", source);
      }
    }
    // None of x, so none of its part y either.
    place
        .count("y", "2020", "D03a", 0, 10)
        .count("y", "2020", "D03b", 0, 200)
        .elsewhere("y", "2020", 10, 200)
        .cells("y", "basisdistrikt", "2020");
    Indicator part =
        with(
            share("y", Map.of("basisdistrikt", Cadence.YEAR)),
            new Condition.Spell("other", List.of("y"), Condition.Rule.ANY_DAY, 0, null, 0),
            List.of("x"),
            true);
    publish(events(), part);
    assertThat(hidden("true"))
        .containsExactly("x D03a 2020 few_persons", "y D03a 2020 few_persons");
    audit(events(), part);
  }

  @Test
  void quartersAreHiddenWhenTheYearHasBeenTold() throws SQLException {
    year();
    publish(events());
    assertThat(hidden("true")).containsExactly("x D03a 2020 numerator");
    // D03b is told: now a quarter must keep quiet.
    quarters(4, 0, 30);
    publish(events());
    assertThat(hidden("rule = 'further'")).contains("x B03 2020-Q1 further").hasSize(2);
    assertThat(narrow()).isEmpty();
    audit(events());
  }

  @Test
  void quartersThatTellTooMuchOfAToldYearAreRefused() throws SQLException {
    year();
    publish(events());
    // Everything happened in one quarter: the told years tell those of all others, and with the
    // municipality's that of B03.
    quarters(4, 0, 0);
    assertThatThrownBy(() -> publish(events()))
        .isInstanceOf(Unprotectable.class)
        .hasMessageContaining("x basisdistrikt D03a 2020");
  }

  @Test
  void aPopulationThatIsAConditionIsProtectedWithItsCells() throws SQLException {
    // Two pupils in D03a: both indicators hide the cell, and what the quarter tells of the pupils
    // must not give them away.
    for (String id : List.of("x", "y")) {
      place.count(id, "2020", "D03a", 0, 2).elsewhere(id, "2020", 30, 100).year(id, "2020");
    }
    place.count("elever", "2020", "D03a", 2, 100).elsewhere("elever", "2020", 100, 200);
    publish(among(share("x"), "elever"), among(share("y"), "elever"));
    assertThat(hidden("rule = 'few_persons'"))
        .containsExactly("x D03a 2020 few_persons", "y D03a 2020 few_persons");
    // Both siblings: one of them alone would tell the pupils of D03a.
    assertThat(hidden("rule = 'further' AND indikator = 'x'").size())
        .isEqualTo(hidden("rule = 'further' AND indikator = 'y'").size())
        .isPositive();
  }

  @Test
  void whatIsCountedAnewOnEachLevelIsAtMostTheSumOfItsParts() throws SQLException {
    // 6 left B03, 5 of them from D03b: D03a had at least 1 and is hidden with 2.
    database.execute(
        """
        INSERT INTO indicator.cell (indikator, niveau, omraade_kode, periode, n, d)
        SELECT 'x', niveau, kode, '2020', CASE kode WHEN 'D03a' THEN 2 WHEN 'D03b' THEN 5 WHEN 'B03' THEN 7 ELSE 50 END, 500
        FROM indicator.area WHERE niveau <> 'boligomraade'
        """);
    publish(with(share("x"), new Condition.MovedOut(), List.of(), false));
    assertThat(hidden("rule = 'numerator'")).containsExactly("x D03a 2020 numerator");
    // Nothing bounds it from above; with 5 and 7 shown it is at least 2, with either hidden 1.
    assertThat(
            PublishFixture.rows(
                database, "SELECT lowest, highest FROM ops.hiding WHERE rule = 'numerator'"))
        .containsExactly("2 -");
    assertThat(hidden("rule = 'further'")).isEmpty();
  }

  @Test
  void deliveredCountsAddUpToo() throws SQLException {
    database.execute(
        """
        INSERT INTO indicator.cell (indikator, niveau, omraade_kode, periode, n, d)
        SELECT 'x', 'basisdistrikt', kode, '2020', CASE kode WHEN 'D03a' THEN 2 ELSE 50 END, 500
        FROM indicator.area WHERE niveau = 'basisdistrikt'
        """);
    PublishFixture.addUp(database, "x");
    publish(share("x"));
    assertThat(hidden("rule = 'further'")).containsExactly("x D03b 2020 further");
    assertThat(narrow()).isEmpty();
  }

  @Test
  void aCorrectionIsSolvedTogetherWithWhatWasTold() throws SQLException {
    place
        .count("x", "2020", "D03a", 3, 200)
        .count("x", "2020", "D03b", 3, 200)
        .elsewhere("x", "2020", 30, 200)
        .year("x", "2020");
    publish(share("x"));
    List<String> shown =
        PublishFixture.rows(
            database, "SELECT niveau, omraade_kode FROM publish.cell WHERE datastatus = 'vist'");
    assertThat(shown).contains("bydel B03");
    assertThat(hidden("rule = 'further'")).isEmpty();
    // One more in D03a: everybody can see that B03 has one more now. Then 4 + 3 = 7, and before
    // 3 + 3 = 6; D03b is one unknown, so both keep their ranges.
    place.correct("x", "2020", "D03a", 4).year("x", "2020");
    publish(share("x"));
    assertThat(narrow()).isEmpty();
    // D03a is big enough to be shown now; but then the former publication would tell that it was
    // 6 - 3 before. So D03a stays hidden for the sake of its former self.
    place.correct("x", "2020", "D03a", 9).year("x", "2020");
    publish(share("x"));
    assertThat(hidden("omraade_kode IN ('D03a', 'B03')"))
        .as("D03b = B03 - D03a now, and D03a was 6 - D03b")
        .isNotEmpty();
    assertThat(hidden("omraade_kode = 'D03b'")).containsExactly("x D03b 2020 numerator");
  }

  @Test
  void theFormerPiecesOfOverlapsAreProtectedToo() throws SQLException {
    place
        .count("x", "2020", "D01a", 2, 200)
        .count("x", "2020", "D01a+H1", 10, 100)
        .count("x", "2020", "D02a+H1", 0, 0)
        .elsewhere("x", "2020", 30, 200)
        .year("x", "2020");
    publish(share("x"));
    assertThat(hidden("rule = 'further'")).isNotEmpty();
    // The piece outside H1 grows from 2 to 3: two secrets now, before and after.
    place.correct("x", "2020", "D01a", 3).year("x", "2020");
    publish(share("x"));
    assertThat(hidden("rule = 'further'")).isNotEmpty();
  }

  /** The districts are published no longer, but who kept them subtracts the housing area. */
  @Test
  void cellsThatAreGoneAreRemembered() throws SQLException {
    place
        .count("x", "2020", "D01a", 2, 200)
        .count("x", "2020", "D01a+H1", 28, 100)
        .count("x", "2020", "D02a+H1", 0, 0)
        .elsewhere("x", "2020", 30, 200)
        .cells("x", "kommune", "2020")
        .cells("x", "bydel", "2020")
        .cells("x", "basisdistrikt", "2020");
    publish(share("x"));
    assertThat(hidden("true")).isEmpty();
    place.cells("x", "boligomraade", "2020");
    database.execute("DELETE FROM indicator.cell WHERE niveau = 'basisdistrikt'");
    publish(share("x"));
    assertThat(hidden("true")).containsExactly("x H1 2020 further");
  }

  @Test
  void whatWasToldStaysTold() throws SQLException {
    place.count("x", "2020", "D03a", 2, 200).elsewhere("x", "2020", 30, 200).year("x", "2020");
    publish(share("x"));
    List<String> first = hidden("true");
    // Another indicator, another key: the same cells are hidden of this one.
    place.elsewhere("y", "2020", 40, 200).year("y", "2020");
    publish(share("x"), share("y"));
    assertThat(hidden("indikator = 'x'")).isEqualTo(first);
  }

  @Test
  void whatCannotBeProtectedFailsAndTheFormerPublicationStays() throws SQLException {
    place.elsewhere("x", "2020", 30, 200).year("x", "2020");
    publish(share("x"));
    // 4 + 1 of 5, in a place that is never hidden as a further cell, and zeros everywhere else.
    place
        .count("y", "2020", "D03a", 4, 200)
        .count("y", "2020", "D04a", 1, 200)
        .elsewhere("y", "2020", 0, 200)
        .year("y", "2020");
    assertThatThrownBy(() -> publish(share("x"), share("y")))
        .isInstanceOf(Unprotectable.class)
        .hasMessageContaining("y basisdistrikt D03a 2020");
    assertThat(
            PublishFixture.rows(database, "SELECT publication_id FROM publish.current_publication"))
        .containsExactly("1");
    assertThat(
            PublishFixture.rows(
                database, "SELECT count(*) FROM indicator.told_by b WHERE b.publication_id > 1"))
        .containsExactly("0");
  }

  @Test
  void openZerosAreNeitherGuardedNorHiddenForOthers() throws SQLException {
    place
        .count("x", "2020", "D03a", 2, 200)
        .count("x", "2020", "D03b", 0, 200)
        .elsewhere("x", "2020", 30, 200)
        .year("x", "2020");
    publish(share("x"));
    assertThat(hidden("omraade_kode = 'D03b'")).isEmpty();
    assertThat(hidden("omraade_kode = 'B03'")).containsExactly("x B03 2020 numerator");
    assertThat(narrow()).isEmpty();
  }
}
