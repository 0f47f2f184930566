/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.geom.Envelope;

/** The way from map coordinates to pixels, for one request. */
final class MapView {

  /** Steps shorter than this many pixels are left out: they cannot be seen. */
  private static final double SMALLEST_STEP = 0.3;

  /** Beyond this many pixels outside the picture, geometry is cut: strokes reach less far. */
  private static final double USUAL_MARGIN = 512;

  /** The same for a tile, whose neighbours must find the same places for labels. */
  private static final double TILE_MARGIN = 1024;

  private final int width;
  private final int height;
  private final Envelope extent;
  private final double scaleX;
  private final double scaleY;
  private final double margin;

  MapView(MapRequest request) {
    this(request, 0);
  }

  /**
   * @param reach pixels of the largest symbol or shift: so much larger is what counts as near
   */
  MapView(MapRequest request, double reach) {
    this.width = request.width();
    this.height = request.height();
    this.extent = request.extent();
    this.scaleX = width / extent.getWidth();
    this.scaleY = height / extent.getHeight();
    this.margin = Math.max(request.grid() == null ? USUAL_MARGIN : TILE_MARGIN, 1.5 * reach);
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Metres on the ground for one on a screen of the request's resolution. */
  static double scaleDenominator(MapRequest request) {
    return MapRequest.scaleDenominator(
        request.extent(), request.srid(), request.width(), request.dpi());
  }

  /** The outline in pixels; {@link DeviceShape#NOTHING} when none of it can be seen. */
  DeviceShape shape(Outline outline) {
    double reachX = margin / scaleX;
    double reachY = margin / scaleY;
    Envelope seen = outline.extent();
    if (seen.isNull()
        || seen.getMaxX() < extent.getMinX() - reachX
        || seen.getMinX() > extent.getMaxX() + reachX
        || seen.getMaxY() < extent.getMinY() - reachY
        || seen.getMinY() > extent.getMaxY() + reachY) {
      return DeviceShape.NOTHING;
    }
    Path2D areas = new Path2D.Double(Path2D.WIND_EVEN_ODD);
    for (double[] ring : outline.rings()) {
      append(areas, ring, true);
    }
    Path2D lines = new Path2D.Double();
    for (double[] line : outline.lines()) {
      append(lines, line, false);
    }
    double[] points = new double[outline.points().length];
    for (int i = 0; i < points.length; i += 2) {
      points[i] = x(outline.points()[i]);
      points[i + 1] = y(outline.points()[i + 1]);
    }
    return new DeviceShape(
        areas,
        lines,
        points,
        new Point2D.Double(x(outline.anchorX()), y(outline.anchorY())),
        seen.getWidth() * scaleX * seen.getHeight() * scaleY,
        () -> new DeviceShape.Whole(thinned(outline.rings()), thinned(outline.lines())));
  }

  /** In pixels, without the steps that nobody can see. */
  private List<double[]> thinned(double[][] parts) {
    List<double[]> thinned = new ArrayList<>();
    for (double[] flat : parts) {
      double[] device = new double[flat.length];
      thinned.add(Arrays.copyOf(device, thin(flat, device)));
    }
    return thinned;
  }

  /** Brings a line to pixels, leaving out short steps; how much of the array is used. */
  private int thin(double[] flat, double[] device) {
    int length = 0;
    for (int i = 0; i < flat.length; i += 2) {
      double px = x(flat[i]);
      double py = y(flat[i + 1]);
      if (i + 2 == flat.length
          || length == 0
          || Math.abs(px - device[length - 2]) >= SMALLEST_STEP
          || Math.abs(py - device[length - 1]) >= SMALLEST_STEP) {
        device[length++] = px;
        device[length++] = py;
      }
    }
    return length;
  }

  /** Pixels from the left edge. */
  double x(double mapX) {
    return (mapX - extent.getMinX()) * scaleX;
  }

  /** Pixels from the upper edge. */
  double y(double mapY) {
    return (extent.getMaxY() - mapY) * scaleY;
  }

  private void append(Path2D path, double[] flat, boolean ring) {
    double[] device = new double[flat.length];
    double minX = Double.POSITIVE_INFINITY;
    double minY = Double.POSITIVE_INFINITY;
    double maxX = Double.NEGATIVE_INFINITY;
    double maxY = Double.NEGATIVE_INFINITY;
    int length = thin(flat, device);
    for (int i = 0; i < length; i += 2) {
      minX = Math.min(minX, device[i]);
      maxX = Math.max(maxX, device[i]);
      minY = Math.min(minY, device[i + 1]);
      maxY = Math.max(maxY, device[i + 1]);
    }
    if (maxX < -margin || minX > width + margin || maxY < -margin || minY > height + margin) {
      return;
    }
    boolean far =
        minX < -4 * margin
            || maxX > width + 4 * margin
            || minY < -4 * margin
            || maxY > height + 4 * margin;
    if (!far) {
      draw(path, device, length, ring);
    } else if (ring) {
      double[] cut = Clip.ring(device, length, -margin, -margin, width + margin, height + margin);
      draw(path, cut, cut.length, true);
    } else {
      for (double[] piece :
          Clip.line(device, length, -margin, -margin, width + margin, height + margin)) {
        draw(path, piece, piece.length, false);
      }
    }
  }

  private static void draw(Path2D path, double[] flat, int length, boolean ring) {
    int last = ring ? length - 2 : length;
    if (last < 4) {
      return;
    }
    path.moveTo(flat[0], flat[1]);
    for (int i = 2; i < last; i += 2) {
      path.lineTo(flat[i], flat[i + 1]);
    }
    if (ring) {
      path.closePath();
    }
  }
}
