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
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;

/**
 * Compares what an area is painted with, by both painters, to the legend's row of the rule that
 * claims it: the fill of the style's first part, and the mark in its middle of the other parts.
 */
final class LegendColours {

  /** Pixels of a picture's side. */
  private static final int SIDE = 80;

  /** Pixels whose mean is taken: a whole number of hatches of 6 and 8 pixels. */
  private static final int SAMPLE = 24;

  /** The margin of a legend. */
  private static final int MARGIN = 6;

  /** Pixels of a mark's middle: none of its edge. */
  private static final int MIDDLE = 2;

  /** Colours that differ so little are one. */
  private static final int NEAR = 3;

  private static final Map<Geometry, Envelope> INSIDE = new WeakHashMap<>();

  /** Both painters. */
  static final List<MapPainter> PAINTERS = List.of(new Java2DPainter(), new AreaPainter());

  private final Style style;
  private final List<Rule> rules;
  private final List<Rule> marks;
  private final Map<String, Color> swatches = new HashMap<>();

  /**
   * @param style whose first part fills areas; those after it, if there are any, leave marks
   */
  LegendColours(Style style) {
    this.style = style;
    this.rules = style.featureTypeStyles().get(0).rules();
    this.marks =
        style.featureTypeStyles().stream().skip(1).flatMap(part -> part.rules().stream()).toList();
  }

  /** Checks every row; how many there are. */
  int check(Layer layer) {
    RowValues values = new RowValues(layer);
    List<IntPredicate> fills = filters(rules, values);
    List<IntPredicate> marked = filters(marks, values);
    int checked = 0;
    for (int row = 0; row < layer.size(); row++) {
      if (layer.geometryIndex(row) < 0) {
        continue;
      }
      List<String> claims = claims(rules, fills, row);
      assertThat(claims).as("rules of %s that claim %s", layer.name(), layer.id(row)).hasSize(1);
      for (MapPainter painter : PAINTERS) {
        check(painter, layer, row, claims.get(0));
        if (!marks.isEmpty()) {
          checkMark(painter, layer, row, claims(marks, marked, row));
        }
      }
      checked++;
    }
    return checked;
  }

  private static List<IntPredicate> filters(List<Rule> rules, RowValues values) {
    return rules.stream().map(rule -> values.filter(rule.getFilter())).toList();
  }

  private static List<String> claims(List<Rule> rules, List<IntPredicate> filters, int row) {
    List<String> claims = new ArrayList<>();
    for (int i = 0; i < filters.size(); i++) {
      if (filters.get(i).test(row)) {
        claims.add(rules.get(i).getName());
      }
    }
    return claims;
  }

  private void check(MapPainter painter, Layer layer, int row, String claim) {
    Color inMap = inMap(painter, layer, new int[] {row}, style);
    Color claimed = inLegend(claim);
    if (distance(inMap, claimed) > NEAR) {
      throw wrong(painter, layer, row, claim + ": map " + inMap + ", legend " + claimed);
    }
    for (Rule other : rules) {
      if (!other.getName().equals(claim)
          && distance(inMap, inLegend(other.getName())) <= distance(inMap, claimed)) {
        throw wrong(painter, layer, row, claim + " is taken for " + other.getName());
      }
    }
  }

  /** In the middle of the area is the colour of the mark of the rule that claims it, or of none. */
  private void checkMark(MapPainter painter, Layer layer, int row, List<String> claims) {
    assertThat(claims).as("marks of %s", layer.id(row)).hasSizeLessThanOrEqualTo(1);
    Color inMap = inMiddle(painter, layer, row);
    for (Rule rule : marks) {
      boolean seen = distance(inMap, markInLegend(rule.getName())) <= NEAR;
      if (seen != claims.contains(rule.getName())) {
        throw wrong(
            painter,
            layer,
            row,
            rule.getName() + (seen ? " is seen" : " is not seen") + ", the map is " + inMap);
      }
    }
  }

  private static AssertionError wrong(MapPainter painter, Layer layer, int row, String what) {
    return new AssertionError(
        "%s, %s, %s: %s"
            .formatted(painter.getClass().getSimpleName(), layer.name(), layer.id(row), what));
  }

  /** The mean colour of a rule's swatch. */
  Color inLegend(String rule) {
    return swatches.computeIfAbsent(
        rule, name -> mean(swatch(name), MARGIN + 16, MARGIN + 16, SAMPLE));
  }

  /** The colour of a rule's mark in its swatch. */
  private Color markInLegend(String rule) {
    int middle = MARGIN + (SIDE - MIDDLE) / 2;
    return swatches.computeIfAbsent(rule, name -> mean(swatch(name), middle, middle, MIDDLE));
  }

  private BufferedImage swatch(String rule) {
    return LegendPainter.paint(
        style,
        new LegendOptions(
            "da", SIDE, SIDE, rule, 0, Color.WHITE, 12, MapRequest.STANDARD_DPI, null));
  }

  /** The colour around an area's anchor, where marks have their middle. */
  private Color inMiddle(MapPainter painter, Layer layer, int row) {
    int srid = layer.geometries().srid();
    Outline outline = Outline.of(layer.geometries(), layer.geometryIndex(row), srid);
    Envelope around = new Envelope(new Coordinate(outline.anchorX(), outline.anchorY()));
    around.expandBy(SIDE);
    int middle = (SIDE - MIDDLE) / 2;
    return mean(
        painter.paint(request(layer, new int[] {row}, style, around)), middle, middle, MIDDLE);
  }

  /** A small picture of some rows. */
  static MapRequest request(Layer layer, int[] rows, Style style, Envelope extent) {
    return new MapRequest(
        SIDE,
        SIDE,
        extent,
        layer.geometries().srid(),
        MapRequest.STANDARD_DPI,
        Color.WHITE,
        List.of(new PaintedLayer(layer, rows, style)));
  }

  /** The mean colour in an area, away from its border and from the symbol at its anchor. */
  static Color inMap(MapPainter painter, Layer layer, int[] rows, Style style) {
    Envelope inside =
        INSIDE.computeIfAbsent(
            layer.geometry(rows[0], layer.geometries().srid()), LegendColours::inside);
    MapRequest request = request(layer, rows, style, inside);
    Outline outline = Outline.of(layer.geometries(), layer.geometryIndex(rows[0]), request.srid());
    return mean(
        painter.paint(request),
        awayFrom((outline.anchorX() - inside.getMinX()) / inside.getWidth()),
        awayFrom((inside.getMaxY() - outline.anchorY()) / inside.getHeight()),
        SAMPLE);
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

  private static Color mean(BufferedImage image, int left, int top, int side) {
    long[] sum = new long[3];
    for (int y = top; y < top + side; y++) {
      for (int x = left; x < left + side; x++) {
        Color colour = new Color(image.getRGB(x, y));
        sum[0] += colour.getRed();
        sum[1] += colour.getGreen();
        sum[2] += colour.getBlue();
      }
    }
    int pixels = side * side;
    return new Color((int) (sum[0] / pixels), (int) (sum[1] / pixels), (int) (sum[2] / pixels));
  }

  /** The largest difference of a channel. */
  static int distance(Color a, Color b) {
    return Math.max(
        Math.abs(a.getRed() - b.getRed()),
        Math.max(Math.abs(a.getGreen() - b.getGreen()), Math.abs(a.getBlue() - b.getBlue())));
  }
}
