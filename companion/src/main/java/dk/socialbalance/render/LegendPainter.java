/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.LineMetrics;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.geotools.api.style.FeatureTypeStyle;
import org.geotools.api.style.Rule;
import org.geotools.api.style.Style;
import org.geotools.api.style.Symbolizer;
import org.geotools.api.util.InternationalString;

/** Paints legends: for every rule a swatch, drawn by the rule's own symbolizers, and its title. */
public final class LegendPainter {

  private static final double PADDING = 6;
  private static final double GAP = 8;
  private static final double BETWEEN = 4;
  private static final double WIDEST_TEXT = 400;

  /** A row of a legend: a rule, and its title in the legend's language; empty for none. */
  public record Row(Rule rule, String title) {}

  private final LegendOptions options;
  private final double scale;
  private final Font font;
  private final Font headFont;
  private final double lineHeight;
  private final double ascent;

  private LegendPainter(LegendOptions options) {
    this.options = options;
    this.scale = options.dpi() / MapRequest.STANDARD_DPI;
    this.font = Fonts.find(options.layout().fonts(), false, false, options.fontSize() * scale);
    this.headFont = font.deriveFont(Font.BOLD);
    LineMetrics metrics = headFont.getLineMetrics("Åg", Fonts.CONTEXT);
    this.ascent = metrics.getAscent();
    this.lineHeight = metrics.getAscent() + metrics.getDescent();
  }

  /** The legend; one pixel of background when no rule is left. */
  public static BufferedImage paint(Style style, LegendOptions options) {
    return new LegendPainter(options).paint(rows(style, options));
  }

  /** What the legend says, for answers that are not pictures. */
  public static List<Row> rows(Style style, LegendOptions options) {
    LegendOptions.Content content = options.content();
    List<Row> rows = new ArrayList<>();
    for (FeatureTypeStyle part : style.featureTypeStyles()) {
      for (Rule rule : part.rules()) {
        boolean named = options.rule() == null || options.rule().equals(rule.getName());
        boolean empty = content.hideEmpty() && content.counts().of(rule) == 0;
        if (named && !empty && drawsAt(rule, options.scaleDenominator())) {
          String title = title(rule, options.language());
          rows.add(
              new Row(
                  rule,
                  content.showCounts()
                      ? (title + " (" + content.counts().of(rule) + ")").strip()
                      : title));
        }
      }
    }
    return rows;
  }

  /** Whether a rule draws at a scale; at any when the scale is 0. */
  static boolean drawsAt(Rule rule, double scaleDenominator) {
    return scaleDenominator <= 0 || Java2DPainter.drawsAt(rule, scaleDenominator);
  }

  private static String title(Rule rule, String language) {
    InternationalString title = rule.getDescription().getTitle();
    String text = title == null ? null : title.toString(Locale.forLanguageTag(language));
    if (text == null || text.isBlank()) {
      text = rule.getName();
    }
    return text == null ? "" : text;
  }

  private BufferedImage paint(List<Row> rows) {
    if (rows.isEmpty()) {
      return picture(1, 1);
    }
    double swatchWidth = options.symbolWidth() * scale;
    double swatchHeight = options.symbolHeight() * scale;
    List<List<String>> titles = new ArrayList<>();
    double widest = 0;
    for (Row row : rows) {
      List<String> lines =
          options.layout().labels()
              ? LabelSprite.lines(row.title(), font, WIDEST_TEXT * scale)
              : List.of();
      titles.add(lines);
      widest = Math.max(widest, widest(lines, font));
    }
    double rowWidth = swatchWidth + (widest > 0 ? GAP * scale + widest : 0);
    List<String> head =
        options.title() == null || options.title().isBlank()
            ? List.of()
            : LabelSprite.lines(options.title(), headFont, Math.max(rowWidth, 220 * scale));
    int columns = Math.min(options.layout().columns(), rows.size());
    int inColumn = (rows.size() + columns - 1) / columns;
    double step = rowWidth + 2 * PADDING * scale;
    double width =
        Math.max(columns * step - 2 * PADDING * scale, widest(head, headFont))
            + 2 * PADDING * scale;
    double height = 2 * PADDING * scale + head.size() * lineHeight;
    height += head.isEmpty() ? 0 : 1.5 * BETWEEN * scale;
    double deepest = 0;
    for (int from = 0; from < titles.size(); from += inColumn) {
      double depth = -BETWEEN * scale;
      for (List<String> lines : titles.subList(from, Math.min(titles.size(), from + inColumn))) {
        depth += rowHeight(lines, swatchHeight) + BETWEEN * scale;
      }
      deepest = Math.max(deepest, depth);
    }
    height += deepest;
    BufferedImage image = picture((int) Math.ceil(width), (int) Math.ceil(height));
    Graphics2D graphics = image.createGraphics();
    try {
      Symbols.prepare(graphics);
      double y = PADDING * scale;
      write(graphics, head, headFont, PADDING * scale, y);
      y += head.isEmpty() ? 0 : head.size() * lineHeight + 1.5 * BETWEEN * scale;
      double first = y;
      for (int i = 0; i < rows.size(); i++) {
        y = i % inColumn == 0 ? first : y;
        double left = (i / inColumn) * step;
        List<String> lines = titles.get(i);
        double rowHeight = rowHeight(lines, swatchHeight);
        double top = Math.rint(y + (rowHeight - swatchHeight) / 2);
        swatch(graphics, rows.get(i).rule(), Math.rint(left + PADDING * scale), top);
        write(
            graphics,
            lines,
            font,
            left + (PADDING + GAP) * scale + swatchWidth,
            y + (rowHeight - lines.size() * lineHeight) / 2);
        y += rowHeight + BETWEEN * scale;
      }
    } finally {
      graphics.dispose();
    }
    return image;
  }

  private BufferedImage picture(int width, int height) {
    BufferedImage image =
        new BufferedImage(
            width,
            height,
            options.background() == null
                ? BufferedImage.TYPE_INT_ARGB
                : BufferedImage.TYPE_INT_RGB);
    if (options.background() != null) {
      Graphics2D graphics = image.createGraphics();
      graphics.setPaint(options.background());
      graphics.fillRect(0, 0, width, height);
      graphics.dispose();
    }
    return image;
  }

  private double rowHeight(List<String> lines, double swatchHeight) {
    return Math.max(swatchHeight, lines.size() * lineHeight);
  }

  private static double widest(List<String> lines, Font font) {
    double widest = 0;
    for (String line : lines) {
      widest = Math.max(widest, font.getStringBounds(line, Fonts.CONTEXT).getWidth());
    }
    return widest;
  }

  private void write(Graphics2D graphics, List<String> lines, Font with, double x, double top) {
    graphics.setPaint(options.layout().ink());
    double baseline = top + ascent;
    for (String line : lines) {
      graphics.fill(
          with.createGlyphVector(Fonts.CONTEXT, line).getOutline((float) x, (float) baseline));
      baseline += lineHeight;
    }
  }

  /** Draws the rule's symbolizers on a rectangle, as a picture of their own. */
  private void swatch(Graphics2D graphics, Rule rule, double x, double y) {
    int width = (int) Math.max(1, Math.round(options.symbolWidth() * scale));
    int height = (int) Math.max(1, Math.round(options.symbolHeight() * scale));
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    Graphics2D on = image.createGraphics();
    Symbols.prepare(on);
    on.clipRect(0, 0, width, height);
    Labels labels = Labels.onSwatch(width, height);
    Parameters parameters =
        new Parameters(new RowValues(null), scale, options.scaleDenominator(), null);
    DeviceShape shape =
        DeviceShape.rectangle(new Rectangle2D.Double(0.5, 0.5, width - 1.0, height - 1.0));
    for (Symbolizer symbolizer : rule.symbolizers()) {
      Symbols.of(symbolizer, parameters, labels).paint(on, 0, shape);
    }
    labels.paint(on);
    on.dispose();
    graphics.drawImage(image, (int) x, (int) y, null);
  }
}
