/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.publication.Layer;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.IntPredicate;
import org.geotools.api.style.Rule;
import org.geotools.api.style.Style;
import org.locationtech.jts.algorithm.construct.MaximumInscribedCircle;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;

/** Compares what an area is painted with to the legend's row of the rule that claims it. */
final class LegendColours {

  /** Pixels of a picture's side. */
  private static final int SIDE = 80;

  /** Pixels of a swatch's. */
  private static final int SWATCH = 64;

  /** Pixels whose mean is taken: a whole number of hatches of 6 and 8 pixels. */
  private static final int SAMPLE = 24;

  /** The margin of a legend. */
  private static final int MARGIN = 6;

  private static final Map<Geometry, Envelope> INSIDE = new WeakHashMap<>();

  private final Style style;
  private final List<Rule> rules;
  private final Map<String, Color> swatches = new HashMap<>();

  /**
   * @param style whose first part fills areas
   */
  LegendColours(Style style) {
    this.style = style;
    this.rules = style.featureTypeStyles().get(0).rules();
  }

  /** Checks every row; how many there are. */
  int check(Layer layer) {
    RowValues values = new RowValues(layer);
    List<IntPredicate> filters =
        rules.stream().map(rule -> values.filter(rule.getFilter())).toList();
    int checked = 0;
    for (int row = 0; row < layer.size(); row++) {
      if (layer.geometryIndex(row) < 0) {
        continue;
      }
      List<String> claims = new ArrayList<>();
      for (int i = 0; i < filters.size(); i++) {
        if (filters.get(i).test(row)) {
          claims.add(rules.get(i).getName());
        }
      }
      assertThat(claims).as("rules of %s that claim %s", layer.name(), layer.id(row)).hasSize(1);
      check(layer, row, claims.get(0));
      checked++;
    }
    return checked;
  }

  private void check(Layer layer, int row, String claim) {
    Color inMap = inMap(layer, new int[] {row}, style);
    Color claimed = inLegend(claim);
    if (distance(inMap, claimed) > 3) {
      throw new AssertionError(
          "%s, %s, %s: map %s, legend %s"
              .formatted(layer.name(), layer.id(row), claim, inMap, claimed));
    }
    for (Rule other : rules) {
      if (!other.getName().equals(claim) && distance(inMap, inLegend(other.getName())) <= 3) {
        throw new AssertionError(
            "%s, %s: %s is taken for %s"
                .formatted(layer.name(), layer.id(row), claim, other.getName()));
      }
    }
  }

  /** The mean colour of a rule's swatch. */
  Color inLegend(String rule) {
    return swatches.computeIfAbsent(
        rule,
        name -> {
          BufferedImage legend =
              LegendPainter.paint(
                  style,
                  new LegendOptions(
                      "da", SIDE, SIDE, name, 0, Color.WHITE, 12, MapRequest.STANDARD_DPI, null));
          return mean(legend, MARGIN + 16, MARGIN + 16);
        });
  }

  /** The mean colour in an area, away from its border and from the symbol at its anchor. */
  static Color inMap(Layer layer, int[] rows, Style style) {
    Envelope inside =
        INSIDE.computeIfAbsent(
            layer.geometry(rows[0], layer.geometries().srid()), LegendColours::inside);
    PaintedLayer painted = new PaintedLayer(layer, rows, style);
    MapRequest request =
        new MapRequest(
            SIDE,
            SIDE,
            inside,
            layer.geometries().srid(),
            MapRequest.STANDARD_DPI,
            Color.WHITE,
            List.of(painted));
    Outline outline = Outline.of(layer.geometries(), layer.geometryIndex(rows[0]), request.srid());
    return mean(
        new Java2DPainter().paint(request),
        awayFrom((outline.anchorX() - inside.getMinX()) / inside.getWidth()),
        awayFrom((inside.getMaxY() - outline.anchorY()) / inside.getHeight()));
  }

  /** Where the sample begins, so that it has nothing of a symbol at this share of the side. */
  private static int awayFrom(double share) {
    return share < 0.5 ? SIDE - SAMPLE - 2 : 2;
  }

  /** A square in the largest circle inside the area. */
  private static Envelope inside(Geometry area) {
    LineString radius = new MaximumInscribedCircle(area, 1).getRadiusLine();
    Envelope square = new Envelope(radius.getStartPoint().getCoordinate());
    square.expandBy(0.6 * radius.getLength());
    return square;
  }

  private static Color mean(BufferedImage image, int left, int top) {
    long[] sum = new long[3];
    for (int y = top; y < top + SAMPLE; y++) {
      for (int x = left; x < left + SAMPLE; x++) {
        Color colour = new Color(image.getRGB(x, y));
        sum[0] += colour.getRed();
        sum[1] += colour.getGreen();
        sum[2] += colour.getBlue();
      }
    }
    int pixels = SAMPLE * SAMPLE;
    return new Color((int) (sum[0] / pixels), (int) (sum[1] / pixels), (int) (sum[2] / pixels));
  }

  /** The largest difference of a channel. */
  static int distance(Color a, Color b) {
    return Math.max(
        Math.abs(a.getRed() - b.getRed()),
        Math.max(Math.abs(a.getGreen() - b.getGreen()), Math.abs(a.getBlue() - b.getBlue())));
  }
}
