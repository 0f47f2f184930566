/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import dk.socialbalance.ogc.common.Bbox;
import dk.socialbalance.ogc.common.CrsReference;
import dk.socialbalance.ogc.common.CrsTable;
import dk.socialbalance.ogc.common.Kvp;
import dk.socialbalance.ogc.common.OwsException;
import dk.socialbalance.ogc.common.Selection;
import dk.socialbalance.publication.Layer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/**
 * What a GetFeature or GetPropertyValue asks for, with the rows that answer it.
 *
 * @param parts the rows of each feature type, all pages
 * @param crs the system of the answer's coordinates
 * @param hits whether only the number is wanted
 * @param start how many features to skip
 * @param count how many to give at most
 * @param counted whether the request itself said how many
 */
record FeatureQuery(
    List<Part> parts, CrsReference crs, boolean hits, int start, int count, boolean counted) {

  /**
   * The rows of one feature type.
   *
   * @param attributes indices of the attributes to give, in published order
   * @param geometry whether to give the geometry
   */
  record Part(Layer layer, int[] rows, int[] attributes, boolean geometry) {}

  private static final String STORED_QUERY = "STOREDQUERY_ID";
  private static final int MAX_LIST = 1000;

  /** The number of features that match, on all pages. */
  int matched() {
    return parts.stream().mapToInt(part -> part.rows().length).sum();
  }

  /** The number of features of this page. */
  int returned() {
    return hits ? 0 : Math.max(0, Math.min(count, matched() - start));
  }

  /** The rows of this page: each part, also where none of its rows are on it. */
  List<Part> page() {
    List<Part> page = new ArrayList<>();
    int skip = start;
    int left = hits ? 0 : count;
    for (Part part : parts) {
      int[] rows = Selection.page(part.rows(), skip, left);
      skip = Math.max(0, skip - part.rows().length);
      left -= rows.length;
      page.add(new Part(part.layer(), rows, part.attributes(), part.geometry()));
    }
    return page;
  }

  /** The same, without the rows whose property has no value: GetPropertyValue gives only values. */
  FeatureQuery withValues(int property) {
    List<Part> filled = new ArrayList<>();
    for (Part part : parts) {
      int[] rows =
          property == part.layer().attributes().size()
              ? part.rows()
              : Arrays.stream(part.rows())
                  .filter(row -> part.layer().value(row, property) != null)
                  .toArray();
      filled.add(new Part(part.layer(), rows, part.attributes(), part.geometry()));
    }
    return new FeatureQuery(filled, crs, hits, start, count, counted);
  }

  /** The address of the next page; null when this is the last. */
  String next(WfsContext context, Kvp kvp) {
    if (hits) {
      return counted && matched() > 0 ? pageUrl(context, kvp, 0) : null;
    }
    long after = (long) start + count;
    return count > 0 && after < matched() ? pageUrl(context, kvp, (int) after) : null;
  }

  /** The address of the page before; null when this is the first. */
  String previous(WfsContext context, Kvp kvp) {
    return hits || start == 0 || count == 0
        ? null
        : pageUrl(context, kvp, Math.max(0, start - count));
  }

  private String pageUrl(WfsContext context, Kvp kvp, int from) {
    Map<String, String> changed = new LinkedHashMap<>();
    changed.put("STARTINDEX", Integer.toString(from));
    // The page before the first whole one is shorter.
    int size = !hits && from < start ? Math.min(count, start - from) : count;
    changed.put(kvp.has("MAXFEATURES") && !kvp.has("COUNT") ? "MAXFEATURES" : "COUNT", "" + size);
    changed.put("RESULTTYPE", "results");
    return context.sameRequest(kvp, changed);
  }

  /** Reads a query and finds its rows. */
  static FeatureQuery parse(WfsContext context, Kvp kvp) {
    refuseWhatIsNotOffered(kvp);
    TypeNames names = new TypeNames(context.snapshot(), kvp);
    CrsReference crs = crs(context, kvp);
    String ids = kvp.either("RESOURCEID", "FEATUREID");
    List<Part> parts;
    if (kvp.get(STORED_QUERY) != null) {
      parts = List.of(StoredQueries.featureById(context, kvp));
    } else if (ids != null) {
      parts = byId(context, kvp, names, ids);
    } else {
      parts = byType(context, kvp, names);
    }
    int limit = context.settings().limits().features();
    boolean counted = kvp.get("COUNT") != null || kvp.get("MAXFEATURES") != null;
    int asked =
        kvp.number("COUNT", 0)
            .orElseGet(() -> kvp.number("MAXFEATURES", 0).orElse(Integer.MAX_VALUE));
    return new FeatureQuery(
        parts,
        crs,
        hits(kvp),
        kvp.number("STARTINDEX", 0).orElse(0),
        Math.min(asked, limit),
        counted);
  }

  /** What changes the answer must not be passed over: a filter ignored would show too much. */
  private static void refuseWhatIsNotOffered(Kvp kvp) {
    for (String parameter : List.of("CQL_FILTER", "ALIASES", "FEATUREVERSION")) {
      if (kvp.get(parameter) != null) {
        throw new OwsException(
            400,
            "OptionNotSupported",
            parameter,
            "The parameter " + parameter + " is not supported; use FILTER, BBOX or RESOURCEID.");
      }
    }
    String resolve = kvp.get("RESOLVE");
    if (resolve != null && !resolve.matches("(?i)none|local")) {
      throw OwsException.invalid("RESOLVE", "There are no remote references: RESOLVE is none.");
    }
  }

  private static boolean hits(Kvp kvp) {
    String type = kvp.get("RESULTTYPE", "results").toLowerCase(Locale.ROOT);
    if (!type.equals("hits") && !type.equals("results")) {
      throw OwsException.invalid("RESULTTYPE", "RESULTTYPE is 'results' or 'hits'.");
    }
    return type.equals("hits");
  }

  private static CrsReference crs(WfsContext context, Kvp kvp) {
    String name = kvp.get("SRSNAME");
    if (name == null) {
      return context.table().nativeUrn();
    }
    return context
        .table()
        .find(name, CrsTable.Rules.WFS)
        .orElseThrow(
            () ->
                OwsException.invalid(
                    "SRSNAME",
                    "The coordinate system '"
                        + OwsException.shown(name)
                        + "' is not among those offered."));
  }

  private static List<Part> byType(WfsContext context, Kvp kvp, TypeNames names) {
    String list = kvp.either("TYPENAMES", "TYPENAME");
    if (list == null) {
      throw OwsException.missing("TYPENAMES", "The parameter TYPENAMES is missing.");
    }
    Layer layer = single(names.layers(list.replaceAll("^\\((.*)\\)$", "$1"), "TYPENAMES"));
    return List.of(part(context, kvp, names, layer, null));
  }

  private static Layer single(List<Layer> layers) {
    if (layers.size() > 1) {
      throw OwsException.invalid(
          "TYPENAMES", "One feature type in a request: joins are not supported.");
    }
    return layers.get(0);
  }

  /** The features with the given ids; ids that do not exist match nothing. */
  private static List<Part> byId(WfsContext context, Kvp kvp, TypeNames names, String list) {
    String[] ids = list.split(",", MAX_LIST + 1);
    if (ids.length > MAX_LIST) {
      throw OwsException.invalid("RESOURCEID", "At most " + MAX_LIST + " ids in one request.");
    }
    String types = kvp.either("TYPENAMES", "TYPENAME");
    List<Layer> only =
        types == null ? null : names.layers(types.replaceAll("^\\((.*)\\)$", "$1"), "TYPENAMES");
    Map<Layer, Set<Integer>> found = new LinkedHashMap<>();
    if (only != null) {
      only.forEach(layer -> found.put(layer, new TreeSet<>()));
    }
    for (String id : ids) {
      Layer layer = StoredQueries.layerOf(context.snapshot(), id.trim());
      if (layer != null && (only == null || only.contains(layer))) {
        found.computeIfAbsent(layer, any -> new TreeSet<>()).add(layer.row(id.trim()));
      }
    }
    List<Part> parts = new ArrayList<>();
    found.forEach((layer, rows) -> parts.add(part(context, kvp, names, layer, rows)));
    return parts;
  }

  private static Part part(
      WfsContext context, Kvp kvp, TypeNames names, Layer layer, Set<Integer> only) {
    Bbox bbox = null;
    String box = kvp.get("BBOX");
    if (box != null) {
      if (!layer.hasGeometry()) {
        throw OwsException.invalid("BBOX", layer.name() + " has no geometry to compare a box to.");
      }
      bbox =
          Bbox.parse(box, "BBOX", context.table(), CrsTable.Rules.WFS, context.table().nativeUrn());
    }
    IntPredicate filter = QueryFilter.of(context, kvp, names, layer);
    int[] rows =
        Selection.rows(
            layer,
            bbox,
            only == null ? filter : filter.and(only::contains),
            sort(kvp, names, layer));
    String wanted = kvp.get("PROPERTYNAME");
    if (wanted == null) {
      return whole(layer, rows);
    }
    Set<Integer> properties = new LinkedHashSet<>();
    for (String name : wanted.replaceAll("^\\((.*)\\)$", "$1").split(",", MAX_LIST)) {
      if (name.trim().equals("*")) {
        return whole(layer, rows);
      }
      properties.add(names.property(layer, name, "PROPERTYNAME"));
    }
    int geometry = layer.attributes().size();
    int[] attributes = properties.stream().mapToInt(i -> i).filter(i -> i < geometry).toArray();
    Arrays.sort(attributes);
    return new Part(layer, rows, attributes, properties.contains(geometry));
  }

  /** Rows with all that the layer has. */
  static Part whole(Layer layer, int[] rows) {
    return new Part(layer, rows, Selection.allAttributes(layer), layer.hasGeometry());
  }

  private static List<Selection.Sort> sort(Kvp kvp, TypeNames names, Layer layer) {
    String value = kvp.get("SORTBY");
    if (value == null) {
      return List.of();
    }
    List<Selection.Sort> sort = new ArrayList<>();
    for (String key : value.split(",", 20)) {
      String[] words = key.trim().split("\\s+", 2);
      String order = words.length < 2 ? "ASC" : words[1].toUpperCase(Locale.ROOT);
      if (!order.matches("A|ASC|D|DESC")) {
        throw OwsException.invalid("SORTBY", "After a property stands ASC or DESC.");
      }
      int property = names.property(layer, words[0], "SORTBY");
      if (property == layer.attributes().size()) {
        throw OwsException.invalid("SORTBY", "A geometry cannot be sorted by.");
      }
      sort.add(new Selection.Sort(property, order.startsWith("D")));
    }
    return sort;
  }
}
