/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.catalogue;

import dk.socialbalance.catalogue.Catalogue.Audience;
import dk.socialbalance.catalogue.Catalogue.Contact;
import dk.socialbalance.catalogue.Catalogue.Disclosure;
import dk.socialbalance.catalogue.Catalogue.Index;
import dk.socialbalance.catalogue.Catalogue.Level;
import dk.socialbalance.catalogue.Catalogue.Municipality;
import dk.socialbalance.catalogue.Catalogue.Theme;
import dk.socialbalance.catalogue.Indicator.Breaks;
import dk.socialbalance.catalogue.Indicator.Hide;
import dk.socialbalance.catalogue.Indicator.Holders;
import dk.socialbalance.catalogue.Indicator.Measure;
import dk.socialbalance.catalogue.Indicator.Origin;
import dk.socialbalance.catalogue.Indicator.Population;
import dk.socialbalance.catalogue.Indicator.Protection;
import dk.socialbalance.catalogue.Indicator.ReferenceDay;
import dk.socialbalance.catalogue.Indicator.Residence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the records from a tree without mistakes; every default of the schema stands here. */
final class CatalogueBuilder {

  /** Who acts on warnings when the catalogue does not say it. */
  private static final List<Catalogue.Role> USUAL_ROLES =
      List.of(
          new Catalogue.Role("distriktsleder", new LocalText("Distriktsleder", "District manager")),
          new Catalogue.Role(
              "boligsocial_leder", new LocalText("Boligsocial leder", "Housing-area manager")),
          new Catalogue.Role("skoleleder", new LocalText("Skoleleder", "Head of school")),
          new Catalogue.Role(
              "dagtilbudsleder", new LocalText("Dagtilbudsleder", "Head of day care")),
          new Catalogue.Role("sundhedsplejen", new LocalText("Sundhedsplejen", "Health visitors")),
          new Catalogue.Role(
              "familieafdelingen", new LocalText("Familieafdelingen", "Family services")),
          new Catalogue.Role("jobcentret", new LocalText("Jobcentret", "Job centre")),
          new Catalogue.Role(
              "raad_social_balance", new LocalText("Rådet for Social Balance", "Council")));

  /** What is counted when the catalogue does not say it. */
  private static final LocalText PERSONS = new LocalText("personer", "persons");

  private static final int FIRST_YEAR = 2016;
  private static final int ETRS89_UTM32 = 25832;
  private static final Theme DEFAULT_THEME =
      new Theme("indikatorer", new LocalText("Indikatorer", "Indicators"));
  private static final Audience PUBLIC =
      new Audience("offentlig", new LocalText("Offentligheden", "The public"));

  private final Spot root;

  private CatalogueBuilder(Spot root) {
    this.root = root;
  }

  /**
   * Builds the catalogue.
   *
   * @param lastCompleteYear the last year when the catalogue names none
   */
  static Catalogue build(Spot root, String version, int lastCompleteYear) {
    return new CatalogueBuilder(root).catalogue(version, lastCompleteYear);
  }

  /** The codes that a source's spells can have; empty when any. */
  static List<String> storedCodes(Spot source) {
    if (source.get("default_code").exists()) {
      return List.of(source.get("default_code").text());
    }
    return codes(source.get("codes")).values().stream().distinct().toList();
  }

  /** Delivered figures say their own years; the register is counted in those that we choose. */
  private String defaultYears(int lastCompleteYear) {
    boolean onlyDelivered =
        root.get("indicators").items().stream()
            .allMatch(i -> i.get("from").text("register").equals("measures"));
    return onlyDelivered ? "1900-2199" : FIRST_YEAR + "-" + lastCompleteYear;
  }

  private Catalogue catalogue(String version, int lastCompleteYear) {
    Spot place = root.get("municipality");
    String years = root.get("years").text(defaultYears(lastCompleteYear));
    Spot disclosure = root.get("disclosure");
    return new Catalogue(
        version,
        new Municipality(
            place.get("code").text(),
            text(place.get("name")),
            place.get("synthetic").flag(false),
            contact(place.get("contact"))),
        root.get("crs").whole(ETRS89_UTM32),
        Integer.parseInt(years.substring(0, 4)),
        Integer.parseInt(years.substring(5)),
        root.get("levels").items().stream().map(CatalogueBuilder::level).toList(),
        root.get("sources").items().stream().map(CatalogueBuilder::source).toList(),
        themes(),
        root.get("indicators").items().stream().map(this::indicator).toList(),
        root.get("indices").items().stream().map(CatalogueBuilder::index).toList(),
        root.get("audiences").exists()
            ? root.get("audiences").items().stream()
                .map(a -> new Audience(a.get("id").text(), text(a.get("title"))))
                .toList()
            : List.of(PUBLIC),
        new Disclosure(
            disclosure.get("min_residents").whole(100),
            disclosure.get("min_households").whole(50),
            disclosure.get("min_denominator").whole(20),
            disclosure.get("min_households_contributing").whole(3),
            disclosure.get("dominance").node().asDouble(0.1)),
        root.get("roles").exists()
            ? root.get("roles").items().stream()
                .map(r -> new Catalogue.Role(r.get("id").text(), text(r.get("title"))))
                .toList()
            : USUAL_ROLES);
  }

  private static Contact contact(Spot it) {
    Contact none = Contact.NONE;
    return new Contact(
        it.get("person").text(none.person()),
        some(it.get("position")).map(CatalogueBuilder::text),
        it.get("street").text(none.street()),
        it.get("postcode").text(none.postcode()),
        it.get("city").text(none.city()),
        it.get("region").text(none.region()),
        it.get("country").text(none.country()),
        it.get("phone").text(none.phone()),
        it.get("fax").text(none.fax()),
        it.get("email").text(none.email()),
        it.get("site").text(none.site()));
  }

  private static LocalText text(Spot spot) {
    return spot.node().isString()
        ? new LocalText(spot.text(), spot.text())
        : new LocalText(spot.get("da").text(), spot.get("en").text());
  }

  private static LocalText text(Spot spot, LocalText otherwise) {
    return spot.exists() ? text(spot) : otherwise;
  }

  private static <E extends Enum<E>> E oneOf(Class<E> type, Spot spot, E otherwise) {
    return spot.exists() ? Enum.valueOf(type, spot.text().toUpperCase(Locale.ROOT)) : otherwise;
  }

  private static Level level(Spot it) {
    LocalText title = text(it.get("title"));
    return new Level(
        it.get("id").text(),
        title,
        text(it.get("plural"), title),
        optional(it.get("parent")),
        it.get("overlapping").flag(false));
  }

  private static Optional<String> optional(Spot spot) {
    return spot.exists() ? Optional.of(spot.text()) : Optional.empty();
  }

  private List<Theme> themes() {
    List<Theme> themes =
        new ArrayList<>(
            root.get("themes").items().stream()
                .map(t -> new Theme(t.get("id").text(), text(t.get("title"))))
                .toList());
    boolean needed =
        root.get("indicators").items().stream().anyMatch(i -> !i.get("theme").exists());
    boolean declared = themes.stream().anyMatch(t -> t.id().equals(DEFAULT_THEME.id()));
    if (needed && !declared) {
      themes.add(DEFAULT_THEME);
    }
    return List.copyOf(themes);
  }

  private static Source source(Spot it) {
    String id = it.get("id").text();
    LocalText title = text(it.get("title"), new LocalText(id, id));
    Map<Source.Column, String> columns = new EnumMap<>(Source.Column.class);
    for (String role : it.get("columns").keys()) {
      columns.put(
          Source.Column.valueOf(role.toUpperCase(Locale.ROOT)), it.get("columns").get(role).text());
    }
    return new Source(
        id,
        title,
        it.get("system").text(title.da()),
        oneOf(Source.Kind.class, it.get("kind"), Source.Kind.SPELL),
        it.get("file").text(id + ".csv"),
        it.get("encoding").text("auto"),
        it.get("delimiter").text(";").charAt(0),
        Collections.unmodifiableMap(columns),
        codes(it.get("codes")),
        it.get("default_code").exists() ? it.get("default_code").text() : null,
        it.get("ignored").texts());
  }

  private static Map<String, String> codes(Spot codes) {
    Map<String, String> map = new LinkedHashMap<>();
    codes.texts().forEach(code -> map.put(code, code));
    codes.keys().forEach(raw -> map.put(raw, codes.get(raw).text()));
    return Collections.unmodifiableMap(map);
  }

  private Indicator indicator(Spot it) {
    LocalText title = text(it.get("title"));
    Origin origin = oneOf(Origin.class, it.get("from"), Origin.REGISTER);
    Measure measure = oneOf(Measure.class, it.get("measure"), Measure.SHARE);
    Optional<Population> population =
        some(it.get("population")).map(p -> population(p, it.get("id").text()));
    Optional<Condition> condition = some(it.get("condition")).map(CatalogueBuilder::condition);
    Optional<Condition.Spell> valueOf = some(it.get("value_of")).map(CatalogueBuilder::spell);
    boolean movedOut = condition.orElse(null) instanceof Condition.MovedOut;
    return new Indicator(
        it.get("id").text(),
        title,
        text(it.get("description"), title),
        it.get("theme").text(DEFAULT_THEME.id()),
        it.get("system").text(system(origin, it)),
        origin,
        population,
        condition,
        valueOf,
        measure,
        text(it.get("unit"), unit(measure)),
        it.get("decimals").whole(1),
        it.get("polarity").text("unfavourable").equals("unfavourable"),
        cadence(it.get("cadence")),
        it.get("additive").flag(!movedOut),
        it.get("context").flag(false),
        subsetOf(it.get("subset_of")),
        protection(it.get("protection"), 5, Hide.BOTH),
        breaks(it.get("breaks")),
        text(it.get("noun"), PERSONS));
  }

  /** The ids that {@code subset_of} names: one, or a list. */
  static List<String> subsetOf(Spot it) {
    return it.node().isArray() ? it.texts() : optional(it).stream().toList();
  }

  private static Protection protection(Spot it, int k, Hide hide) {
    return new Protection(
        it.get("k").whole(k),
        oneOf(Hide.class, it.get("hide"), hide),
        it.get("unit").text("person").equals("household"),
        it.get("zero").text("open").equals("sensitive"));
  }

  private static Optional<Spot> some(Spot spot) {
    return Optional.of(spot).filter(Spot::exists);
  }

  private static LocalText unit(Measure measure) {
    return switch (measure) {
      case SHARE -> new LocalText("%", "%");
      case PER_1000 -> new LocalText("pr. 1.000", "per 1,000");
      case MEAN -> new LocalText("gennemsnit", "mean");
      case VALUE -> new LocalText("værdi", "value");
    };
  }

  /** The systems of the sources that an indicator uses; of those who live there when of none. */
  private String system(Origin origin, Spot indicator) {
    if (origin == Origin.MEASURES) {
      return "Leverede tal";
    }
    Set<String> used = new LinkedHashSet<>();
    for (String key : List.of("condition", "value_of", "population")) {
      sourcesIn(indicator.get(key), used);
    }
    List<Spot> sources = root.get("sources").items();
    List<Spot> named =
        sources.stream()
            .filter(
                s ->
                    used.isEmpty()
                        ? s.get("kind").text().equals("residence")
                        : used.contains(s.get("id").text()))
            .toList();
    return named.stream().map(s -> source(s).system()).distinct().collect(Collectors.joining(", "));
  }

  private static void sourcesIn(Spot spot, Set<String> used) {
    if (spot.get("spell").exists()) {
      used.add(spot.get("spell").text());
    }
    spot.items().forEach(item -> sourcesIn(item, used));
    spot.keys().forEach(key -> sourcesIn(spot.get(key), used));
  }

  /** The id of a population with holders: its own, or made from its indicator's. */
  static String populationId(Spot population, String indicator) {
    return population.get("id").text(indicator + "_naevner");
  }

  private static Population population(Spot it, String indicator) {
    Spot ages = it.node().isObject() ? it.get("ages") : it;
    List<Integer> list = ages.items().stream().map(a -> a.whole(0)).distinct().sorted().toList();
    int min;
    int max;
    if (!list.isEmpty()) {
      min = list.get(0);
      max = list.get(list.size() - 1);
    } else {
      String text = ages.text();
      int dash = text.indexOf('-');
      min = Integer.parseInt(dash < 0 ? text : text.substring(0, dash));
      max = Integer.parseInt(text.substring(dash + 1));
    }
    return new Population(
        min,
        max,
        list,
        some(it.get("holders"))
            .map(
                h ->
                    new Holders(
                        populationId(it, indicator),
                        condition(h),
                        protection(it.get("protection"), 3, Hide.NUMERATOR))),
        oneOf(ReferenceDay.class, it.get("reference_day"), ReferenceDay.PERIOD_END),
        oneOf(Residence.class, it.get("residence"), Residence.OWN),
        it.get("mean").flag(false));
  }

  private static Condition condition(Spot it) {
    if (it.get("all").exists()) {
      return new Condition.AllOf(conditions(it.get("all")));
    }
    if (it.get("any").exists()) {
      return new Condition.AnyOf(conditions(it.get("any")));
    }
    if (it.get("none").exists()) {
      return new Condition.NoneOf(conditions(it.get("none")));
    }
    if (it.get("household_adults").exists()) {
      return new Condition.HouseholdAdults(it.get("household_adults").whole(0));
    }
    if (it.get("household_member").exists()) {
      Spot member = it.get("household_member");
      return new Condition.HouseholdMember(
          member.get("min_age").whole(0), condition(member.get("condition")));
    }
    return it.get("moved_out").exists() ? new Condition.MovedOut() : spell(it);
  }

  private static List<Condition> conditions(Spot list) {
    return list.items().stream().map(CatalogueBuilder::condition).toList();
  }

  private static Condition.Spell spell(Spot it) {
    String value = it.get("value").text();
    Condition.Comparison comparison = null;
    double limit = 0;
    if (!value.isEmpty()) {
      int end = value.startsWith("<=") || value.startsWith(">=") ? 2 : 1;
      comparison =
          switch (value.substring(0, end)) {
            case "<" -> Condition.Comparison.LT;
            case "<=" -> Condition.Comparison.LE;
            case "=" -> Condition.Comparison.EQ;
            case ">=" -> Condition.Comparison.GE;
            default -> Condition.Comparison.GT;
          };
      limit = Double.parseDouble(value.substring(end).trim());
    }
    return new Condition.Spell(
        it.get("spell").text(),
        it.get("codes").texts(),
        oneOf(Condition.Rule.class, it.get("when"), Condition.Rule.REFERENCE_DAY),
        it.get("months").whole(0),
        comparison,
        limit);
  }

  private Map<String, Cadence> cadence(Spot it) {
    Map<String, Cadence> cadence = new LinkedHashMap<>();
    for (Spot level : root.get("levels").items()) {
      String id = level.get("id").text();
      String text = it.node().isObject() ? it.get(id).text() : it.text("year");
      if (!text.isEmpty()) {
        cadence.put(id, Cadence.parse(text));
      }
    }
    return Collections.unmodifiableMap(cadence);
  }

  private static Breaks breaks(Spot it) {
    return it.node().isArray()
        ? new Breaks("fixed", it.numbers())
        : new Breaks(it.text("quantile"), List.of());
  }

  private static Index index(Spot it) {
    LocalText title = text(it.get("title"));
    Map<String, List<String>> exclusions = new LinkedHashMap<>();
    Spot excluded = it.get("exclusions");
    excluded.keys().forEach(period -> exclusions.put(period, excluded.get(period).texts()));
    return new Index(
        it.get("id").text(),
        title,
        text(it.get("description"), title),
        weights(it.get("components")),
        weights(it.get("dynamics_components")),
        it.get("min_population").whole(300),
        Collections.unmodifiableMap(exclusions),
        it.get("breaks").exists() ? it.get("breaks").numbers() : List.of(-1.0, 1.0, 1.5),
        it.get("span").whole(2),
        it.get("dynamics_breaks").exists()
            ? it.get("dynamics_breaks").numbers()
            : List.of(-1.0, 1.0));
  }

  /** Components and their weights: a list weighs equally. */
  private static Map<String, Double> weights(Spot list) {
    Map<String, Double> weights = new LinkedHashMap<>();
    list.texts().forEach(id -> weights.put(id, 1.0));
    list.keys().forEach(id -> weights.put(id, list.get(id).node().asDouble()));
    return Collections.unmodifiableMap(weights);
  }
}
