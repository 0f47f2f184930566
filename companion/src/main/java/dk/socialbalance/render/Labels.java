/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * The labels of a picture, drawn last, over all layers: none over another, none cut by the edge, in
 * an area mostly inside it. By priority, then the larger area first, then in order of arrival. On a
 * tile a label may be cut, for the neighbour shows the rest: it stands where it would on the map of
 * all tiles.
 */
final class Labels {

  /**
   * A label that wants a place.
   *
   * @param anchorX what part of its width lies left of the point
   * @param anchorY what part of its height lies below the point
   * @param shiftX pixels to the right
   * @param shiftY pixels downwards
   * @param rotation degrees, clockwise
   */
  record Label(
      String text,
      LabelSprite.Look look,
      DeviceShape shape,
      double anchorX,
      double anchorY,
      double shiftX,
      double shiftY,
      double rotation,
      double priority,
      TextSymbol.Options options) {}

  private static final double[][] DIRECTIONS = {
    {0, -1}, {0, 1}, {1, 0}, {-1, 0}, {0.7, -0.7}, {-0.7, -0.7}, {0.7, 0.7}, {-0.7, 0.7}
  };
  private static final double STEP = 6;

  private final int width;
  private final int height;
  private final int overhang;
  private final boolean tile;
  private final List<Label> waiting = new ArrayList<>();
  private final List<Rectangle2D> taken = new ArrayList<>();

  /** For a picture of this size. */
  Labels(int width, int height) {
    this(width, height, 0, false);
  }

  private Labels(int width, int height, int overhang, boolean tile) {
    this.width = width;
    this.height = height;
    this.overhang = overhang;
    this.tile = tile;
  }

  /** For a picture, or a piece of a larger map. */
  static Labels of(MapRequest request) {
    return request.grid() == null
        ? new Labels(request.width(), request.height())
        : onTile(request.width(), request.height());
  }

  /** For a piece of a larger map. */
  static Labels onTile(int width, int height) {
    return new Labels(width, height, Integer.MAX_VALUE / 2, true);
  }

  /** For a swatch, where a label may be cut. */
  static Labels onSwatch(int width, int height) {
    return new Labels(width, height, Integer.MAX_VALUE / 2, false);
  }

  void add(Label label) {
    waiting.add(label);
  }

  /** The places taken so far, for tests. */
  List<Rectangle2D> taken() {
    return List.copyOf(taken);
  }

  /** Places and draws all of them. */
  void paint(Graphics2D graphics) {
    place(label -> graphics.drawImage(label.sprite().image(), label.at(), null));
  }

  /**
   * A label in its place.
   *
   * @param at the way from the sprite to the picture
   */
  record Place(LabelSprite sprite, AffineTransform at) {}

  /** Places all of them, and hands over those that have found a place. */
  void place(Consumer<Place> drawing) {
    waiting.sort(
        Comparator.comparingDouble(Label::priority)
            .thenComparingDouble(label -> label.shape().size())
            .reversed());
    for (Label label : waiting) {
      LabelSprite sprite = LabelSprite.of(label.text(), label.options().autoWrap(), label.look());
      AffineTransform place = find(label, sprite);
      if (place != null) {
        drawing.accept(new Place(sprite, place));
      }
    }
  }

  /** The way to the first place that is free; null when there is none. */
  private AffineTransform find(Label label, LabelSprite sprite) {
    Point2D anchor = label.shape().anchor();
    AffineTransform here = fit(label, sprite, anchor.getX(), anchor.getY());
    if (here != null) {
      return here;
    }
    for (double away = STEP; away <= label.options().maxDisplacement(); away += STEP) {
      for (double[] direction : DIRECTIONS) {
        AffineTransform there =
            fit(
                label,
                sprite,
                anchor.getX() + away * direction[0],
                anchor.getY() + away * direction[1]);
        if (there != null) {
          return there;
        }
      }
    }
    Point2D visible = tile ? null : visibleMiddle(label.shape());
    return visible == null ? null : fit(label, sprite, visible.getX(), visible.getY());
  }

  private AffineTransform fit(Label label, LabelSprite sprite, double x, double y) {
    AffineTransform place = new AffineTransform();
    double left = x + label.shiftX() - label.anchorX() * sprite.width();
    double top = y + label.shiftY() - (1 - label.anchorY()) * sprite.height();
    if (label.rotation() == 0) {
      place.translate(Math.rint(left), Math.rint(top));
    } else {
      place.rotate(Math.toRadians(label.rotation()), x + label.shiftX(), y + label.shiftY());
      place.translate(left, top);
    }
    Rectangle2D box = new Rectangle2D.Double(0, 0, sprite.width(), sprite.height());
    if (label.rotation() == 0) {
      box.setRect(place.getTranslateX(), place.getTranslateY(), sprite.width(), sprite.height());
    } else {
      box = place.createTransformedShape(box).getBounds2D();
    }
    if (box.getMinX() < -overhang
        || box.getMinY() < -overhang
        || box.getMaxX() > (double) width + overhang
        || box.getMaxY() > (double) height + overhang) {
      return null;
    }
    if (label.options().conflictResolution()) {
      double space = label.options().spaceAround();
      Rectangle2D free =
          new Rectangle2D.Double(
              box.getX() - space,
              box.getY() - space,
              box.getWidth() + 2 * space,
              box.getHeight() + 2 * space);
      for (Rectangle2D other : taken) {
        if (other.intersects(free)) {
          return null;
        }
      }
    }
    if (!liesInside(label, box)) {
      return null;
    }
    taken.add(box);
    return place;
  }

  /** Whether enough of the box, tried at 5 by 3 points, lies inside the area. */
  private static boolean liesInside(Label label, Rectangle2D box) {
    Path2D area = label.shape().areas();
    double least = label.options().goodnessOfFit();
    if (!label.shape().isAreal() || least <= 0) {
      return true;
    }
    int mayMiss = (int) Math.floor(15 * (1 - least) + 1e-9);
    for (int column = 0; column < 5; column++) {
      for (int row = 0; row < 3; row++) {
        double x = box.getX() + (column + 0.5) / 5 * box.getWidth();
        double y = box.getY() + (row + 0.5) / 3 * box.getHeight();
        if (!area.contains(x, y) && --mayMiss < 0) {
          return false;
        }
      }
    }
    return true;
  }

  /** The middle of the largest part of an area that the picture's edge cuts; null when uncut. */
  private Point2D visibleMiddle(DeviceShape shape) {
    if (!shape.isAreal()
        || new Rectangle2D.Double(0, 0, width, height).contains(shape.areas().getBounds2D())) {
      return null;
    }
    double largest = 0;
    Point2D middle = null;
    for (double[] ring : rings(shape.areas())) {
      double[] cut = Clip.ring(ring, ring.length, 0, 0, width, height);
      double twice = 0;
      double sumX = 0;
      double sumY = 0;
      for (int i = 0; i + 3 < cut.length; i += 2) {
        double cross = cut[i] * cut[i + 3] - cut[i + 2] * cut[i + 1];
        twice += cross;
        sumX += (cut[i] + cut[i + 2]) * cross;
        sumY += (cut[i + 1] + cut[i + 3]) * cross;
      }
      if (Math.abs(twice) > largest) {
        largest = Math.abs(twice);
        middle = new Point2D.Double(sumX / (3 * twice), sumY / (3 * twice));
      }
    }
    return middle != null && shape.areas().contains(middle) ? middle : null;
  }

  private static List<double[]> rings(Path2D area) {
    List<double[]> rings = new ArrayList<>();
    List<Double> ring = new ArrayList<>();
    double[] point = new double[6];
    for (PathIterator i = area.getPathIterator(null); !i.isDone(); i.next()) {
      if (i.currentSegment(point) == PathIterator.SEG_CLOSE) {
        ring.add(ring.get(0));
        ring.add(ring.get(1));
        rings.add(ring.stream().mapToDouble(Double::doubleValue).toArray());
        ring.clear();
      } else {
        ring.add(point[0]);
        ring.add(point[1]);
      }
    }
    return rings;
  }
}
