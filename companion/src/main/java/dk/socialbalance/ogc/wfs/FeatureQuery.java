/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import dk.socialbalance.ogc.common.Bbox;
import dk.socialbalance.ogc.common.CrsReference;
import dk.socialbalance.ogc.common.CrsTable;
import dk.socialbalance.ogc.common.LayerFilter;
import dk.socialbalance.ogc.common.OwsException;
import dk.socialbalance.ogc.common.Selection;
import dk.socialbalance.ogc.common.TypeNames;
import dk.socialbalance.publication.Layer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/**
 * The rows that answer a GetFeature or GetPropertyValue.
 *
 * @param request what was asked
 * @param parts the rows of each query and feature type, all pages, in the order of the answer
 * @param crs the system of coordinates for formats that have only one: that of all parts, or the
 *     installation's where theirs differ
 * @param count how many features to give at most
 */
record FeatureQuery(WfsRequest.GetFeature request, List<Part> parts, CrsReference crs, int count) {

  /**
   * The rows of one feature type.
   *
   * @param attributes indices of the attributes to give, in published order
   * @param geometry whether to give the geometry
   * @param crs the system of its coordinates
   * @param query which of the request's queries it answers, from 0
   */
  record Part(
      Layer layer, int[] rows, int[] attributes, boolean geometry, CrsReference crs, int query) {

    Part with(int[] others) {
      return new Part(layer, others, attributes, geometry, crs, query);
    }
  }

  /** Whether only the number is wanted. */
  boolean hits() {
    return request.hits();
  }

  /** The number of features that match, on all pages. */
  int matched() {
    return parts.stream().mapToInt(part -> part.rows().length).sum();
  }

  /** The number of features of this page. */
  int returned() {
    return hits() ? 0 : onPage();
  }

  /** The number of features that this page has, or would have were more than the number wanted. */
  int onPage() {
    return Math.max(0, Math.min(count, matched() - request.start()));
  }

  /** The rows of this page: each part, also where none of its rows are on it. */
  List<Part> page() {
    List<Part> page = new ArrayList<>();
    int skip = request.start();
    int left = hits() ? 0 : count;
    for (Part part : parts) {
      int[] rows = Selection.page(part.rows(), skip, left);
      skip = Math.max(0, skip - part.rows().length);
      left -= rows.length;
      page.add(part.with(rows));
    }
    return page;
  }

  /** The same, without the rows whose property has no value: GetPropertyValue gives only values. */
  FeatureQuery withValues(int property) {
    List<Part> filled =
        parts.stream()
            .map(
                part ->
                    part.with(
                        Arrays.stream(part.rows())
                            .filter(row -> hasValue(part.layer(), row, property))
                            .toArray()))
            .toList();
    return new FeatureQuery(request, filled, crs, count);
  }

  private static boolean hasValue(Layer layer, int row, int property) {
    return property == layer.attributes().size()
        ? layer.geometry(row, layer.nativeSrid()) != null
        : layer.value(row, property) != null;
  }

  /** Finds the rows of a request. */
  static FeatureQuery of(WfsContext context, WfsRequest.GetFeature request) {
    List<Part> parts = new ArrayList<>();
    Finder finder =
        new Finder(context, request, new TypeNames(context.snapshot(), request.namespaces()));
    for (int i = 0; i < request.queries().size(); i++) {
      WfsRequest.Query query = request.queries().get(i);
      if (query instanceof WfsRequest.AdHoc adHoc) {
        parts.addAll(finder.adHoc(adHoc, i));
      } else {
        parts.add(finder.stored((WfsRequest.Stored) query, i));
      }
    }
    List<CrsReference> systems =
        parts.stream().filter(p -> p.layer().hasGeometry()).map(Part::crs).distinct().toList();
    CrsReference crs =
        systems.size() == 1 ? systems.get(0) : request.version().nativeSystem(context.table());
    int limit = context.settings().limits().features();
    int count = request.count() == null ? limit : Math.min(request.count(), limit);
    return new FeatureQuery(request, parts, crs, count);
  }

  private record Finder(WfsContext context, WfsRequest.GetFeature request, TypeNames names) {

    private Part stored(WfsRequest.Stored query, int number) {
      Layer layer = StoredQueries.layer(context, query);
      int[] rows = {layer.row(StoredQueries.id(query))};
      return whole(layer, rows, system(query.parameters().get("SRSNAME"), layer), number);
    }

    private List<Part> adHoc(WfsRequest.AdHoc query, int number) {
      Layer only =
          query.type() == null ? null : names.layers(List.of(query.type()), "TYPENAMES").get(0);
      if (query.ids() == null) {
        return List.of(part(query, only, null, number));
      }
      Map<Layer, Set<Integer>> found = new LinkedHashMap<>();
      if (only != null) {
        found.put(only, new TreeSet<>());
      }
      for (String id : query.ids()) {
        belongs(id);
        Layer layer = StoredQueries.layerOf(context.snapshot(), id);
        if (layer != null && (only == null || only == layer)) {
          found.computeIfAbsent(layer, any -> new TreeSet<>()).add(layer.row(id));
        }
      }
      List<Part> parts = new ArrayList<>();
      found.forEach((layer, rows) -> parts.add(part(query, layer, rows, number)));
      return parts;
    }

    /**
     * An id that does not exist matches nothing; one of a type that was not asked for is an error
     * (WFS 2.0, 7.9.2.4.1).
     */
    private void belongs(String id) {
      Layer layer = StoredQueries.layerOf(context.snapshot(), id);
      Set<String> types = new TreeSet<>();
      for (WfsRequest.Query query : request.queries()) {
        String type = query instanceof WfsRequest.AdHoc adHoc ? adHoc.type() : null;
        if (type == null || names.layers(List.of(type), "TYPENAMES").get(0) == layer) {
          return;
        }
        types.add(type);
      }
      if (layer != null) {
        throw OwsException.invalid(
            "RESOURCEID",
            "'"
                + OwsException.shown(id)
                + "' is a feature of "
                + layer.name()
                + ", not of "
                + String.join(", ", types)
                + ".");
      }
    }

    private CrsReference system(String name, Layer layer) {
      CrsTable table = context.table(layer);
      if (name == null) {
        return request.version().nativeSystem(table);
      }
      return request
          .version()
          .system(table, name)
          .orElseThrow(
              () ->
                  OwsException.invalid(
                      "SRSNAME",
                      "The coordinate system '"
                          + OwsException.shown(name)
                          + "' is not among those offered."));
    }

    private Part part(WfsRequest.AdHoc query, Layer layer, Set<Integer> only, int number) {
      Bbox bbox = bbox(query, layer);
      IntPredicate filter = filter(query, layer);
      int[] rows =
          Selection.rows(
              layer,
              bbox,
              only == null ? filter : filter.and(only::contains),
              sort(query.sort(), layer));
      CrsReference crs = system(query.srsName(), layer);
      if (query.properties() == null) {
        return whole(layer, rows, crs, number);
      }
      Set<Integer> properties = new LinkedHashSet<>();
      for (String name : query.properties()) {
        properties.add(names.property(layer, name, "PROPERTYNAME"));
      }
      int geometry = layer.attributes().size();
      int[] attributes =
          properties.stream().mapToInt(i -> i).filter(i -> i < geometry).sorted().toArray();
      return new Part(layer, rows, attributes, properties.contains(geometry), crs, number);
    }

    private IntPredicate filter(WfsRequest.AdHoc query, Layer layer) {
      CrsTable table = context.table(layer);
      LayerFilter filter =
          new LayerFilter(
              names,
              layer,
              spelling ->
                  spelling == null
                      ? Optional.of(request.version().nativeSystem(table))
                      : request.version().system(table, spelling),
              this::belongs);
      if (query.cql() != null) {
        return filter.cql(query.cql());
      }
      return query.filter() != null ? filter.fes(query.filter()) : row -> true;
    }

    private Bbox bbox(WfsRequest.AdHoc query, Layer layer) {
      if (query.bbox() == null) {
        return null;
      }
      if (!layer.hasGeometry()) {
        throw OwsException.invalid("BBOX", layer.name() + " has no geometry to compare a box to.");
      }
      CrsTable table = context.table(layer);
      return Bbox.parse(
          query.bbox(),
          "BBOX",
          table,
          request.version().rules(),
          request.version().nativeSystem(table));
    }

    private List<Selection.Sort> sort(List<WfsRequest.Sort> keys, Layer layer) {
      List<Selection.Sort> sort = new ArrayList<>();
      for (WfsRequest.Sort key : keys) {
        int property = names.property(layer, key.property(), "SORTBY");
        if (property == layer.attributes().size()) {
          throw OwsException.invalid("SORTBY", "A geometry cannot be sorted by.");
        }
        sort.add(new Selection.Sort(property, key.descending()));
      }
      return sort;
    }

    private static Part whole(Layer layer, int[] rows, CrsReference crs, int number) {
      return new Part(
          layer, rows, Selection.allAttributes(layer), layer.hasGeometry(), crs, number);
    }
  }
}
