/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import dk.socialbalance.ogc.common.Bbox;
import dk.socialbalance.ogc.common.OwsException;
import dk.socialbalance.ogc.common.RequestDeadline;
import dk.socialbalance.ogc.common.Selection;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Layer.TimeStep;
import dk.socialbalance.render.MapRequest;
import dk.socialbalance.render.PaintedLayer;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.locationtech.jts.geom.Envelope;

/**
 * The map that a request describes: of GetMap itself, and the map part of GetFeatureInfo.
 *
 * @param layers what is drawn, the lowest first
 * @param picture size, extent and system
 * @param background null for transparent
 * @param dpi dots per inch
 * @param warnings which times were taken that the request did not name (WMS 1.3.0, C.4.2, C.4.3)
 */
public record MapQuery(
    List<Chosen> layers, Picture picture, Color background, double dpi, List<String> warnings) {

  /**
   * A layer of the request.
   *
   * @param styleName one of its own
   * @param steps the periods to draw, oldest first; empty for a layer without periods
   * @param filter the rows to draw of them; null for all
   */
  public record Chosen(Layer layer, String styleName, List<TimeStep> steps, IntPredicate filter) {

    /** All rows of the periods. */
    public Chosen(Layer layer, String styleName, List<TimeStep> steps) {
      this(layer, styleName, steps, null);
    }

    /** Only what touches a box; null for all. */
    Chosen within(Bbox box) {
      if (box == null) {
        return this;
      }
      IntPredicate touching = Selection.touching(layer, box);
      return new Chosen(layer, styleName, steps, filter == null ? touching : touching.and(filter));
    }

    /** What is painted of it. */
    PaintedLayer painted(WmsModel model) {
      PaintedLayer all = model.painted(layer, steps, styleName);
      if (filter == null) {
        return all;
      }
      int[] rows =
          Arrays.stream(all.rows())
              .filter(
                  row -> {
                    RequestDeadline.check();
                    return filter.test(row);
                  })
              .toArray();
      return new PaintedLayer(layer, rows, all.style());
    }
  }

  public MapQuery {
    layers = List.copyOf(layers);
    warnings = List.copyOf(warnings);
  }

  /**
   * Reads and checks all of it; nothing as big as the picture is allocated.
   *
   * @throws OwsException saying what is wrong with which parameter
   */
  static MapQuery read(WmsParameters parameters, WmsModel model) {
    Picture picture = Picture.read(parameters, model.systems(parameters.list("LAYERS")));
    List<String> warnings = new ArrayList<>();
    return new MapQuery(
        chosen(parameters, model, warnings),
        picture,
        parameters.background(),
        parameters.dpi(),
        warnings.stream().distinct().toList());
  }

  private static List<Chosen> chosen(
      WmsParameters parameters, WmsModel model, List<String> warnings) {
    List<String> names = parameters.layerNames();
    List<String> styles = parameters.list("STYLES");
    if (!styles.isEmpty() && styles.size() != names.size()) {
      throw new OwsException(
          400,
          "StyleNotDefined",
          "STYLES",
          "STYLES names "
              + styles.size()
              + " styles for "
              + names.size()
              + " layers: name one each, or leave it empty for the default styles");
    }
    TimeRequest time = TimeRequest.parse(parameters.get("TIME"));
    List<Layer> layers = names.stream().map(name -> model.layer(name, "LAYERS")).toList();
    List<IntPredicate> filters = MapFilters.read(parameters, model, layers);
    List<Chosen> chosen = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Layer layer = layers.get(i);
      String style = model.styleName(layer, styles.isEmpty() ? "" : styles.get(i), "STYLES");
      List<TimeStep> steps = steps(parameters, time, layer, model, warnings);
      chosen.add(new Chosen(layer, style, steps, filters.get(i)));
    }
    return chosen;
  }

  /**
   * What one layer shows at TIME, narrowed by the filters.
   *
   * @param warnings where it is added which time was taken that the request did not name
   */
  static Chosen chosen(
      WmsParameters parameters,
      WmsModel model,
      Layer layer,
      String styleName,
      List<String> warnings) {
    TimeRequest time = TimeRequest.parse(parameters.get("TIME"));
    IntPredicate filter = MapFilters.read(parameters, model, List.of(layer)).get(0);
    return new Chosen(layer, styleName, steps(parameters, time, layer, model, warnings), filter);
  }

  private static List<TimeStep> steps(
      WmsParameters parameters,
      TimeRequest time,
      Layer layer,
      WmsModel model,
      List<String> warnings) {
    List<TimeStep> all = layer.times();
    if (all.isEmpty()) {
      return List.of();
    }
    if (parameters.get("TIME") == null) {
      warnings.add("99 Default value used: time=" + TimeRequest.usual(all) + " ISO8601");
      return time.select(all);
    }
    if (model.beat(layer).isEmpty()) {
      return time.select(all);
    }
    List<TimeStep> steps = time.selectNearest(all);
    if (!time.names(steps)) {
      warnings.add("99 Nearest value used: time=" + TimeRequest.usual(steps) + " ISO8601");
    }
    return steps;
  }

  /** The same map on this background. */
  MapQuery on(Color colour) {
    return new MapQuery(layers, picture, colour, dpi, warnings);
  }

  /** The request to the painter. */
  MapRequest mapRequest(WmsModel model) {
    List<PaintedLayer> painted = new ArrayList<>();
    for (Chosen one : layers) {
      painted.add(one.painted(model));
    }
    return new MapRequest(
        picture.width(),
        picture.height(),
        new Envelope(picture.extent()),
        picture.srid(),
        dpi,
        background,
        painted);
  }
}
