/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.catalogue;

import dk.socialbalance.catalogue.CatalogueException.Mistake;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The rules that a schema cannot express, but for those of indicators: {@link IndicatorChecks}. */
final class CatalogueChecks {

  private static final Set<String> RESIDENCE_ONLY =
      Set.of("guardian_cpr", "birth_date", "address_id", "road_code", "house_number", "household");
  private static final Set<String> SPELL_ONLY = Set.of("code", "value");
  private static final List<String> OVERVIEW_KEYS =
      List.of("omraade_kode", "omraade_navn", "niveau", "kommune_kode", "link", "periode", "geom");

  /** Layers are views in PostgreSQL too, whose names end after 63 bytes. */
  private static final int LONGEST_NAME = 63;

  private final YamlTree tree;
  private final Spot root;
  private final List<Mistake> mistakes = new ArrayList<>();

  private CatalogueChecks(YamlTree tree) {
    this.tree = tree;
    this.root = tree.root();
  }

  /** All mistakes; empty when there are none. The tree may break the schema. */
  static List<Mistake> check(YamlTree tree) {
    CatalogueChecks checks = new CatalogueChecks(tree);
    checks.years();
    for (String list :
        List.of("levels", "sources", "themes", "audiences", "roles", "indicators", "indices")) {
      checks.uniqueIds(list);
    }
    checks.levels();
    checks.sources();
    checks.indices();
    checks.layerNames();
    checks.overviewColumns();
    checks.mistakes.addAll(IndicatorChecks.check(tree));
    return checks.mistakes;
  }

  /** The ids of a list of the catalogue, in order. */
  static List<String> ids(Spot root, String list) {
    return root.get(list).items().stream()
        .map(i -> i.get("id").text())
        .filter(id -> !id.isEmpty())
        .toList();
  }

  /** Adds a mistake unless the numbers ascend strictly. */
  static void ascending(YamlTree tree, Spot list, List<Mistake> mistakes) {
    List<Double> numbers = list.numbers();
    for (int i = 1; i < numbers.size(); i++) {
      if (numbers.get(i) <= numbers.get(i - 1)) {
        mistakes.add(
            tree.mistake(
                list.pointer() + "/" + i,
                "limit %s does not lie above the one before, %s; write the limits in ascending order"
                    .formatted(numbers.get(i), numbers.get(i - 1))));
      }
    }
  }

  private void add(Spot spot, String message) {
    mistakes.add(tree.mistake(spot.pointer(), message));
  }

  private void years() {
    String years = root.get("years").text();
    if (!years.matches("[0-9]{4}-[0-9]{4}")) {
      return;
    }
    int first = Integer.parseInt(years.substring(0, 4));
    int last = Integer.parseInt(years.substring(5));
    if (first > last) {
      add(
          root.get("years"),
          "the first year, %d, lies after the last, %d; swap them".formatted(first, last));
    } else if (last - first > 150) {
      add(root.get("years"), "%d years; count at most 150".formatted(last - first + 1));
    }
  }

  private void uniqueIds(String list) {
    Map<String, Spot> seen = new LinkedHashMap<>();
    for (Spot item : root.get(list).items()) {
      Spot id = item.get("id");
      Spot first = id.text().isEmpty() ? null : seen.putIfAbsent(id.text(), id);
      if (first != null) {
        add(
            id,
            "id '%s' stands twice in '%s', first in line %d; rename or delete one"
                .formatted(id.text(), list, tree.line(first.pointer())));
      }
    }
  }

  private void levels() {
    List<String> earlier = new ArrayList<>();
    for (Spot level : root.get("levels").items()) {
      Spot parent = level.get("parent");
      if (parent.exists()) {
        if (level.get("overlapping").flag(false)) {
          add(parent, "an overlapping level has no parent; remove 'parent' or 'overlapping'");
        } else if (parent.text().equals(level.get("id").text())) {
          add(parent, "a level cannot be its own parent; name the larger one, or remove 'parent'");
        } else if (!earlier.contains(parent.text())) {
          boolean later = ids(root, "levels").contains(parent.text());
          add(
              parent,
              later
                  ? "parent '%s' stands further down; list the larger level first"
                      .formatted(parent.text())
                  : "unknown parent level '%s'; %s"
                      .formatted(parent.text(), Suggestion.of(parent.text(), earlier)));
        }
      }
      earlier.add(level.get("id").text());
    }
  }

  private void sources() {
    Spot residence = null;
    for (Spot source : root.get("sources").items()) {
      boolean isResidence = source.get("kind").text().equals("residence");
      if (isResidence && residence != null) {
        add(
            source.get("kind"),
            "a second residence source, the first in line %d; only one tells where people live"
                .formatted(tree.line(residence.pointer())));
      }
      residence = isResidence ? source : residence;
      encoding(source.get("encoding"));
      columns(source, isResidence);
    }
  }

  private void encoding(Spot encoding) {
    String name = encoding.text("auto");
    try {
      if (name.equals("auto") || Charset.isSupported(name)) {
        return;
      }
    } catch (IllegalCharsetNameException e) {
      // Said below, as for a well-formed name that is unknown.
    }
    add(encoding, "unknown encoding '%s'; write UTF-8, windows-1252 or auto".formatted(name));
  }

  private void columns(Spot source, boolean residence) {
    Spot columns = source.get("columns");
    Set<String> roles = Set.copyOf(columns.keys());
    if (roles.isEmpty()) {
      return;
    }
    for (String role : columns.keys()) {
      if ((residence ? SPELL_ONLY : RESIDENCE_ONLY).contains(role)) {
        mistakes.add(
            tree.mistakeInKey(
                columns.get(role).pointer(),
                "a %s source has no column '%s'; remove it or set 'kind: %s'"
                    .formatted(
                        residence ? "residence" : "spell",
                        role,
                        residence ? "spell" : "residence")));
      }
    }
    if (residence) {
      if (!roles.contains("birth_date")) {
        add(columns, "a residence source needs the column 'birth_date'; add its header");
      }
      if (!roles.contains("address_id")
          && !(roles.contains("road_code") && roles.contains("house_number"))) {
        add(
            columns,
            "a residence source needs the column 'address_id', or 'road_code' and 'house_number';"
                + " add their headers");
      }
      if (source.get("codes").exists() || source.get("default_code").exists()) {
        add(source, "a residence source has no codes; remove 'codes' and 'default_code'");
      }
    } else if (!roles.contains("code") && !source.get("default_code").exists()) {
      add(columns, "no column 'code'; add its header, or a 'default_code' for every row");
    } else if (roles.contains("code") && source.get("default_code").exists()) {
      add(source.get("default_code"), "there is a column 'code' too; remove one of the two");
    }
    headers(source, columns);
  }

  private void headers(Spot source, Spot columns) {
    Map<String, String> roleOfHeader = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String role : columns.keys()) {
      Spot header = columns.get(role);
      String other = roleOfHeader.putIfAbsent(header.text(), role);
      if (other != null && !header.text().isEmpty()) {
        add(
            header,
            "header '%s' stands for '%s' and '%s'; a column has one role"
                .formatted(header.text(), other, role));
      }
    }
    for (Spot ignored : source.get("ignored").items()) {
      if (roleOfHeader.containsKey(ignored.text())) {
        add(
            ignored,
            "header '%s' is read as '%s'; remove it from 'ignored'"
                .formatted(ignored.text(), roleOfHeader.get(ignored.text())));
      }
    }
  }

  private void indices() {
    List<String> known = ids(root, "indicators");
    List<String> context = new ArrayList<>();
    for (Spot indicator : root.get("indicators").items()) {
      if (indicator.get("context").flag(false)) {
        context.add(indicator.get("id").text());
      }
    }
    for (Spot index : root.get("indices").items()) {
      components(index.get("components"), known, context);
      components(index.get("dynamics_components"), known, context);
      if (index.get("dynamics_components").exists() && index.get("span").exists()) {
        add(
            index.get("span"),
            "'dynamics_components' are changes already, so there is no span; remove one of the two");
      }
      ascending(tree, index.get("breaks"), mistakes);
      ascending(tree, index.get("dynamics_breaks"), mistakes);
      exclusions(index.get("exclusions"));
    }
  }

  private void components(Spot components, List<String> known, List<String> context) {
    Map<String, Spot> ids = new LinkedHashMap<>();
    for (Spot item : components.items()) {
      if (ids.putIfAbsent(item.text(), item) != null) {
        add(
            item,
            "component '%s' stands twice; delete one or write weights".formatted(item.text()));
      }
    }
    components.keys().forEach(key -> ids.put(key, components.get(key)));
    ids.forEach((id, spot) -> component(id, spot, known, context));
    double sum = 0;
    for (String key : components.keys()) {
      sum += components.get(key).node().asDouble(0);
    }
    if (!components.keys().isEmpty() && sum == 0) {
      add(components, "the weights sum to zero; give at least one component a weight above 0");
    }
  }

  private void component(String id, Spot spot, List<String> known, List<String> context) {
    if (id.isEmpty()) {
      return;
    }
    if (!known.contains(id)) {
      mistakes.add(
          tree.mistakeInKey(
              spot.pointer(),
              "unknown indicator '%s' in an index; %s".formatted(id, Suggestion.of(id, known))));
    } else if (context.contains(id)) {
      mistakes.add(
          tree.mistakeInKey(
              spot.pointer(),
              "'%s' is a context figure; leave it out or remove its 'context: true'"
                  .formatted(id)));
    }
  }

  private void exclusions(Spot exclusions) {
    for (String period : exclusions.keys()) {
      if (!period.equals("*")) {
        try {
          Period.parse(period);
        } catch (IllegalArgumentException e) {
          mistakes.add(
              tree.mistakeInKey(
                  exclusions.get(period).pointer(), e.getMessage() + "; or \"*\" for all periods"));
        }
      }
    }
  }

  /** Names of layers and default styles that two things of the catalogue would share. */
  private void layerNames() {
    List<Spot> figures = new ArrayList<>(root.get("indicators").items());
    figures.addAll(root.get("indices").items());
    Map<String, String> layers = new LinkedHashMap<>();
    Map<String, String> styles = new LinkedHashMap<>();
    layers.put("noegletal", "the table of all figures");
    layers.put("advarsler", "the warnings");
    for (Spot level : root.get("levels").items()) {
      String id = level.get("id").text();
      claim(layers, id, "level '" + id + "'", level);
      claim(layers, id + "_oversigt", "the overview of level '" + id + "'", level);
    }
    for (Spot level : root.get("levels").items()) {
      for (Spot figure : figures) {
        String name = level.get("id").text() + "_" + figure.get("id").text();
        String owner =
            "'%s' on level '%s'".formatted(figure.get("id").text(), level.get("id").text());
        claim(layers, name, owner, figure);
        claim(layers, name + "_seneste", "the latest of " + owner, figure);
        claim(styles, name, "the style of " + owner, figure);
        claim(styles, name + "_udvikling", "the trend style of " + owner, figure);
        int over = name.length() + "_seneste".length() - LONGEST_NAME;
        if (over > 0) {
          add(
              figure.get("id"),
              "the layer name '%s_seneste' has %d characters, of at most %d; shorten the id by %d"
                  .formatted(name, LONGEST_NAME + over, LONGEST_NAME, over));
        }
      }
    }
  }

  /** Columns that two figures would share in the overview of a level. */
  private void overviewColumns() {
    Map<String, String> columns = new LinkedHashMap<>();
    for (String name : OVERVIEW_KEYS) {
      columns.put(name, "every layer's own '" + name + "'");
    }
    for (String list : List.of("indicators", "indices")) {
      for (Spot figure : root.get(list).items()) {
        String id = figure.get("id").text();
        claim("column", columns, id, "'" + id + "'", figure);
        claim("column", columns, id + "_datastatus", "the status of '" + id + "'", figure);
      }
    }
  }

  private void claim(Map<String, String> names, String name, String owner, Spot item) {
    claim("layer or style name", names, name, owner, item);
  }

  private void claim(String what, Map<String, String> names, String name, String owner, Spot item) {
    String id = item.get("id").text();
    if (id.isEmpty()) {
      return;
    }
    String other = names.putIfAbsent(name, owner);
    if (other != null && !other.equals(owner)) {
      add(
          item.get("id"),
          "the %s '%s' would stand for %s and for %s; rename '%s'"
              .formatted(what, name, other, owner, id));
    }
  }
}
