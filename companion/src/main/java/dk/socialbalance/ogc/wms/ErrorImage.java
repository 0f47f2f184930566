/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * An error as a picture (EXCEPTIONS=INIMAGE or BLANK). The size has been checked before: an error
 * must not be a way to ask for a picture that a map may not have.
 */
final class ErrorImage {

  private static final int MARGIN = 8;
  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

  private ErrorImage() {}

  /** The message, black on the background (white when it is null), as much of it as fits. */
  static BufferedImage withText(int width, int height, Color background, String message) {
    BufferedImage image = blank(width, height, background == null ? Color.WHITE : background);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setFont(FONT);
    graphics.setColor(Color.BLACK);
    FontMetrics metrics = graphics.getFontMetrics();
    int y = MARGIN + metrics.getAscent();
    for (String line : lines(message, metrics, width - 2 * MARGIN)) {
      graphics.drawString(line, MARGIN, y);
      y += metrics.getHeight();
    }
    graphics.dispose();
    return image;
  }

  /** Nothing but the background; transparent when it is null. */
  static BufferedImage blank(int width, int height, Color background) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    if (background != null) {
      Graphics2D graphics = image.createGraphics();
      graphics.setColor(background);
      graphics.fillRect(0, 0, width, height);
      graphics.dispose();
    }
    return image;
  }

  private static List<String> lines(String message, FontMetrics metrics, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : message.split("\\s+")) {
      if (!line.isEmpty() && metrics.stringWidth(line + " " + word) > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
