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
import dk.socialbalance.ogc.common.Kvp;
import dk.socialbalance.ogc.common.OwsException;
import dk.socialbalance.ogc.common.XmlIn;
import dk.socialbalance.publication.Layer;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/** The parameters FILTER (FES 2.0 as XML) and CQL_FILTER (ECQL, as GeoServer has it). */
final class QueryFilter {

  /** The parameter that has ECQL. */
  static final String CQL = "CQL_FILTER";

  private static final String FES = "FILTER";

  private QueryFilter() {}

  /**
   * Refuses CQL_FILTER beside another way to say which features are meant, as GeoServer does.
   *
   * @param others parameters that it does not stand beside
   */
  static void refuseBeside(Kvp kvp, List<String> others) {
    if (kvp.get(CQL) == null) {
      return;
    }
    for (String other : others) {
      if (kvp.get(other) != null) {
        throw OwsException.invalid(
            CQL,
            CQL
                + " and "
                + other
                + " exclude each other: write the whole condition in one of them.");
      }
    }
  }

  /** Which rows the request's filter takes; all when it has none. */
  static IntPredicate of(WfsContext context, Kvp kvp, TypeNames names, Layer layer) {
    String ecql = kvp.get(CQL);
    if (ecql != null) {
      RequestNames vocabulary = new RequestNames(context, names, layer, CQL);
      return selected(CQL, layer, () -> Ecql.parse(ecql, vocabulary));
    }
    String text = kvp.get(FES);
    if (text == null) {
      return row -> true;
    }
    String language = kvp.get("FILTER_LANGUAGE", "urn:ogc:def:queryLanguage:OGC-FES:Filter");
    if (!language.toLowerCase(Locale.ROOT).contains("fes")) {
      throw OwsException.invalid("FILTER_LANGUAGE", "Filters are written in FES 2.0.");
    }
    String xml =
        text.startsWith("(") && text.endsWith(")") ? text.substring(1, text.length() - 1) : text;
    RequestNames vocabulary = new RequestNames(context, names, layer, FES);
    return selected(
        FES, layer, () -> FesFilter.parse(XmlIn.parse(xml, FES).getDocumentElement(), vocabulary));
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

  private record RequestNames(WfsContext context, TypeNames names, Layer layer, String parameter)
      implements Vocabulary {

    @Override
    public String property(String reference) {
      int index = names.property(layer, reference, parameter);
      return index == layer.attributes().size() ? GEOMETRY : layer.attributes().get(index).name();
    }

    @Override
    public System system(String spelling) {
      CrsReference system =
          spelling == null
              ? context.table(layer).nativeUrn()
              : context
                  .table(layer)
                  .find(spelling, CrsTable.Rules.WFS)
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
