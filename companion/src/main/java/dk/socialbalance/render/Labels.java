/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.awt.Graphics2D;
import java.awt.Rectangle;
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

  /** A label that wants a place. */
  record Label(
      String text,
      LabelSprite.Look look,
      DeviceShape shape,
      Placement placement,
      double priority,
      TextSymbol.Options options) {}

  /** Where a label wants to stand. */
  sealed interface Placement permits AtPoint, OnLine {}

  /**
   * At a point, or inside an area.
   *
   * @param anchorX what part of its width lies left of the point
   * @param anchorY what part of its height lies below the point
   * @param shiftX pixels to the right
   * @param shiftY pixels downwards
   * @param rotation degrees, clockwise
   */
  record AtPoint(double anchorX, double anchorY, double shiftX, double shiftY, double rotation)
      implements Placement {

    /** Its middle on the point. */
    static AtPoint centred(double shiftY) {
      return new AtPoint(0.5, 0.5, 0, shiftY, 0);
    }
  }

  /**
   * On a line, or on the border of an area.
   *
   * @param beside pixels above the line
   * @param aligned whether it turns with the line
   * @param follow whether it bends with the line
   * @param sharpest radians from letter to letter that it may bend
   * @param upright whether it is turned round where it would stand on its head
   * @param repeat pixels from one to the next; 0 for one alone
   * @param repeated whether it stands again and again, so far apart as the gaps tell
   * @param initialGap pixels before the first of the repeated ones
   * @param gap pixels between the repeated ones
   */
  record OnLine(
      double beside,
      boolean aligned,
      boolean follow,
      double sharpest,
      boolean upright,
      double repeat,
      boolean repeated,
      double initialGap,
      double gap)
      implements Placement {}

  private static final double[][] DIRECTIONS = {
    {0, -1}, {0, 1}, {1, 0}, {-1, 0}, {0.7, -0.7}, {-0.7, -0.7}, {0.7, 0.7}, {-0.7, 0.7}
  };
  private static final double STEP = 6;

  /** Least distance between the middles of repeated labels, in pixels. */
  private static final double CLOSEST_LABELS = 8;

  private final int width;
  private final int height;
  private final int overhang;
  private final boolean tile;
  private final List<Label> waiting = new ArrayList<>();
  private final Occupied taken = new Occupied();

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
    return taken.all();
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
      boolean hasLine = label.shape().isAreal() || label.shape().isLinear();
      if (label.placement() instanceof OnLine line && hasLine) {
        onLines(label, line, drawing);
        continue;
      }
      AtPoint at =
          label.placement() instanceof AtPoint point
              ? point
              : AtPoint.centred(-((OnLine) label.placement()).beside());
      LabelSprite sprite = LabelSprite.of(label.text(), label.options().autoWrap(), label.look());
      AffineTransform place = sprite == null ? null : find(label, at, sprite);
      if (place != null) {
        drawing.accept(new Place(sprite, place));
      }
    }
  }

  /** The way to the first place that is free; null when there is none. */
  private AffineTransform find(Label label, AtPoint at, LabelSprite sprite) {
    Point2D anchor = label.shape().anchor();
    AffineTransform here = fit(label, at, sprite, anchor.getX(), anchor.getY());
    if (here != null) {
      return here;
    }
    for (double away = STEP; away <= label.options().maxDisplacement(); away += STEP) {
      for (double[] direction : DIRECTIONS) {
        AffineTransform there =
            fit(
                label,
                at,
                sprite,
                anchor.getX() + away * direction[0],
                anchor.getY() + away * direction[1]);
        if (there != null) {
          return there;
        }
      }
    }
    Point2D visible = tile ? null : visibleMiddle(label.shape());
    return visible == null ? null : fit(label, at, sprite, visible.getX(), visible.getY());
  }

  /** Writes a label on its lines: once on the longest, or on each again and again. */
  private void onLines(Label label, OnLine how, Consumer<Place> drawing) {
    LineLabels text = new LineLabels(label.text(), label.look());
    DeviceShape.Whole whole = label.shape().whole().get();
    List<double[]> lines = whole.lines().isEmpty() ? whole.rings() : whole.lines();
    double period = how.repeated() ? text.width() + how.gap() : how.repeat();
    if (period > 0) {
      double first = how.repeated() ? how.initialGap() + text.width() / 2 : period / 2;
      double reach = text.width() + Math.abs(how.beside());
      Rectangle2D seen =
          new Rectangle2D.Double(-reach, -reach, width + 2 * reach, height + 2 * reach);
      for (double[] line : lines) {
        Along along = new Along(line);
        along.every(
            first,
            Math.max(period, CLOSEST_LABELS),
            seen,
            middle -> write(drawing, label, how, text, along, middle));
      }
      return;
    }
    Along longest = longest(tile ? lines : visible(lines));
    if (longest == null || write(drawing, label, how, text, longest, longest.length() / 2)) {
      return;
    }
    for (double away = STEP; away <= label.options().maxDisplacement(); away += STEP) {
      if (write(drawing, label, how, text, longest, longest.length() / 2 + away)
          || write(drawing, label, how, text, longest, longest.length() / 2 - away)) {
        return;
      }
    }
  }

  private List<double[]> visible(List<double[]> lines) {
    List<double[]> visible = new ArrayList<>();
    for (double[] line : lines) {
      visible.addAll(Clip.line(line, line.length, 0, 0, width, height));
    }
    return visible;
  }

  private static Along longest(List<double[]> lines) {
    Along longest = null;
    for (double[] line : lines) {
      Along along = new Along(line);
      longest = longest == null || along.length() > longest.length() ? along : longest;
    }
    return longest;
  }

  /** Writes a label at a place on a line, when it is free; whether it was. */
  private boolean write(
      Consumer<Place> drawing,
      Label label,
      OnLine how,
      LineLabels text,
      Along line,
      double middle) {
    if (!how.aligned()) {
      if (middle < 0 || middle > line.length()) {
        return false;
      }
      LabelSprite sprite = LabelSprite.of(label.text(), 0, label.look());
      Along.Place at = line.at(middle);
      AffineTransform place =
          sprite == null
              ? null
              : fit(label, AtPoint.centred(-how.beside()), sprite, at.x(), at.y());
      if (place != null) {
        drawing.accept(new Place(sprite, place));
      }
      return place != null;
    }
    LineLabels.Laid laid = text.lay(line, middle, how);
    if (laid == null || !laid.boxes().stream().allMatch(box -> isFree(label, box))) {
      return false;
    }
    laid.boxes().forEach(taken::add);
    Rectangle seen = laid.bounds().intersection(new Rectangle(0, 0, width, height));
    if (!seen.isEmpty()) {
      drawing.accept(
          new Place(
              LabelSprite.of(laid.letters(), label.look(), seen),
              AffineTransform.getTranslateInstance(seen.x, seen.y)));
    }
    return true;
  }

  /** Whether a box lies in the picture and, unless it need not, clear of other labels. */
  private boolean isFree(Label label, Rectangle2D box) {
    return box.getMinX() >= -overhang
        && box.getMinY() >= -overhang
        && box.getMaxX() <= (double) width + overhang
        && box.getMaxY() <= (double) height + overhang
        && (!label.options().conflictResolution()
            || taken.isFree(box, label.options().spaceAround()));
  }

  private AffineTransform fit(Label label, AtPoint at, LabelSprite sprite, double x, double y) {
    AffineTransform place = new AffineTransform();
    double left = x + at.shiftX() - at.anchorX() * sprite.width();
    double top = y + at.shiftY() - (1 - at.anchorY()) * sprite.height();
    Rectangle2D box = new Rectangle2D.Double(0, 0, sprite.width(), sprite.height());
    if (at.rotation() == 0) {
      place.translate(Math.rint(left), Math.rint(top));
    } else {
      place.rotate(Math.toRadians(at.rotation()), x + at.shiftX(), y + at.shiftY());
      place.translate(left, top);
    }
    box = place.createTransformedShape(box).getBounds2D();
    boolean inside = label.placement() instanceof OnLine || liesInside(label, box);
    if (!inside || !isFree(label, box)) {
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
