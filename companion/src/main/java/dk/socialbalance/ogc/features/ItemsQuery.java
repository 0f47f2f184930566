/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.features;

import dk.socialbalance.ogc.common.CrsReference;
import dk.socialbalance.ogc.common.CrsTable;
import dk.socialbalance.ogc.common.OwsException;
import dk.socialbalance.ogc.common.Selection;
import dk.socialbalance.publication.Layer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What a request for items asks for, checked.
 *
 * @param conditions all of which a row must fulfil
 * @param sort by what, before feature order
 * @param attributes indices of those to give, in published order
 * @param geometry whether to give it
 * @param crs of the answer
 * @param meaning the same for the same rows in the same order
 */
record ItemsQuery(
    int limit,
    int offset,
    List<IntPredicate> conditions,
    List<Selection.Sort> sort,
    int[] attributes,
    boolean geometry,
    CrsReference crs,
    Map<String, String> meaning) {

  static final int DEFAULT_LIMIT = 100;
  static final int MAX_LIMIT = 10_000;

  /** Parameters that say how the answer looks, not which rows it has. */
  private static final Set<String> LOOKS =
      Set.of("f", Parameters.LANGUAGE, "limit", "offset", "crs", "properties", "skipGeometry");

  /** Parameters that mean what the standards say, also where an attribute has their name. */
  private static final List<String> OWN =
      List.of(
          "f",
          Parameters.LANGUAGE,
          "limit",
          "offset",
          "bbox",
          "bbox-crs",
          "crs",
          "datetime",
          "filter",
          "filter-lang",
          "filter-crs",
          "sortby",
          "properties",
          "skipGeometry");

  /**
   * The same for a file to keep: not a page, but all that matches, unless the request says how
   * many.
   *
   * @param most features that the service gives in one answer
   */
  ItemsQuery forFile(Parameters parameters, int most) {
    int wanted = Math.min(parameters.wholeNumber("limit", 1, most), most);
    return new ItemsQuery(wanted, offset, conditions, sort, attributes, geometry, crs, meaning);
  }

  /** The parameters of an items resource. */
  static Set<String> known(Layer layer) {
    Set<String> names = new LinkedHashSet<>(OWN);
    if (!layer.hasGeometry()) {
      names.remove("filter-crs");
    }
    queryParameters(layer).forEach(attribute -> names.add(attribute.name()));
    return names;
  }

  /** The attributes that are query parameters: all but those that have another one's name. */
  static List<Layer.Attribute> queryParameters(Layer layer) {
    return layer.attributes().stream().filter(a -> !OWN.contains(a.name())).toList();
  }

  static ItemsQuery of(Parameters parameters, Layer layer, CrsTable table) {
    CrsReference crs = crs(parameters, "crs", table);
    CrsReference bboxCrs = crs(parameters, "bbox-crs", table);
    List<IntPredicate> conditions = new ArrayList<>();
    for (Layer.Attribute attribute : queryParameters(layer)) {
      String wanted = parameters.get(attribute.name());
      if (wanted != null) {
        conditions.add(WantedValue.of(layer, attribute, wanted));
      }
    }
    String datetime = parameters.get("datetime");
    if (datetime != null) {
      Datetime time = Datetime.parse(datetime);
      conditions.add(row -> time.meets(layer.time(row)));
    }
    String bbox = parameters.get("bbox");
    if (bbox != null) {
      conditions.add(WantedBox.of(bbox, bboxCrs, layer));
    }
    IntPredicate filter = ItemsFilter.of(parameters, layer, table);
    if (parameters.get("filter") != null) {
      conditions.add(filter);
    }
    return new ItemsQuery(
        Math.min(parameters.wholeNumber("limit", 1, DEFAULT_LIMIT), MAX_LIMIT),
        parameters.wholeNumber("offset", 0, 0),
        conditions,
        sort(parameters.get("sortby"), layer),
        attributes(parameters.get("properties"), layer),
        layer.hasGeometry() && !parameters.truth("skipGeometry"),
        crs,
        meaning(parameters));
  }

  private static Map<String, String> meaning(Parameters parameters) {
    Map<String, String> said = new TreeMap<>(parameters.all());
    said.keySet().removeAll(LOOKS);
    return said;
  }

  /** The coordinate system that a parameter names; CRS84 when it is absent. */
  static CrsReference crs(Parameters parameters, String name, CrsTable table) {
    String value = parameters.get(name);
    Optional<CrsReference> known =
        table.find(value == null ? CrsTable.CRS84 : value, CrsTable.Rules.OGC_API);
    if (known.isEmpty()) {
      throw ProblemException.badRequest(
          "Parameter '"
              + name
              + "' names no coordinate system of this collection; they are listed in its 'crs'.");
    }
    return known.get();
  }

  private static List<Selection.Sort> sort(String text, Layer layer) {
    List<Selection.Sort> sort = new ArrayList<>();
    if (text != null) {
      for (String part : text.split(",", -1)) {
        // A plus sign that was not encoded arrives as a blank.
        boolean signed = part.startsWith("+") || part.startsWith("-") || part.startsWith(" ");
        String name = signed ? part.substring(1) : part;
        sort.add(
            new Selection.Sort(
                attribute(layer, name, "sortby", "sortables"), part.startsWith("-")));
      }
    }
    return sort;
  }

  private static int[] attributes(String text, Layer layer) {
    if (text == null) {
      return Selection.allAttributes(layer);
    }
    Set<Integer> wanted = new LinkedHashSet<>();
    for (String name : text.split(",", -1)) {
      wanted.add(attribute(layer, name, "properties", "schema"));
    }
    return IntStream.range(0, layer.attributes().size()).filter(wanted::contains).toArray();
  }

  private static int attribute(Layer layer, String name, String parameter, String resource) {
    int index = layer.attribute(name);
    if (index < 0) {
      throw ProblemException.badRequest(
          "Parameter '"
              + parameter
              + "': '"
              + OwsException.shown(name)
              + "' is no property of this collection; they are listed at its /"
              + resource
              + ".");
    }
    return index;
  }

  /** The rows that match, in the order asked for. */
  int[] rows(Layer layer) {
    IntPredicate all = conditions.stream().reduce(row -> true, IntPredicate::and);
    return Selection.rows(layer, null, all, sort);
  }
}
