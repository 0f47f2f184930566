/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.tiles;

import dk.socialbalance.ogc.common.OwsException;
import dk.socialbalance.ogc.features.ProblemException;
import dk.socialbalance.ogc.wms.MapQuery;
import dk.socialbalance.ogc.wms.TimeRequest;
import dk.socialbalance.ogc.wms.WmsModel;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Layer.TimeStep;
import java.util.List;

/** Which layer, style and periods a map or tile under {@code /ogc} shows. */
public final class MapChoice {

  private MapChoice() {}

  /**
   * Of a map.
   *
   * @param style null for the default
   * @param datetime null for the latest period
   * @throws ProblemException 404 when the collection is not for maps or has no such style
   */
  public static MapQuery.Chosen ofMap(
      WmsModel model, String collection, String style, String datetime) {
    Layer layer = model.snapshot().layers().get(collection);
    if (layer == null || !model.draws(layer)) {
      throw ProblemException.notFound("There is no collection of that name that comes as a map.");
    }
    List<String> own = model.styleNames(layer);
    if (style != null && !own.contains(style)) {
      throw ProblemException.notFound("The collection has no style of that name.");
    }
    return new MapQuery.Chosen(layer, style == null ? own.get(0) : style, steps(layer, datetime));
  }

  /** Of features, where no style counts. */
  static MapQuery.Chosen ofFeatures(WmsModel model, String collection, String datetime) {
    Layer layer = model.snapshot().layers().get(collection);
    if (layer == null || !layer.hasGeometry()) {
      throw ProblemException.notFound("There is no collection of that name that has tiles.");
    }
    return new MapQuery.Chosen(layer, "", steps(layer, datetime));
  }

  private static List<TimeStep> steps(Layer layer, String datetime) {
    try {
      TimeRequest wanted = TimeRequest.parse(datetime);
      return layer.times().isEmpty() ? List.of() : wanted.select(layer.times());
    } catch (OwsException e) {
      throw ProblemException.badRequest(
          "Parameter 'datetime': " + e.getMessage().replace("TIME", "it"));
    }
  }
}
