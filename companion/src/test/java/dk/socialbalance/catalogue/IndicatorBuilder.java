/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.catalogue;

import dk.socialbalance.catalogue.Indicator.Breaks;
import dk.socialbalance.catalogue.Indicator.Hide;
import dk.socialbalance.catalogue.Indicator.Measure;
import dk.socialbalance.catalogue.Indicator.Origin;
import dk.socialbalance.catalogue.Indicator.Population;
import dk.socialbalance.catalogue.Indicator.Protection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the indicators of tests: a plain one, or one like another, and what is to differ. */
public final class IndicatorBuilder {

  private final String id;
  private LocalText title;
  private LocalText description;
  private String theme = "tema";
  private String system = "testsystem";
  private Optional<Population> population = Optional.empty();
  private Origin origin = Origin.MEASURES;
  private Optional<Condition> condition = Optional.empty();
  private Optional<Condition.Spell> valueOf = Optional.empty();
  private Measure measure;
  private LocalText unit;
  private int decimals = 1;
  private boolean unfavourable = true;
  private Map<String, Cadence> cadence;
  private boolean additive = true;
  private boolean context;
  private List<String> subsetOf = List.of();
  private Protection protection = new Protection(5, Hide.BOTH, false, false);
  private Breaks breaks = new Breaks("quantile", List.of());
  private LocalText noun = new LocalText("personer", "persons");

  private IndicatorBuilder(String id, Measure measure, Map<String, Cadence> cadence) {
    this.id = id;
    this.title = new LocalText(id, id + " (en)");
    this.description = new LocalText("Om " + id + ".", "About " + id + ".");
    this.measure = measure;
    this.unit = measure == Measure.SHARE ? new LocalText("%", "%") : new LocalText("kr.", "DKK");
    this.cadence = cadence;
  }

  /** One of delivered figures, unfavourable where high, hidden below 5, with quantile classes. */
  public static IndicatorBuilder indicator(
      String id, Measure measure, Map<String, Cadence> cadence) {
    return new IndicatorBuilder(id, measure, cadence);
  }

  /** One that is equal to another until told otherwise. */
  public static IndicatorBuilder like(Indicator other) {
    IndicatorBuilder same = new IndicatorBuilder(other.id(), other.measure(), other.cadence());
    same.title = other.title();
    same.description = other.description();
    same.theme = other.theme();
    same.system = other.system();
    same.origin = other.origin();
    same.population = other.population();
    same.condition = other.condition();
    same.valueOf = other.valueOf();
    same.unit = other.unit();
    same.decimals = other.decimals();
    same.unfavourable = other.highIsUnfavourable();
    same.additive = other.additive();
    same.context = other.context();
    same.subsetOf = other.subsetOf();
    same.protection = other.protection();
    same.breaks = other.breaks();
    same.noun = other.noun();
    return same;
  }

  public IndicatorBuilder title(LocalText said) {
    title = said;
    return this;
  }

  public IndicatorBuilder theme(String theme) {
    this.theme = theme;
    return this;
  }

  /** Of whom; one with a population is counted from the register, one without is delivered. */
  public IndicatorBuilder population(Population of) {
    population = Optional.ofNullable(of);
    return origin(of == null ? Origin.MEASURES : Origin.REGISTER);
  }

  public IndicatorBuilder origin(Origin where) {
    origin = where;
    return this;
  }

  public IndicatorBuilder condition(Condition what) {
    condition = Optional.ofNullable(what);
    return this;
  }

  public IndicatorBuilder valueOf(Condition.Spell spell) {
    valueOf = Optional.ofNullable(spell);
    return this;
  }

  public IndicatorBuilder unfavourable(boolean highIsUnfavourable) {
    unfavourable = highIsUnfavourable;
    return this;
  }

  public IndicatorBuilder additive(boolean addsUp) {
    additive = addsUp;
    return this;
  }

  public IndicatorBuilder context(boolean neverInAnIndex) {
    context = neverInAnIndex;
    return this;
  }

  public IndicatorBuilder subsetOf(List<String> wholes) {
    subsetOf = wholes;
    return this;
  }

  public IndicatorBuilder protection(Protection rules) {
    protection = rules;
    return this;
  }

  public IndicatorBuilder breaks(Breaks classes) {
    breaks = classes;
    return this;
  }

  public IndicatorBuilder noun(LocalText counted) {
    noun = counted;
    return this;
  }

  public Indicator build() {
    return new Indicator(
        id,
        title,
        description,
        theme,
        system,
        origin,
        population,
        condition,
        valueOf,
        measure,
        unit,
        decimals,
        unfavourable,
        cadence,
        additive,
        context,
        subsetOf,
        protection,
        breaks,
        noun);
  }
}
