/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import dk.socialbalance.filter.Binding;
import dk.socialbalance.filter.Condition;
import dk.socialbalance.filter.Ecql;
import dk.socialbalance.filter.FesFilter;
import dk.socialbalance.filter.FilterException;
import dk.socialbalance.filter.Vocabulary;
import dk.socialbalance.publication.Layer;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.w3c.dom.Element;

/**
 * Which rows of a layer a request's filter takes: FES as XML (FILTER, or part of a posted
 * document), and ECQL (CQL_FILTER, as GeoServer has it).
 *
 * @param names what the request calls layers and attributes
 * @param systems the coordinate system of a spelling; of null: the one that is meant where none is
 *     named
 * @param ids is told each id that a filter names, and may refuse it
 */
public record LayerFilter(
    TypeNames names,
    Layer layer,
    Function<String, Optional<CrsReference>> systems,
    Consumer<String> ids) {

  /** The parameter that has ECQL. */
  public static final String CQL = "CQL_FILTER";

  /** The parameter that has FES. */
  public static final String FES = "FILTER";

  /**
   * Reads ECQL.
   *
   * @throws OwsException saying what is wrong with it; the same for what is hidden and what never
   *     was
   */
  public IntPredicate cql(String text) {
    return selected(CQL, () -> Ecql.parse(text, new Words(this, CQL)));
  }

  /**
   * Reads FES.
   *
   * @throws OwsException as {@link #cql}
   */
  public IntPredicate fes(Element filter) {
    return selected(FES, () -> FesFilter.parse(filter, new Words(this, FES)));
  }

  private IntPredicate selected(String parameter, Supplier<Condition> condition) {
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

  private record Words(LayerFilter of, String parameter) implements Vocabulary {

    @Override
    public String property(String reference) {
      return of.names().reference(of.layer(), reference, parameter);
    }

    @Override
    public void id(String id) {
      of.ids().accept(id);
    }

    @Override
    public System system(String spelling) {
      CrsReference system =
          of.systems()
              .apply(spelling)
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
