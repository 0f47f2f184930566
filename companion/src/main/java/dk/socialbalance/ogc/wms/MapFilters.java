/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import dk.socialbalance.ogc.common.CrsReference;
import dk.socialbalance.ogc.common.CrsTable;
import dk.socialbalance.ogc.common.KvpGroups;
import dk.socialbalance.ogc.common.LayerFilter;
import dk.socialbalance.ogc.common.OwsException;
import dk.socialbalance.ogc.common.TypeNames;
import dk.socialbalance.ogc.common.XmlIn;
import dk.socialbalance.publication.Layer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.w3c.dom.Element;

/**
 * What narrows a map to some of its features: CQL_FILTER, FILTER (FES) and FEATUREID, one of them
 * in a request. Read as WFS reads them; a name that a layer does not have is an error, never no
 * filter.
 */
final class MapFilters {

  private static final String IDS = "FEATUREID";
  private static final int MOST_IDS = 1000;

  private final WmsParameters parameters;
  private final WmsModel model;
  private final List<Layer> layers;

  private MapFilters(WmsParameters parameters, WmsModel model, List<Layer> layers) {
    this.parameters = parameters;
    this.model = model;
    this.layers = layers;
  }

  /**
   * Which rows of each layer are shown; null for all.
   *
   * @throws OwsException saying what is wrong with which parameter
   */
  static List<IntPredicate> read(WmsParameters parameters, WmsModel model, List<Layer> layers) {
    return new MapFilters(parameters, model, layers).read();
  }

  private List<IntPredicate> read() {
    List<String> given =
        List.of(LayerFilter.CQL, LayerFilter.FES, IDS).stream()
            .filter(name -> parameters.get(name) != null)
            .toList();
    if (given.isEmpty()) {
      return Collections.nCopies(layers.size(), null);
    }
    if (given.size() > 1) {
      throw OwsException.invalid(
          given.get(0),
          String.join(" and ", given)
              + " exclude each other: write the whole condition in one of them.");
    }
    String name = given.get(0);
    String value = parameters.get(name);
    List<String> each =
        switch (name) {
          case LayerFilter.CQL -> KvpGroups.conditions(value, layers.size());
          case LayerFilter.FES -> KvpGroups.filters(value);
          default -> KvpGroups.groups(value);
        };
    List<String> spread = KvpGroups.spread(name, each, "LAYERS", layers.size());
    List<IntPredicate> filters = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      filters.add(
          switch (name) {
            case LayerFilter.CQL -> cql(layers.get(i), spread.get(i));
            case LayerFilter.FES -> fes(layers.get(i), spread.get(i));
            default -> ids(layers.get(i), spread.get(i));
          });
    }
    return filters;
  }

  private IntPredicate cql(Layer layer, String text) {
    return filter(layer, Map.of()).cql(text);
  }

  private IntPredicate fes(Layer layer, String text) {
    if (text == null) {
      return null;
    }
    Element root = XmlIn.parse(text, LayerFilter.FES).getDocumentElement();
    return filter(layer, TypeNames.namespaces(root)).fes(root);
  }

  /** An id of another layer, or of none, selects nothing. */
  private static IntPredicate ids(Layer layer, String text) {
    if (text == null) {
      return null;
    }
    String[] ids = text.split(",", MOST_IDS + 1);
    if (ids.length > MOST_IDS) {
      throw OwsException.invalid(IDS, "At most " + MOST_IDS + " ids in one request.");
    }
    BitSet rows = new BitSet();
    Arrays.stream(ids)
        .mapToInt(id -> layer.row(id.strip()))
        .filter(row -> row >= 0)
        .forEach(rows::set);
    return rows::get;
  }

  private LayerFilter filter(Layer layer, Map<String, String> prefixes) {
    CrsTable table = model.systems(layer);
    Optional<CrsReference> own =
        Optional.of(new CrsReference(layer.nativeSrid(), false, "EPSG:" + layer.nativeSrid()));
    return new LayerFilter(
        new TypeNames(model.snapshot(), prefixes),
        layer,
        spelling -> spelling == null ? own : table.find(spelling, CrsTable.Rules.WFS),
        id -> {});
  }
}
