/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import dk.socialbalance.filter.Binding;
import dk.socialbalance.filter.Condition;
import dk.socialbalance.filter.Ecql;
import dk.socialbalance.filter.FesFilter;
import dk.socialbalance.filter.FilterException;
import dk.socialbalance.filter.Vocabulary;
import dk.socialbalance.ogc.common.CrsReference;
import dk.socialbalance.ogc.common.CrsTable;
import dk.socialbalance.ogc.common.OwsException;
import dk.socialbalance.publication.Layer;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/**
 * The filters of a query: FES as XML, from the parameter FILTER or a posted document, and
 * CQL_FILTER (ECQL, as GeoServer has it).
 */
final class QueryFilter {

  /** The parameter that has ECQL. */
  static final String CQL = "CQL_FILTER";

  private static final String FES = "FILTER";

  private QueryFilter() {}

  /**
   * Which rows a query's filter takes; all when it has none.
   *
   * @param ids is told each id that the filter names, and may refuse it
   */
  static IntPredicate of(
      WfsContext context,
      WfsVersion version,
      WfsRequest.AdHoc query,
      TypeNames names,
      Layer layer,
      Consumer<String> ids) {
    if (query.cql() != null) {
      RequestNames vocabulary = new RequestNames(context, version, names, layer, CQL, ids);
      return selected(CQL, layer, () -> Ecql.parse(query.cql(), vocabulary));
    }
    if (query.filter() != null) {
      RequestNames vocabulary = new RequestNames(context, version, names, layer, FES, ids);
      return selected(FES, layer, () -> FesFilter.parse(query.filter(), vocabulary));
    }
    return row -> true;
  }

  private static IntPredicate selected(
      String parameter, Layer layer, Supplier<Condition> condition) {
    try {
      return Binding.of(condition.get(), layer)::selects;
    } catch (FilterException e) {
      throw new OwsException(
          400,
          e.isUnsupported() ? "OptionNotSupported" : OwsException.INVALID,
          parameter,
          e.getMessage());
    }
  }

  private record RequestNames(
      WfsContext context,
      WfsVersion version,
      TypeNames names,
      Layer layer,
      String parameter,
      Consumer<String> ids)
      implements Vocabulary {

    @Override
    public String property(String reference) {
      return names.reference(layer, reference, parameter);
    }

    @Override
    public void id(String id) {
      ids.accept(id);
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
