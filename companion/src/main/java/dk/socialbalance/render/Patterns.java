/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.TexturePaint;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import org.geotools.api.style.Graphic;
import org.geotools.api.style.Mark;

/** Areas filled with a repeated mark: lines that run on, or marks side by side. */
final class Patterns {

  private static final int LARGEST_TILE = 512;

  /** What a tile looks like; equal ones are drawn once. */
  private record Tile(MarkSymbol.Look look, int mark, int size, boolean open) {}

  /** Drawing a tile costs more than all the rest of a simple map; the latest are kept. */
  private static final Map<Tile, BufferedImage> DRAWN = new ConcurrentHashMap<>();

  /** So many tiles, of at most a megabyte each and of some hundred bytes mostly. */
  private static final int MOST_KEPT = 64;

  private Patterns() {}

  /**
   * The paint of a row; null where there is none.
   *
   * @param margin kept free on every side of a mark, pixels of the picture
   */
  static IntFunction<Paint> of(Graphic graphic, double margin, Parameters parameters) {
    MarkSymbol symbol = new MarkSymbol(graphic, parameters);
    boolean open = Marks.isOpen(Marks.name((Mark) graphic.graphicalSymbols().get(0)));
    Map<Tile, Paint> known = new HashMap<>();
    return row -> {
      MarkSymbol.Look look = symbol.look(row);
      if (look == null) {
        return null;
      }
      int mark = (int) Math.max(2, Math.min(LARGEST_TILE, Math.round(look.side())));
      int size = (int) Math.min(LARGEST_TILE, Math.round(mark + 2 * margin));
      return known.computeIfAbsent(
          new Tile(look, mark, size, open), tile -> paint(tile, parameters.grid()));
    };
  }

  /** The square that is repeated from the grid's corner on, whatever the area: neighbours join. */
  private static Paint paint(Tile tile, PixelGrid grid) {
    if (DRAWN.size() >= MOST_KEPT) {
      DRAWN.clear();
    }
    BufferedImage image = DRAWN.computeIfAbsent(tile, Patterns::draw);
    int size = tile.size();
    return new TexturePaint(
        image, new Rectangle2D.Double(-grid.cutLeft(size), -grid.cutTop(size), size, size));
  }

  private static BufferedImage draw(Tile tile) {
    int size = tile.size();
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    Symbols.prepare(graphics);
    MarkSymbol.Look look = tile.look();
    if (tile.open() && tile.mark() == size) {
      runningOn(graphics, look, size);
    } else {
      MarkSymbol.Look fitted =
          new MarkSymbol.Look(look.shape(), tile.mark(), look.turn(), look.fill(), look.pen());
      // With its eight neighbours: what reaches over an edge comes in at the other.
      for (int dx = -1; dx <= 1; dx++) {
        for (int dy = -1; dy <= 1; dy++) {
          fitted.paint(
              graphics,
              AffineTransform.getTranslateInstance((0.5 + dx) * size, (0.5 + dy) * size),
              0.5,
              0.5);
        }
      }
    }
    graphics.dispose();
    return image;
  }

  /** One path of the square and its eight neighbours: lines have no ends at the edges. */
  private static void runningOn(Graphics2D graphics, MarkSymbol.Look look, int size) {
    Path2D all = new Path2D.Double();
    for (int dx = -1; dx <= 1; dx++) {
      for (int dy = -1; dy <= 1; dy++) {
        AffineTransform place = new AffineTransform();
        place.translate((0.5 + dx) * size, (0.5 + dy) * size);
        place.scale(size, size);
        all.append(place.createTransformedShape(look.shape()), false);
      }
    }
    Symbols.stroke(graphics, look.pen(), all);
  }
}
