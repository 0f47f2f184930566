/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import dk.socialbalance.filter.FesFilter;
import dk.socialbalance.filter.FilterException;
import dk.socialbalance.filter.RowCondition;
import dk.socialbalance.ogc.common.Bbox;
import dk.socialbalance.ogc.common.CrsReference;
import dk.socialbalance.ogc.common.CrsTable;
import dk.socialbalance.ogc.common.Kvp;
import dk.socialbalance.ogc.common.OwsException;
import dk.socialbalance.ogc.common.Selection;
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
      RowCondition condition =
          FesFilter.parse(
              XmlIn.parse(xml, PARAMETER).getDocumentElement(),
              layer,
              new RequestNames(context, names, layer));
      return condition::selects;
    } catch (FilterException e) {
      throw new OwsException(
          400,
          e.isUnsupported() ? "OptionNotSupported" : OwsException.INVALID,
          PARAMETER,
          e.getMessage());
    }
  }

  private record RequestNames(WfsContext context, TypeNames names, Layer layer)
      implements FesFilter.Names {

    @Override
    public int property(String reference) {
      return names.property(layer, reference, PARAMETER);
    }

    @Override
    public IntPredicate touching(String crs, double[] corners) {
      CrsReference system =
          crs == null
              ? context.table().nativeUrn()
              : context
                  .table()
                  .find(crs, CrsTable.Rules.WFS)
                  .orElseThrow(
                      () ->
                          OwsException.invalid(
                              PARAMETER,
                              "The coordinate system '"
                                  + OwsException.shown(crs)
                                  + "' is not among those offered."));
      return Selection.touching(layer, Bbox.of(system, corners, PARAMETER));
    }
  }
}
