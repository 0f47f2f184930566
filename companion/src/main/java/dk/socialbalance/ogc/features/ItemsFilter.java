/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.features;

import dk.socialbalance.filter.Binding;
import dk.socialbalance.filter.Condition;
import dk.socialbalance.filter.Cql2Json;
import dk.socialbalance.filter.Cql2Text;
import dk.socialbalance.filter.FilterException;
import dk.socialbalance.filter.Vocabulary;
import dk.socialbalance.ogc.common.CrsReference;
import dk.socialbalance.ogc.common.CrsTable;
import dk.socialbalance.publication.Layer;
import java.util.List;
import java.util.function.IntPredicate;

/** The parameters filter, filter-lang and filter-crs (OGC API Features Part 3, 19-079r2, 7). */
final class ItemsFilter {

  private static final String FILTER = "filter";
  private static final String LANGUAGE = "filter-lang";
  private static final String SYSTEM = "filter-crs";
  private static final String TEXT = "cql2-text";
  private static final String JSON = "cql2-json";

  private ItemsFilter() {}

  /** The parameters that a layer has. */
  static List<String> parameters(Layer layer) {
    return layer.hasGeometry() ? List.of(FILTER, LANGUAGE, SYSTEM) : List.of(FILTER, LANGUAGE);
  }

  /** The rows that the filter takes; all without a filter. */
  static IntPredicate of(Parameters parameters, Layer layer, CrsTable table) {
    String language = parameters.get(LANGUAGE);
    if (language != null && !language.equals(TEXT) && !language.equals(JSON)) {
      throw ProblemException.badRequest(
          "Parameter 'filter-lang' is '" + TEXT + "' or '" + JSON + "'.");
    }
    CrsReference system = ItemsQuery.crs(parameters, SYSTEM, table);
    String filter = parameters.get(FILTER);
    if (filter == null) {
      return row -> true;
    }
    Queryables names = new Queryables(layer, system);
    try {
      Condition condition =
          JSON.equals(language) ? Cql2Json.parse(filter, names) : Cql2Text.parse(filter, names);
      return Binding.of(condition, layer)::selects;
    } catch (FilterException e) {
      boolean looksLikeJson = language == null && filter.stripLeading().startsWith("{");
      throw ProblemException.badRequest(
          "Parameter 'filter': "
              + e.getMessage()
              + (looksLikeJson ? " For CQL2 JSON add filter-lang=" + JSON + "." : ""));
    }
  }

  private record Queryables(Layer layer, CrsReference crs) implements Vocabulary {

    @Override
    public String property(String reference) {
      if (reference.equals(GEOMETRY) && layer.hasGeometry() || layer.attribute(reference) >= 0) {
        return reference;
      }
      throw FilterException.noProperty(reference, layer.name());
    }

    @Override
    public System system(String spelling) {
      return new System(crs.srid(), crs.yx());
    }
  }
}
