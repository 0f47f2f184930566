/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import dk.socialbalance.filter.Binding;
import dk.socialbalance.filter.Condition;
import dk.socialbalance.filter.FesFilter;
import dk.socialbalance.filter.FilterException;
import dk.socialbalance.filter.Vocabulary;
import dk.socialbalance.ogc.common.CrsReference;
import dk.socialbalance.ogc.common.CrsTable;
import dk.socialbalance.ogc.common.OwsException;
import dk.socialbalance.publication.Layer;
import java.util.function.IntPredicate;

/** The filters of a query: FES as XML, from the parameter FILTER or a posted document. */
final class QueryFilter {

  private static final String PARAMETER = "FILTER";

  private QueryFilter() {}

  /** Which rows a query's filter takes; all when it has none. */
  static IntPredicate of(
      WfsContext context,
      WfsVersion version,
      WfsRequest.AdHoc query,
      TypeNames names,
      Layer layer) {
    if (query.cql() != null) {
      throw new OwsException(
          400,
          "OptionNotSupported",
          "CQL_FILTER",
          "The parameter CQL_FILTER is not supported; use FILTER, BBOX or RESOURCEID.");
    }
    if (query.filter() == null) {
      return row -> true;
    }
    try {
      Condition condition =
          FesFilter.parse(query.filter(), new RequestNames(context, version, names, layer));
      return Binding.of(condition, layer)::selects;
    } catch (FilterException e) {
      throw new OwsException(
          400,
          e.isUnsupported() ? "OptionNotSupported" : OwsException.INVALID,
          PARAMETER,
          e.getMessage());
    }
  }

  private record RequestNames(WfsContext context, WfsVersion version, TypeNames names, Layer layer)
      implements Vocabulary {

    @Override
    public String property(String reference) {
      int index = names.property(layer, reference, PARAMETER);
      return index == layer.attributes().size() ? GEOMETRY : layer.attributes().get(index).name();
    }

    @Override
    public System system(String spelling) {
      CrsTable table = context.table(layer);
      CrsReference system =
          spelling == null
              ? version.nativeSystem(table)
              : version
                  .system(table, spelling)
                  .orElseThrow(
                      () ->
                          FilterException.wrong(
                              "The coordinate system '"
                                  + FilterException.shown(spelling)
                                  + "' is not among those offered."));
      return new System(system.srid(), system.yx());
    }
  }
}
