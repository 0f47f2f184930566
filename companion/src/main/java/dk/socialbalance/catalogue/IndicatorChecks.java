/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.catalogue;

import dk.socialbalance.catalogue.CatalogueException.Mistake;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rules of indicators that a schema cannot express. */
final class IndicatorChecks {

  private final YamlTree tree;
  private final List<String> levels;
  private final List<String> themes;
  private final List<String> indicators;
  private final Map<String, Spot> sources = new HashMap<>();
  private final Map<String, Spot> populations = new HashMap<>();
  private final boolean knowsResidence;
  private final List<Mistake> mistakes = new ArrayList<>();

  private IndicatorChecks(YamlTree tree) {
    this.tree = tree;
    Spot root = tree.root();
    levels = CatalogueChecks.ids(root, "levels");
    themes = CatalogueChecks.ids(root, "themes");
    indicators = CatalogueChecks.ids(root, "indicators");
    boolean residence = false;
    for (Spot source : root.get("sources").items()) {
      residence |= source.get("kind").text().equals("residence");
      sources.put(source.get("id").text(), source);
    }
    knowsResidence = residence;
  }

  /** All mistakes; empty when there are none. The tree may break the schema. */
  static List<Mistake> check(YamlTree tree) {
    IndicatorChecks checks = new IndicatorChecks(tree);
    List<Spot> items = tree.root().get("indicators").items();
    checks.populations(items);
    items.forEach(checks::indicator);
    checks.circles(items);
    return checks.mistakes;
  }

  private void add(Spot spot, String message) {
    mistakes.add(tree.mistake(spot.pointer(), message));
  }

  private void indicator(Spot it) {
    reference(it.get("theme"), "theme", themes);
    subsetOf(it.get("subset_of"));
    cadence(it.get("cadence"));
    CatalogueChecks.ascending(tree, it.get("breaks"), mistakes);
    if (it.get("from").text("register").equals("measures")) {
      for (String key : List.of("population", "condition", "value_of")) {
        if (it.get(key).exists()) {
          mistakes.add(
              tree.mistakeInKey(
                  it.get(key).pointer(),
                  "figures that are delivered have no '%s'; remove it, or 'from: measures'"
                      .formatted(key)));
        }
      }
      return;
    }
    counted(it);
    population(it.get("population"));
    condition(it.get("condition"), true);
    Spot value = it.get("value_of");
    if (value.exists()) {
      condition(value, false);
      if (!value.get("spell").exists()) {
        add(value, "a mean is of a spell's value; write 'value_of: {spell: <source>}'");
      } else {
        valueColumn(value.get("spell"));
      }
    }
  }

  private void subsetOf(Spot it) {
    List<String> known = new ArrayList<>(indicators);
    known.addAll(populations.keySet());
    if (!it.node().isArray()) {
      reference(it, "indicator or population", known);
    }
    it.items().forEach(item -> reference(item, "indicator or population", known));
  }

  /** One id, one population. */
  private void populations(List<Spot> items) {
    for (Spot item : items) {
      Spot population = item.get("population");
      if (!population.get("holders").exists()) {
        if (population.get("id").exists() || population.get("protection").exists()) {
          add(
              population,
              "'id' and 'protection' are for a population with 'holders'; remove them, or add those");
        }
        continue;
      }
      String id = CatalogueBuilder.populationId(population, item.get("id").text());
      if (indicators.contains(id)) {
        add(
            population,
            "the population '%s' has an indicator's name; choose another id".formatted(id));
      }
      Spot other = populations.putIfAbsent(id, population);
      if (other != null && !other.node().equals(population.node())) {
        add(
            population,
            "there is another population '%s' that is told differently; write both alike, or give one another id"
                .formatted(id));
      }
    }
  }

  private void reference(Spot spot, String kind, List<String> known) {
    if (spot.exists() && !known.contains(spot.text())) {
      add(
          spot,
          "unknown %s '%s'; %s".formatted(kind, spot.text(), Suggestion.of(spot.text(), known)));
    }
  }

  private void cadence(Spot cadence) {
    for (String level : cadence.keys()) {
      if (!levels.contains(level)) {
        mistakes.add(
            tree.mistakeInKey(
                cadence.get(level).pointer(),
                "cadence for unknown level '%s'; %s"
                    .formatted(level, Suggestion.of(level, levels))));
      }
      pooling(cadence.get(level));
    }
    pooling(cadence);
  }

  private void pooling(Spot cadence) {
    String years = tree.root().get("years").text();
    if (cadence.text().matches("years:[2-9]") && years.matches("[0-9]{4}-[0-9]{4}")) {
      int span = Integer.parseInt(years.substring(5)) - Integer.parseInt(years.substring(0, 4)) + 1;
      int window = cadence.text().charAt(6) - '0';
      if (window > span && span > 0) {
        add(
            cadence,
            "a window of %d years does not fit into the %d of 'years'; shorten it or count more years"
                .formatted(window, span));
      }
    }
  }

  private void counted(Spot it) {
    String measure = it.get("measure").text("share");
    boolean mean = measure.equals("mean");
    if (measure.equals("value")) {
      add(it.get("measure"), "a delivered value is not counted; add 'from: measures'");
      return;
    }
    if (!it.get("population").exists()) {
      add(
          it,
          "indicator '%s' has no 'population'; add it (such as 18-64), or 'from: measures' when"
                  .formatted(it.get("id").text())
              + " its figures are delivered");
    } else if (!knowsResidence) {
      add(
          it.get("population"),
          "no source says where people live; add a source with 'kind: residence'");
    }
    if (mean && !it.get("value_of").exists()) {
      add(it.get("measure"), "a mean needs 'value_of'; add the spell whose value is averaged");
    }
    if (mean && it.get("condition").exists()) {
      add(
          it.get("condition"),
          "a mean has no 'condition'; write it as 'holders' of the population");
    }
    if (!mean && it.get("value_of").exists()) {
      add(it.get("value_of"), "'value_of' is for means; write 'measure: mean' or remove it");
    }
    if (!mean && !it.get("condition").exists() && it.get("population").exists()) {
      add(
          it,
          "indicator '%s' has no 'condition'; add what is true of the persons counted"
              .formatted(it.get("id").text()));
    }
    boolean moved = it.get("condition").get("moved_out").exists();
    if (moved && it.get("additive").flag(false)) {
      add(it.get("additive"), "moves are counted anew on each level; remove 'additive: true'");
    }
  }

  private void population(Spot population) {
    bracket(population);
    bracket(population.get("ages"));
    condition(population.get("holders"), false);
  }

  private void bracket(Spot ages) {
    String text = ages.text();
    if (ages.whole().isPresent() && (ages.whole(0) < 0 || ages.whole(0) > 150)) {
      add(ages, "age %d; ages are 0 to 150".formatted(ages.whole(0)));
    }
    if (!ages.node().isString() || !text.matches("[0-9]{1,3}-[0-9]{1,3}")) {
      return;
    }
    int dash = text.indexOf('-');
    int min = Integer.parseInt(text.substring(0, dash));
    int max = Integer.parseInt(text.substring(dash + 1));
    if (min > max) {
      add(ages, "the lowest age, %d, lies above the highest, %d; swap them".formatted(min, max));
    } else if (max > 150) {
      add(ages, "age %d; ages are 0 to 150".formatted(max));
    }
  }

  private void condition(Spot condition, boolean mayMove) {
    if (!condition.node().isObject()) {
      return;
    }
    if (condition.get("moved_out").exists() && !mayMove) {
      add(condition, "'moved_out' stands alone as an indicator's condition; move it there");
    }
    for (String several : List.of("all", "any", "none")) {
      condition.get(several).items().forEach(part -> condition(part, false));
    }
    Spot member = condition.get("household_member").get("condition");
    if (member.get("household_member").exists() || member.get("household_adults").exists()) {
      add(member, "a household's member is not asked for its household; write a 'spell' here");
    }
    condition(member, false);
    spell(condition);
  }

  private void spell(Spot condition) {
    Spot spell = condition.get("spell");
    if (!spell.exists()) {
      return;
    }
    boolean allMonths = condition.get("when").text().equals("all_months");
    if (allMonths && !condition.get("months").exists()) {
      add(condition.get("when"), "'all_months' needs 'months'; add how many, such as 'months: 12'");
    }
    if (!allMonths && condition.get("months").exists()) {
      add(condition.get("months"), "'months' is for 'when: all_months'; add that or remove it");
    }
    Spot source = sources.get(spell.text());
    if (source == null) {
      reference(spell, "source", sources.keySet().stream().sorted().toList());
      return;
    }
    if (source.get("kind").text().equals("residence")) {
      add(spell, "'%s' holds residences, not spells; name another source".formatted(spell.text()));
      return;
    }
    if (condition.get("value").exists()) {
      valueColumn(spell);
    }
    List<String> known = CatalogueBuilder.storedCodes(source);
    for (Spot code : condition.get("codes").items()) {
      if (!known.isEmpty() && !code.text().isEmpty() && !known.contains(code.text())) {
        add(
            code,
            "source '%s' has no code '%s'; %s"
                .formatted(spell.text(), code.text(), Suggestion.of(code.text(), known)));
      }
    }
  }

  private void valueColumn(Spot spell) {
    Spot source = sources.get(spell.text());
    if (source != null
        && source.get("columns").exists()
        && !source.get("columns").get("value").exists()) {
      add(
          spell,
          "source '%s' has no column 'value'; add its header to the source's columns"
              .formatted(spell.text()));
    }
  }

  private void circles(List<Spot> items) {
    Map<String, Spot> byId = new HashMap<>();
    items.forEach(i -> byId.putIfAbsent(i.get("id").text(), i));
    for (Spot item : items) {
      String start = item.get("id").text();
      if (!start.isEmpty()) {
        circle(byId, item, List.of(start));
      }
    }
  }

  private void circle(Map<String, Spot> byId, Spot start, List<String> way) {
    Spot last = byId.get(way.get(way.size() - 1));
    if (last == null) {
      return;
    }
    for (String next : CatalogueBuilder.subsetOf(last.get("subset_of"))) {
      if (next.equals(way.get(0))) {
        add(
            start.get("subset_of"),
            "'subset_of' runs in a circle: %s -> %s; remove one of them"
                .formatted(String.join(" -> ", way), next));
      } else if (!way.contains(next)) {
        List<String> further = new ArrayList<>(way);
        further.add(next);
        circle(byId, start, further);
      }
    }
  }
}
