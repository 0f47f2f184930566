/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.StyleTemplates;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.geotools.api.style.Style;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;

/** The shipped styles, as pictures that were looked at. */
class PictureTest {

  static final LocalText TITLE = new LocalText("Underretninger", "Notifications");

  private static final Layer DISTRICTS = Districts.layer(84);
  private static final double USUAL = MapRequest.STANDARD_DPI;

  static Style style(String which) throws StyleException {
    return StyleReader.read(sld(which));
  }

  static String sld(String which) {
    return switch (which) {
      case "choropleth" ->
          StyleTemplates.choropleth(
                  "s", TITLE, List.of(2.5, 5.0, 7.5, 10.0), true, new LocalText("%", "%"), 1)
              .sld();
      case "trend" -> StyleTemplates.trend("s", TITLE).sld();
      case "index" -> StyleTemplates.index("s", TITLE).sld();
      case "warnings" -> StyleTemplates.warnings("s", TITLE, "kommune").sld();
      default -> StyleTemplates.outline("s", TITLE).sld();
    };
  }

  private static MapRequest request(int width, int height, double dpi, Color back, String... styles)
      throws StyleException {
    Envelope extent = new Envelope(Districts.EXTENT);
    extent.expandBy(200);
    return request(width, height, extent, dpi, back, styles);
  }

  private static MapRequest request(
      int width, int height, Envelope extent, double dpi, Color back, String... styles)
      throws StyleException {
    List<PaintedLayer> layers = new ArrayList<>();
    for (String style : styles) {
      layers.add(new PaintedLayer(DISTRICTS, Districts.allRows(DISTRICTS), style(style)));
    }
    return new MapRequest(width, height, extent, 25832, dpi, back, layers);
  }

  /** A map with names. */
  static BufferedImage map() {
    try {
      return paint(request(512, 512, USUAL, Color.WHITE, "choropleth", "outline"));
    } catch (StyleException e) {
      throw new IllegalStateException(e);
    }
  }

  private static BufferedImage paint(MapRequest request) {
    return new Java2DPainter().paint(request);
  }

  @Test
  void choropleth() throws Exception {
    Goldens.check("choropleth", paint(request(512, 512, USUAL, Color.WHITE, "choropleth")));
  }

  @Test
  void choroplethTransparent() throws Exception {
    Goldens.check("choropleth_transparent", paint(request(256, 256, USUAL, null, "choropleth")));
  }

  @Test
  void choroplethWithNames() throws Exception {
    Goldens.checkWithText(
        "choropleth_names",
        paint(request(1024, 1024, USUAL, Color.WHITE, "choropleth", "outline")));
  }

  @Test
  void trend() throws Exception {
    Goldens.check("trend", paint(request(512, 512, USUAL, Color.WHITE, "trend")));
  }

  @Test
  void index() throws Exception {
    Goldens.check("index", paint(request(512, 512, USUAL, Color.WHITE, "index")));
  }

  @Test
  void outline() throws Exception {
    Goldens.checkWithText("outline", paint(request(512, 512, USUAL, Color.WHITE, "outline")));
  }

  @Test
  void printsAtDoubleResolution() throws Exception {
    Goldens.checkWithText(
        "choropleth_names_double",
        paint(request(1024, 1024, 2 * USUAL, Color.WHITE, "choropleth", "outline")));
  }

  @Test
  void zoomedInNamesStandInTheVisiblePart() throws Exception {
    Goldens.checkWithText(
        "choropleth_zoomed",
        paint(
            request(
                512,
                512,
                new Envelope(717000, 717900, 6183000, 6183900),
                USUAL,
                Color.WHITE,
                "choropleth",
                "outline")));
  }

  @Test
  void legends() throws Exception {
    for (String which : List.of("choropleth", "trend", "index", "outline", "warnings")) {
      for (String language : List.of("da", "en")) {
        LegendOptions usual = LegendOptions.usual(language);
        LegendOptions headed =
            new LegendOptions(
                language, 24, 16, null, 0, Color.WHITE, 12, USUAL, TITLE.in(language));
        Goldens.checkWithText(
            "legend_" + which + "_" + language,
            LegendPainter.paint(style(which), "choropleth".equals(which) ? headed : usual));
      }
    }
    LegendOptions print = new LegendOptions("da", 24, 16, null, 0, null, 12, 2 * USUAL, null);
    Goldens.checkWithText("legend_print", LegendPainter.paint(style("choropleth"), print));
  }
}
