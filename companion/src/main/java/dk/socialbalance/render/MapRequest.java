/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import dk.socialbalance.publication.Reprojection;
import java.awt.Color;
import java.util.List;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.locationtech.jts.geom.Envelope;

/**
 * A picture to paint.
 *
 * @param width pixels, at least 1
 * @param height pixels, at least 1
 * @param extent what the picture shows, outer pixel edge to outer pixel edge, x before y; its
 *     proportions may differ from the picture's
 * @param srid EPSG code of the extent
 * @param dpi dots per inch; sizes in a style are meant for 90.714 (a pixel of 0.28 mm) and grow
 *     with it
 * @param background null for transparent
 * @param layers the lowest first
 * @param grid what the picture is a piece of; null for a picture that stands alone
 */
public record MapRequest(
    int width,
    int height,
    Envelope extent,
    int srid,
    double dpi,
    Color background,
    List<PaintedLayer> layers,
    PixelGrid grid) {

  /** Metres in a degree of the equator, as the standard counts scales (OGC 05-077r4, 10.2). */
  private static final double METRES_IN_DEGREE = Math.toRadians(1) * 6378137;

  /** The resolution that the standard's pixel of 0.28 mm stands for. */
  public static final double STANDARD_DPI = 25.4 / 0.28;

  /**
   * @throws IllegalArgumentException when the size or the extent is empty or not finite
   */
  public MapRequest {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("A picture of " + width + " x " + height + " pixels");
    }
    if (extent.isNull()
        || !(extent.getWidth() > 0 && extent.getHeight() > 0)
        || !Double.isFinite(extent.getWidth())
        || !Double.isFinite(extent.getHeight())) {
      throw new IllegalArgumentException("An extent without area: " + extent);
    }
    if (!(dpi > 0) || !Double.isFinite(dpi)) {
      throw new IllegalArgumentException("A resolution of " + dpi + " dots per inch");
    }
    extent = new Envelope(extent);
    layers = List.copyOf(layers);
  }

  /** A picture that stands alone. */
  public MapRequest(
      int width,
      int height,
      Envelope extent,
      int srid,
      double dpi,
      Color background,
      List<PaintedLayer> layers) {
    this(width, height, extent, srid, dpi, background, layers, null);
  }

  /**
   * Metres on the ground for one on a screen.
   *
   * @param extent what a picture shows
   * @param srid EPSG code of the extent
   * @param width pixels of the picture
   * @param dpi dots per inch of the screen
   */
  public static double scaleDenominator(Envelope extent, int srid, int width, double dpi) {
    boolean degrees = Reprojection.system(srid) instanceof GeographicCRS;
    double metres = extent.getWidth() * (degrees ? METRES_IN_DEGREE : 1);
    return metres / (width * 0.0254 / dpi);
  }

  @Override
  public Envelope extent() {
    return new Envelope(extent);
  }
}
