/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an indicator asks, as its published definition says it; or what a population asks that is
 * itself a condition.
 *
 * @param id of the indicator or population
 * @param form what its cells hold
 * @param delivered whether it came as figures, not from a register
 * @param additive whether areas' counts add up to those of their parent
 * @param unfavourable whether high is unfavourable
 * @param k counts from 1 to k - 1 are secret
 * @param hidesNumerator whether small counts are hidden
 * @param hidesComplement whether small complements are hidden
 * @param byHousehold whether contributing households are counted
 * @param zeroOpen whether a nought may be shown
 * @param publicPopulation whether everybody knows the denominator: residents by age
 * @param bounded whether a count cannot exceed that denominator in any area
 * @param population id of the population that is itself a condition; empty otherwise
 * @param populationInstant whether that population is told by the reference day alone
 * @param meanOfAllHolders whether a mean is over the very spells that make its population
 * @param instant whether the question is about the period's last day alone
 * @param events whether it counts what happens on any day of the period
 * @param subsetOf ids of indicators or populations that hold this one's numerator
 * @param text the question itself; the same text asks the same
 */
record Asked(
    String id,
    Form form,
    boolean delivered,
    boolean additive,
    boolean unfavourable,
    int k,
    boolean hidesNumerator,
    boolean hidesComplement,
    boolean byHousehold,
    boolean zeroOpen,
    boolean publicPopulation,
    boolean bounded,
    Optional<String> population,
    boolean populationInstant,
    boolean meanOfAllHolders,
    boolean instant,
    boolean events,
    List<String> subsetOf,
    String text) {

  /** What a cell holds. */
  enum Form {
    COUNT,
    MEAN,
    VALUE
  }

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * Reads a published definition.
   *
   * @param definition the indicator's entry as JSON, every default filled in
   * @return the indicator's question and, when it has one, that of its population
   */
  static List<Asked> read(String definition) {
    JsonNode it = JSON.readTree(definition);
    String id = it.path("id").stringValue();
    String measure = it.path("measure").stringValue();
    Form form =
        switch (measure) {
          case "MEAN" -> Form.MEAN;
          case "VALUE" -> Form.VALUE;
          default -> Form.COUNT;
        };
    JsonNode population = it.path("population");
    JsonNode holders = population.path("holders");
    boolean byAge = population.isObject() && !holders.isObject();
    boolean atEnd = "PERIOD_END".equals(population.path("referenceDay").stringValue("PERIOD_END"));
    boolean additive = it.path("additive").booleanValue(true);
    Optional<String> populationId =
        holders.isObject()
            ? Optional.of(holders.path("id").stringValue(id + "_naevner"))
            : Optional.empty();
    JsonNode condition = it.path("condition");
    JsonNode valueOf = it.path("valueOf");
    JsonNode held = holders.has("protection") ? holders.path("condition") : holders;
    boolean stock = atEnd && !population.path("meanPopulation").booleanValue(false) && additive;
    String whole = text(population, "minAge", "maxAge", "ages", "referenceDay", "residence");
    List<String> supersets = new ArrayList<>();
    it.path("subsetOf").forEach(s -> supersets.add(s.stringValue()));
    if (it.path("subsetOf").isString()) {
      supersets.add(it.path("subsetOf").stringValue());
    }
    List<Asked> asked = new ArrayList<>();
    asked.add(
        asked(
            id,
            form,
            it,
            it.path("protection"),
            5,
            "BOTH",
            additive && form == Form.COUNT,
            byAge && form != Form.MEAN,
            additive && byAge && !population.path("meanPopulation").booleanValue(false),
            populationId,
            stock && !anyDay(held),
            !valueOf.isMissingNode() && valueOf.equals(held),
            stock && !anyDay(condition) && !anyDay(held) && !anyDay(valueOf),
            additive && form == Form.COUNT && anyDay(condition),
            supersets,
            whole + held + condition + valueOf + measure));
    if (populationId.isPresent()) {
      asked.add(
          asked(
              populationId.get(),
              Form.COUNT,
              it,
              holders.path("protection"),
              3,
              "NUMERATOR",
              true,
              false,
              false,
              Optional.empty(),
              false,
              false,
              stock && !anyDay(held),
              anyDay(held),
              List.of(),
              whole + held));
    }
    return asked;
  }

  private static Asked asked(
      String id,
      Form form,
      JsonNode it,
      JsonNode protection,
      int k,
      String hide,
      boolean part,
      boolean publicPopulation,
      boolean bounded,
      Optional<String> population,
      boolean populationInstant,
      boolean meanOfAllHolders,
      boolean instant,
      boolean events,
      List<String> subsetOf,
      String text) {
    String side = protection.path("hide").stringValue(hide);
    return new Asked(
        id,
        form,
        "MEASURES".equals(it.path("origin").stringValue("REGISTER")),
        it.path("additive").booleanValue(true),
        it.path("highIsUnfavourable").booleanValue(true),
        protection.path("k").intValue(k),
        !side.equals("COMPLEMENT"),
        part && !side.equals("NUMERATOR"),
        protection.path("byHousehold").booleanValue(false),
        !protection.path("zeroSensitive").booleanValue(false),
        publicPopulation,
        bounded,
        population,
        populationInstant,
        meanOfAllHolders,
        instant,
        events,
        List.copyOf(subsetOf),
        text);
  }

  /** Whether the numerator is a part of the denominator. */
  boolean part() {
    return additive && form == Form.COUNT;
  }

  private static boolean anyDay(JsonNode condition) {
    for (JsonNode value : condition) {
      if (anyDay(value)) {
        return true;
      }
    }
    return condition.isString() && condition.stringValue().equals("ANY_DAY");
  }

  private static String text(JsonNode it, String... names) {
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      text.append(name).append(it.path(name)).append(' ');
    }
    return text.toString();
  }
}
