/* SPDX-License-Identifier: EUPL-1.2 OR GPL-2.0-or-later */
package dk.socialbalance.geoserver.state;

import java.util.List;

/**
 * A layer as it should be, or as it is in GeoServer's catalogue: equal records need no write.
 *
 * @param name of the layer, and of the view behind it
 * @param title shown to people
 * @param description the abstract
 * @param keywords in order
 * @param srs declared coordinate system, {@code EPSG:…}; 4326 without geometry
 * @param bounds in that system; {@link Bounds#WORLD} without geometry
 * @param geographic in degrees, longitude first
 * @param time the columns of beginning and end, or empty
 * @param inWms whether maps and tiles are made of it; features are offered always
 * @param tiled whether there is a tile layer with all the grids it should have
 * @param styles the first is the default; empty when {@code inWms} is false
 * @param tileTimes moments that tiles are kept of; empty without {@code time}
 * @param columns names and types of the view's columns, joined: a change means that GeoServer must
 *     look again
 */
public record LayerState(
    String name,
    Text title,
    Text description,
    List<String> keywords,
    String srs,
    Bounds bounds,
    Bounds geographic,
    List<String> time,
    boolean inWms,
    boolean tiled,
    List<String> styles,
    List<String> tileTimes,
    String columns) {

  /** A rectangle, x before y; rounded so that what is written is what is read back. */
  public record Bounds(double minX, double minY, double maxX, double maxY) {
    /** Of a layer without geometry, in degrees. */
    public static final Bounds WORLD = new Bounds(-180, -90, 180, 90);
  }
}
