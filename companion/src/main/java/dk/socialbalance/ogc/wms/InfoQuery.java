/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import dk.socialbalance.ogc.common.KvpGroups;
import dk.socialbalance.ogc.common.OwsException;
import dk.socialbalance.ogc.common.Selection;
import dk.socialbalance.ogc.common.TypeNames;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.render.Hits;
import dk.socialbalance.render.PaintedLayer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A GetFeatureInfo request.
 *
 * @param map the map that was clicked
 * @param asked those of its layers that are asked
 * @param column pixel column, 0 at the left
 * @param row pixel row, 0 at the top
 * @param count most features a layer
 * @param buffer pixels that a feature may lie away; -1 for the usual: none for areas, a few for
 *     lines and points
 * @param attributes indices of the attributes to show of each layer asked
 */
record InfoQuery(
    MapQuery map,
    List<MapQuery.Chosen> asked,
    int column,
    int row,
    int count,
    int buffer,
    List<int[]> attributes,
    FeatureInfoFormat format) {

  /** Most features that an answer holds of a layer. */
  static final int MOST_FEATURES = 1000;

  /** The buffer when nothing is said of it. */
  static final int USUAL = -1;

  private static final int MOST_BUFFER = 50;
  private static final int USUAL_BUFFER = 5;

  /**
   * Reads and checks the request.
   *
   * @throws OwsException saying what is wrong with which parameter
   */
  static InfoQuery read(WmsParameters parameters, WmsModel model) {
    MapQuery map = MapQuery.read(parameters, model);
    boolean columns = parameters.version() == WmsVersion.V1_3_0;
    String formatName = parameters.get("INFO_FORMAT");
    FeatureInfoFormat format =
        FeatureInfoFormat.of(formatName)
            .orElseThrow(
                () ->
                    new OwsException(
                        400,
                        "InvalidFormat",
                        "INFO_FORMAT",
                        "There is no INFO_FORMAT '"
                            + OwsException.shown(formatName)
                            + "'; there are "
                            + String.join(", ", FeatureInfoFormat.NAMES)));
    List<MapQuery.Chosen> asked = asked(parameters, model, map);
    return new InfoQuery(
        map,
        asked,
        pixel(parameters, columns ? "I" : "X", columns ? "X" : "I", map.picture().width()),
        pixel(parameters, columns ? "J" : "Y", columns ? "Y" : "J", map.picture().height()),
        Math.min(MOST_FEATURES, parameters.wholeOr("FEATURE_COUNT", 1, 1, 999_999_999)),
        parameters.wholeOr("BUFFER", USUAL, 0, MOST_BUFFER),
        attributes(parameters, model, asked),
        format);
  }

  private static List<MapQuery.Chosen> asked(
      WmsParameters parameters, WmsModel model, MapQuery map) {
    List<MapQuery.Chosen> asked = new ArrayList<>();
    parameters.required("QUERY_LAYERS");
    for (String name : parameters.list("QUERY_LAYERS")) {
      Layer layer = model.layer(name, "QUERY_LAYERS");
      asked.add(
          map.layers().stream()
              .filter(chosen -> chosen.layer() == layer)
              .findFirst()
              .orElseThrow(
                  () ->
                      new OwsException(
                          400,
                          "LayerNotDefined",
                          "QUERY_LAYERS",
                          "Layer '"
                              + layer.name()
                              + "' stands in QUERY_LAYERS but not in LAYERS")));
    }
    return asked;
  }

  /** PROPERTYNAME, as GeoServer has it: one list for all layers, or one in brackets for each. */
  private static List<int[]> attributes(
      WmsParameters parameters, WmsModel model, List<MapQuery.Chosen> asked) {
    String parameter = "PROPERTYNAME";
    List<String> lists =
        KvpGroups.spread(
            parameter, KvpGroups.groups(parameters.get(parameter)), "QUERY_LAYERS", asked.size());
    TypeNames names = new TypeNames(model.snapshot(), Map.of());
    List<int[]> attributes = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      Layer layer = asked.get(i).layer();
      attributes.add(
          lists.get(i) == null
              ? Selection.allAttributes(layer)
              : Arrays.stream(lists.get(i).split(",", MOST_FEATURES))
                  .mapToInt(name -> names.property(layer, name, parameter))
                  .filter(index -> index < layer.attributes().size())
                  .distinct()
                  .sorted()
                  .toArray());
    }
    return attributes;
  }

  /** I and J in 1.3.0, X and Y before; the other pair is understood where the right one lacks. */
  private static int pixel(WmsParameters parameters, String name, String other, int size) {
    String used = parameters.get(name) == null && parameters.get(other) != null ? other : name;
    String text = parameters.required(used);
    if (!text.matches("\\d{1,9}") || Integer.parseInt(text) >= size) {
      throw new OwsException(
          400, "InvalidPoint", used, used + " must be a whole number from 0 to " + (size - 1));
    }
    return Integer.parseInt(text);
  }

  /** What lies at the place. */
  FeatureInfo find(WmsModel model, String language) {
    Picture picture = map.picture();
    List<FeatureInfo.Found> found = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      MapQuery.Chosen chosen = asked.get(i);
      PaintedLayer painted = chosen.painted(model);
      int[] rows =
          Hits.rowsAt(
              painted, picture.x(column), picture.y(row), tolerance(painted), picture.srid());
      found.add(
          new FeatureInfo.Found(
              chosen.layer(),
              Arrays.copyOf(rows, Math.min(count, rows.length)),
              attributes.get(i)));
    }
    return new FeatureInfo(found, picture.srid(), picture.crs().spelling(), language);
  }

  private double tolerance(PaintedLayer painted) {
    if (buffer >= 0 || painted.rows().length == 0) {
      return Math.max(0, buffer) * map.picture().pixelSize();
    }
    // An area must hold the place in any case; the buffer is for lines and points.
    return USUAL_BUFFER * map.picture().pixelSize();
  }
}
