/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.font.GlyphVector;
import java.awt.font.LineMetrics;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A label drawn once, to be copied into pictures: letters and halo cost more than all the rest of a
 * map.
 *
 * @param image the label on transparent ground
 * @param width of the text block in pixels, halo included
 * @param height likewise
 */
record LabelSprite(BufferedImage image, int width, int height) {

  /**
   * How letters look.
   *
   * @param fill colour with opacity
   * @param halo colour with opacity; nothing when the radius is 0
   */
  record Look(Font font, int fill, int halo, float haloRadius) {

    /** Draws letters: their halo, then themselves. */
    void paint(Graphics2D graphics, Path2D letters) {
      if (haloRadius > 0) {
        graphics.setPaint(new Color(halo, true));
        graphics.setStroke(
            new BasicStroke(2 * haloRadius, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(letters);
      }
      graphics.setPaint(new Color(fill, true));
      graphics.fill(letters);
    }
  }

  private record Key(Look look, String text, double widest) {}

  private static final int KEPT = 1000;

  /** Larger labels are not drawn at all, in pixels. */
  private static final long LARGEST = 8_000_000;

  /** Larger labels are drawn anew each time. */
  private static final int LARGEST_KEPT = 40_000;

  private static final Map<Key, LabelSprite> SPRITES =
      new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, LabelSprite> eldest) {
          return size() > KEPT;
        }
      };

  /**
   * The sprite of a text, its lines centred under each other.
   *
   * @param widest pixels that a line may take; 0 for no limit
   * @return null when it would be larger than any map
   */
  static LabelSprite of(String text, double widest, Look look) {
    Key key = new Key(look, text, widest);
    synchronized (SPRITES) {
      LabelSprite kept = SPRITES.get(key);
      if (kept != null) {
        return kept;
      }
    }
    LabelSprite made = draw(lines(text, look.font(), widest), look);
    if (made != null && made.width * made.height <= LARGEST_KEPT) {
      synchronized (SPRITES) {
        SPRITES.put(key, made);
      }
    }
    return made;
  }

  private static LabelSprite draw(List<String> lines, Look look) {
    List<GlyphVector> glyphs = new ArrayList<>();
    double textWidth = 0;
    for (String line : lines) {
      GlyphVector vector = look.font().createGlyphVector(Fonts.CONTEXT, line);
      glyphs.add(vector);
      textWidth = Math.max(textWidth, vector.getLogicalBounds().getWidth());
    }
    LineMetrics metrics = look.font().getLineMetrics("Åg", Fonts.CONTEXT);
    double lineHeight = metrics.getAscent() + metrics.getDescent();
    double space = Math.ceil(look.haloRadius()) + 1;
    int width = (int) Math.ceil(textWidth + 2 * space);
    int height = (int) Math.ceil(lineHeight * lines.size() + 2 * space);
    if ((long) width * height > LARGEST) {
      return null;
    }
    Path2D letters = new Path2D.Double(Path2D.WIND_NON_ZERO);
    double baseline = space + metrics.getAscent();
    for (GlyphVector vector : glyphs) {
      double left = (width - vector.getLogicalBounds().getWidth()) / 2;
      letters.append(vector.getOutline((float) left, (float) baseline), false);
      baseline += lineHeight;
    }
    return of(letters, look, new Rectangle(width, height));
  }

  /**
   * The sprite of letters that have their places already; not kept.
   *
   * @param seen what of the plane it shows
   */
  static LabelSprite of(Path2D letters, Look look, Rectangle seen) {
    BufferedImage image = new BufferedImage(seen.width, seen.height, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    Symbols.prepare(graphics);
    graphics.translate(-seen.x, -seen.y);
    look.paint(graphics, letters);
    graphics.dispose();
    return new LabelSprite(image, seen.width, seen.height);
  }

  /**
   * The text in lines; a line that is wider than allowed is broken between words.
   *
   * @param widest pixels; 0 for no limit
   */
  static List<String> lines(String text, Font font, double widest) {
    List<String> lines = new ArrayList<>();
    String clean = text.strip().replaceAll("\\s+", " ");
    if (widest <= 0) {
      lines.add(clean);
      return lines;
    }
    StringBuilder line = new StringBuilder();
    for (String word : clean.split(" ", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && width(longer, font) > widest) {
        lines.add(line.toString());
        line = new StringBuilder(word);
      } else {
        line = new StringBuilder(longer);
      }
    }
    lines.add(line.toString());
    return lines;
  }

  private static double width(String text, Font font) {
    return font.getStringBounds(text, Fonts.CONTEXT).getWidth();
  }
}
