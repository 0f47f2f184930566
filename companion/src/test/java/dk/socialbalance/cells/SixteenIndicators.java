/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.cells;

import dk.socialbalance.catalogue.Cadence;
import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.Condition;
import dk.socialbalance.catalogue.Condition.Comparison;
import dk.socialbalance.catalogue.Condition.Rule;
import dk.socialbalance.catalogue.Indicator;
import dk.socialbalance.catalogue.Indicator.Measure;
import dk.socialbalance.catalogue.Indicator.Population;
import dk.socialbalance.catalogue.Indicator.ReferenceDay;
import dk.socialbalance.catalogue.Indicator.Residence;
import dk.socialbalance.catalogue.IndicatorBuilder;
import dk.socialbalance.catalogue.LocalText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A catalogue written in Java: the sixteen indicators of the start and two means. */
final class SixteenIndicators {

  private static final LocalText TEXT = new LocalText("navn", "name");
  static final List<String> LEVELS = List.of("kommune", "bydel", "basisdistrikt", "boligomraade");

  private SixteenIndicators() {}

  static Catalogue catalogue(int firstYear, int lastYear) {
    return catalogue(firstYear, lastYear, indicators());
  }

  static Catalogue catalogue(int firstYear, int lastYear, List<Indicator> indicators) {
    return new Catalogue(
        "000000000000",
        new Catalogue.Municipality("0159", TEXT, true),
        25832,
        firstYear,
        lastYear,
        List.of(
            level("kommune", null, false),
            level("bydel", "kommune", false),
            level("basisdistrikt", "bydel", false),
            level("boligomraade", null, true)),
        List.of(),
        List.of(),
        indicators,
        List.of(),
        List.of(),
        new Catalogue.Disclosure(100, 50, 20, 3, 0.1),
        List.of());
  }

  static List<Indicator> indicators() {
    Map<String, Cadence> yearly = cadence("year", "year");
    Map<String, Cadence> quarterly = cadence("quarter", "year");
    Map<String, Cadence> pooled = cadence("year", "years:3");
    Map<String, Cadence> school = cadence("school_year", "school_year");
    Map<String, Cadence> schoolPooled = cadence("school_year", "years:3");
    List<Indicator> all = new ArrayList<>();
    all.add(
        share(
            "offentligt_forsoergede",
            yearly,
            ages(18, 64),
            spell(
                "ydelser",
                "kontanthjaelp",
                "uddannelseshjaelp",
                "dagpenge",
                "sygedagpenge",
                "foertidspension",
                "ressourceforloeb",
                "ledighedsydelse")));
    all.add(
        share(
            "langvarig_kontanthjaelp",
            quarterly,
            ages(18, 64),
            new Condition.Spell(
                "ydelser", List.of("kontanthjaelp"), Rule.ALL_MONTHS, 12, null, 0)));
    all.add(
        share(
            "unge_uden_job_uddannelse",
            quarterly,
            ages(15, 24),
            new Condition.NoneOf(
                List.of(spell("uddannelse", "i_gang"), spell("beskaeftigelse", "i_arbejde")))));
    all.add(
        byHousehold(
            share(
                "boern_kontanthjaelp",
                pooled,
                ages(0, 14),
                new Condition.HouseholdMember(18, spell("ydelser", "kontanthjaelp")))));
    all.add(
        share(
            "friplads",
            yearly,
            holders(0, 5, spell("dagtilbud", "indskrevet"), ReferenceDay.PERIOD_END),
            value("dagtilbud", Rule.REFERENCE_DAY, Comparison.GE, 100, "indskrevet")));
    all.add(
        byHousehold(share("boern_enlige", yearly, ages(0, 17), new Condition.HouseholdAdults(1))));
    all.add(
        share(
            "fraflytning",
            yearly,
            new Population(
                0, 150, List.of(), Optional.empty(), ReferenceDay.PERIOD_END, Residence.OWN, true),
            new Condition.MovedOut()));
    all.add(share("underretninger", quarterly, ages(0, 17), any("boernesager", "underretning")));
    all.add(share("forebyggende", pooled, ages(0, 22), any("boernesager", "forebyggende")));
    all.add(
        share(
            "anbringelser",
            pooled,
            new Population(
                0,
                22,
                List.of(),
                Optional.empty(),
                ReferenceDay.PERIOD_END,
                Residence.GUARDIAN,
                false),
            spell("boernesager", "anbringelse")));
    all.add(share("boern_dagtilbud", yearly, ages(1, 5), spell("dagtilbud", "indskrevet")));
    all.add(
        share(
            "sprogvurdering",
            pooled,
            holders(3, 3, any("sprogvurdering"), ReferenceDay.PERIOD_END),
            any("sprogvurdering", "fokuseret", "saerlig")));
    all.add(
        share(
            "segregeret_undervisning",
            schoolPooled,
            holders(4, 20, spell("skole"), ReferenceDay.PERIOD_START),
            spell("skole", "specialklasse", "specialskole")));
    all.add(
        share(
            "fagligt_svage",
            schoolPooled,
            holders(13, 20, any("karakterer", "dansk", "matematik"), ReferenceDay.PERIOD_START),
            value("karakterer", Rule.ANY_DAY, Comparison.LT, 2, "dansk", "matematik")));
    all.add(
        share(
            "elevfravaer",
            school,
            holders(4, 20, spell("skole"), ReferenceDay.PERIOD_START),
            value("fravaer", Rule.ANY_DAY, Comparison.GT, 10)));
    all.add(
        share(
            "karies",
            yearly,
            new Population(
                0,
                150,
                List.of(5, 7, 12, 15),
                Optional.of(holders(any("tandpleje"))),
                ReferenceDay.PERIOD_END,
                Residence.OWN,
                false),
            value("tandpleje", Rule.ANY_DAY, Comparison.GT, 0)));
    all.add(mean("bruttoindkomst", yearly, ages(15, 64), spell("indkomst")));
    all.add(
        mean(
            "karaktergennemsnit",
            schoolPooled,
            holders(13, 20, any("karakterer", "dansk", "matematik"), ReferenceDay.PERIOD_START),
            any("karakterer", "dansk", "matematik")));
    return all;
  }

  static Map<String, Cadence> cadence(String large, String district) {
    Map<String, Cadence> map = new LinkedHashMap<>();
    map.put("kommune", Cadence.parse(large));
    map.put("bydel", Cadence.parse(large));
    map.put("basisdistrikt", Cadence.parse(district));
    map.put("boligomraade", Cadence.parse(large.equals("quarter") ? "year" : large));
    return map;
  }

  static Condition.Spell spell(String source, String... codes) {
    return new Condition.Spell(source, List.of(codes), Rule.REFERENCE_DAY, 0, null, 0);
  }

  static Condition.Spell any(String source, String... codes) {
    return new Condition.Spell(source, List.of(codes), Rule.ANY_DAY, 0, null, 0);
  }

  static Condition.Spell value(
      String source, Rule rule, Comparison comparison, double limit, String... codes) {
    return new Condition.Spell(source, List.of(codes), rule, 0, comparison, limit);
  }

  static Population ages(int min, int max) {
    return new Population(
        min, max, List.of(), Optional.empty(), ReferenceDay.PERIOD_END, Residence.OWN, false);
  }

  static Population holders(int min, int max, Condition holders, ReferenceDay day) {
    return new Population(
        min, max, List.of(), Optional.of(holders(holders)), day, Residence.OWN, false);
  }

  private static Indicator.Holders holders(Condition condition) {
    return new Indicator.Holders(
        "holders_" + Integer.toHexString(condition.hashCode()),
        condition,
        new Indicator.Protection(3, Indicator.Hide.NUMERATOR, false, false));
  }

  static Indicator share(
      String id, Map<String, Cadence> cadence, Population population, Condition condition) {
    return indicator(
        id,
        cadence,
        Optional.of(population),
        Optional.of(condition),
        Optional.empty(),
        Measure.SHARE);
  }

  static Indicator mean(
      String id, Map<String, Cadence> cadence, Population population, Condition.Spell value) {
    return indicator(
        id, cadence, Optional.of(population), Optional.empty(), Optional.of(value), Measure.MEAN);
  }

  static Indicator delivered(String id, Map<String, Cadence> cadence, Measure measure) {
    return indicator(id, cadence, Optional.empty(), Optional.empty(), Optional.empty(), measure);
  }

  static Indicator byHousehold(Indicator i) {
    return IndicatorBuilder.like(i)
        .protection(new Indicator.Protection(3, Indicator.Hide.BOTH, true, false))
        .build();
  }

  private static Indicator indicator(
      String id,
      Map<String, Cadence> cadence,
      Optional<Population> population,
      Optional<Condition> condition,
      Optional<Condition.Spell> valueOf,
      Measure measure) {
    return IndicatorBuilder.indicator(id, measure, cadence)
        .population(population.orElse(null))
        .condition(condition.orElse(null))
        .valueOf(valueOf.orElse(null))
        .additive(condition.filter(Condition.MovedOut.class::isInstance).isEmpty())
        .context(measure == Measure.MEAN)
        .build();
  }

  private static Catalogue.Level level(String id, String parent, boolean overlapping) {
    return new Catalogue.Level(id, TEXT, TEXT, Optional.ofNullable(parent), overlapping);
  }
}
