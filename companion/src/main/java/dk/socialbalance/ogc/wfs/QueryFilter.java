/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import dk.socialbalance.filter.Binding;
import dk.socialbalance.filter.Condition;
import dk.socialbalance.filter.FesFilter;
import dk.socialbalance.filter.FilterException;
import dk.socialbalance.filter.Vocabulary;
import dk.socialbalance.ogc.common.CrsReference;
import dk.socialbalance.ogc.common.CrsTable;
import dk.socialbalance.ogc.common.Kvp;
import dk.socialbalance.ogc.common.OwsException;
import dk.socialbalance.ogc.common.XmlIn;
import dk.socialbalance.publication.Layer;
import java.util.Locale;
import java.util.function.IntPredicate;

/** The parameter FILTER: FES 2.0 as XML. */
final class QueryFilter {

  private static final String PARAMETER = "FILTER";

  private QueryFilter() {}

  /** Which rows the request's filter takes; all when it has none. */
  static IntPredicate of(WfsContext context, Kvp kvp, TypeNames names, Layer layer) {
    String text = kvp.get(PARAMETER);
    if (text == null) {
      return row -> true;
    }
    String language = kvp.get("FILTER_LANGUAGE", "urn:ogc:def:queryLanguage:OGC-FES:Filter");
    if (!language.toLowerCase(Locale.ROOT).contains("fes")) {
      throw OwsException.invalid("FILTER_LANGUAGE", "Filters are written in FES 2.0.");
    }
    String xml =
        text.startsWith("(") && text.endsWith(")") ? text.substring(1, text.length() - 1) : text;
    try {
      Condition condition =
          FesFilter.parse(
              XmlIn.parse(xml, PARAMETER).getDocumentElement(),
              new RequestNames(context, names, layer));
      return Binding.of(condition, layer)::selects;
    } catch (FilterException e) {
      throw new OwsException(
          400,
          e.isUnsupported() ? "OptionNotSupported" : OwsException.INVALID,
          PARAMETER,
          e.getMessage());
    }
  }

  private record RequestNames(WfsContext context, TypeNames names, Layer layer)
      implements Vocabulary {

    @Override
    public String property(String reference) {
      int index = names.property(layer, reference, PARAMETER);
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
