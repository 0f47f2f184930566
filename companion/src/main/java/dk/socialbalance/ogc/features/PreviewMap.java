/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.features;

import dk.socialbalance.ogc.common.CrsTable;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import java.util.Comparator;
import java.util.Locale;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * The small map of an HTML page: a picture of the service's own WMS, and what a script needs to
 * make a living map of it.
 *
 * @param image address of the picture
 * @param width of the picture, pixels
 * @param height of the picture, pixels
 * @param layers names for WMS
 * @param time value of TIME; empty: the default
 * @param srid EPSG code of the picture
 * @param degrees whether that system's units are degrees
 * @param extent what the picture shows: min x, min y, max x, max y
 * @param outline address of the feature to draw on top, in the picture's system; empty: none
 * @param legend address of the legend; empty for areas, whose outlines need none
 * @param title what it shows
 */
record PreviewMap(
    String image,
    int width,
    int height,
    String layers,
    String time,
    int srid,
    boolean degrees,
    String extent,
    String outline,
    String legend,
    String title) {

  private static final int WIDTH = 720;
  private static final int LOWEST = 220;
  private static final int HIGHEST = 460;

  /** Of the finest areas; null when nothing is published that could be drawn. */
  static PreviewMap ofAreas(ApiContext context) {
    return context.snapshot().layers().values().stream()
        .filter(layer -> layer.description().kind() == Layer.Kind.AREA)
        .filter(layer -> layer.description().inWms())
        .max(Comparator.comparingInt(Layer::size))
        .map(layer -> of(context, layer))
        .orElse(null);
  }

  /** Of a collection; null when it cannot be drawn. */
  static PreviewMap of(ApiContext context, Layer layer) {
    Layer drawn = drawn(context.snapshot(), layer);
    if (drawn == null) {
      return null;
    }
    Envelope box = layer.extent(context.snapshot().srid());
    return box.isNull() ? null : make(context, layer, drawn, padded(box, 0.04), "", "");
  }

  /** Of one feature in its surroundings; null when it cannot be drawn. */
  static PreviewMap of(ApiContext context, Layer layer, int row) {
    Layer drawn = drawn(context.snapshot(), layer);
    int srid = context.snapshot().srid();
    Geometry geometry = drawn == null ? null : layer.geometry(row, srid);
    if (geometry == null || geometry.isEmpty()) {
      return null;
    }
    String item =
        ItemPage.url(layer, row, context.documents())
            + "?f=json&crs="
            + Parameters.encoded(new CrsTable.Offered(srid, false).uri());
    String code = layer.description().time().code();
    Object period = code.isEmpty() ? null : layer.value(row, code);
    return make(
        context,
        layer,
        drawn,
        padded(geometry.getEnvelopeInternal(), 0.6),
        period == null ? "" : period.toString(),
        CrsTable.northEast(srid) ? "" : item);
  }

  /** The layer that WMS has for it: itself, or for the latest period the one with the history. */
  private static Layer drawn(Snapshot snapshot, Layer layer) {
    if (!layer.hasGeometry()) {
      return null;
    }
    Layer drawn =
        layer.description().latestOnly()
            ? snapshot.layers().get(layer.name().replaceFirst("_seneste$", ""))
            : layer;
    return drawn != null && drawn.description().inWms() ? drawn : null;
  }

  private static PreviewMap make(
      ApiContext context, Layer layer, Layer drawn, Envelope box, String time, String outline) {
    int srid = context.snapshot().srid();
    long wanted = Math.round(WIDTH * box.getHeight() / box.getWidth());
    int height = (int) Math.max(LOWEST, Math.min(HIGHEST, wanted));
    Envelope shown = filling(box, WIDTH, height);
    String extent =
        String.format(
            Locale.ROOT,
            "%.6f,%.6f,%.6f,%.6f",
            shown.getMinX(),
            shown.getMinY(),
            shown.getMaxX(),
            shown.getMaxY());
    String name = drawn.description().qualifiedName().toString();
    // Version 1.1.1: x before y in every system.
    String image =
        context.base()
            + "/wms?SERVICE=WMS&VERSION=1.1.1&REQUEST=GetMap&STYLES=&FORMAT=image/png&LAYERS="
            + Parameters.encoded(name)
            + "&SRS=EPSG:"
            + srid
            + "&BBOX="
            + extent
            + "&WIDTH="
            + WIDTH
            + "&HEIGHT="
            + height
            + (time.isEmpty() ? "" : "&TIME=" + Parameters.encoded(time));
    return new PreviewMap(
        image,
        WIDTH,
        height,
        name,
        time,
        srid,
        CrsTable.degrees(srid),
        extent,
        outline,
        drawn.description().kind() == Layer.Kind.AREA
            ? ""
            : context.base()
                + "/wms?SERVICE=WMS&VERSION=1.1.1&REQUEST=GetLegendGraphic&FORMAT=image/png&LAYER="
                + Parameters.encoded(name)
                + "&LANGUAGE="
                + context.language(),
        layer.description().title().in(context.language()));
  }

  /** With a margin, and never smaller than a few hundred metres. */
  private static Envelope padded(Envelope box, double share) {
    Envelope padded = new Envelope(box);
    double least = box.getMaxX() <= 360 && box.getMaxY() <= 90 ? 0.003 : 300;
    padded.expandBy(
        Math.max(box.getWidth() * share, (least - box.getWidth()) / 2),
        Math.max(box.getHeight() * share, (least - box.getHeight()) / 2));
    return padded;
  }

  /** The box made wider or higher, so that it has the shape of the picture. */
  private static Envelope filling(Envelope box, int width, int height) {
    double resolution = Math.max(box.getWidth() / width, box.getHeight() / height);
    Envelope filled = new Envelope(box);
    filled.expandBy(
        (resolution * width - box.getWidth()) / 2, (resolution * height - box.getHeight()) / 2);
    return filled;
  }
}
