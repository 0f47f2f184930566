/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.awt.Font;
import java.awt.Rectangle;
import java.awt.font.GlyphVector;
import java.awt.font.LineMetrics;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * A text to be written along lines, letter by letter: straight, or bent with the line. It starts
 * and ends on the line: one that is longer than its line is not written.
 */
final class LineLabels {

  /** Degrees between two letters at which a text is no longer readable, where a style says none. */
  static final double USUAL_ANGLE = 22.5;

  /**
   * A text laid on a line.
   *
   * @param letters their outlines
   * @param boxes around each of them
   */
  record Laid(Path2D letters, List<Rectangle2D> boxes) {

    /** Around all of them, with room for smooth edges. */
    Rectangle bounds() {
      Rectangle2D all = boxes.get(0);
      for (Rectangle2D box : boxes) {
        all = all.createUnion(box);
      }
      Rectangle bounds = all.getBounds();
      bounds.grow(4, 4);
      return bounds;
    }
  }

  private final GlyphVector glyphs;
  private final double[] starts;
  private final double ascent;
  private final double height;
  private final double halo;

  LineLabels(String text, LabelSprite.Look look) {
    Font font = look.font();
    this.glyphs = font.createGlyphVector(Fonts.CONTEXT, text.strip().replaceAll("\\s+", " "));
    this.starts = new double[glyphs.getNumGlyphs() + 1];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = glyphs.getGlyphPosition(i).getX();
    }
    LineMetrics metrics = font.getLineMetrics("Åg", Fonts.CONTEXT);
    this.ascent = metrics.getAscent();
    this.height = metrics.getAscent() + metrics.getDescent();
    this.halo = look.haloRadius();
  }

  /** Pixels of the text from its first letter to its last. */
  double width() {
    return starts[starts.length - 1];
  }

  /**
   * Lays the text on a line.
   *
   * @param middle where on the line its middle stands
   * @return null when the line is too short or bends too much there
   */
  Laid lay(Along line, double middle, Labels.OnLine how) {
    double from = middle - width() / 2;
    double to = middle + width() / 2;
    if (from < 0 || to > line.length()) {
      return null;
    }
    Along.Place first = line.at(from);
    Along.Place last = line.at(to);
    boolean backwards = how.upright() && last.x() < first.x() - 1e-6;
    Path2D letters = new Path2D.Double(Path2D.WIND_NON_ZERO);
    List<Rectangle2D> boxes = new ArrayList<>();
    double before = Double.NaN;
    for (int i = 0; i + 1 < starts.length; i++) {
      double along = (starts[i] + starts[i + 1]) / 2;
      Along.Place place =
          how.follow()
              ? onLine(line, backwards ? to - along : from + along, backwards)
              : between(backwards ? last : first, backwards ? first : last, along);
      if (how.follow() && bend(before, place.angle()) > how.sharpest()) {
        return null;
      }
      before = place.angle();
      add(i, place, how.beside(), letters, boxes);
    }
    return new Laid(letters, boxes);
  }

  private static Along.Place onLine(Along line, double at, boolean backwards) {
    Along.Place place = line.at(at);
    return backwards ? new Along.Place(place.x(), place.y(), place.angle() + Math.PI) : place;
  }

  /** On the straight way between the text's ends, its letters as far apart as ever. */
  private Along.Place between(Along.Place start, Along.Place end, double along) {
    double angle = Math.atan2(end.y() - start.y(), end.x() - start.x());
    double away = along - width() / 2;
    return new Along.Place(
        (start.x() + end.x()) / 2 + away * Math.cos(angle),
        (start.y() + end.y()) / 2 + away * Math.sin(angle),
        angle);
  }

  private static double bend(double one, double other) {
    return Double.isNaN(one) ? 0 : Math.abs(Math.IEEEremainder(other - one, 2 * Math.PI));
  }

  private void add(
      int glyph, Along.Place place, double beside, Path2D letters, List<Rectangle2D> boxes) {
    double advance = starts[glyph + 1] - starts[glyph];
    AffineTransform there = AffineTransform.getTranslateInstance(place.x(), place.y());
    there.rotate(place.angle());
    there.translate(-advance / 2, ascent - height / 2 - beside);
    Rectangle2D box =
        new Rectangle2D.Double(-halo, -ascent - halo, advance + 2 * halo, height + 2 * halo);
    boxes.add(there.createTransformedShape(box).getBounds2D());
    there.translate(-starts[glyph], 0);
    letters.append(there.createTransformedShape(glyphs.getGlyphOutline(glyph)), false);
  }
}
