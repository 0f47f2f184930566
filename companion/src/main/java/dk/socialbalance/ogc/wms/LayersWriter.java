/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import dk.socialbalance.ogc.common.CrsTable;
import dk.socialbalance.ogc.common.ServiceSettings;
import dk.socialbalance.ogc.common.XmlOut;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Layer.TimeStep;
import dk.socialbalance.publication.Style;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;
import org.springframework.web.util.UriUtils;

/**
 * Writes the tree of layers of the service metadata. Every layer carries its own boxes, since not
 * every client inherits them.
 */
final class LayersWriter {

  /** The standard's pixel, metres. */
  private static final double PIXEL = 0.00028;

  /** The largest diagonal of a pixel that is told: half around the earth, metres. */
  private static final double WIDEST = 20_000_000;

  private final WmsModel model;
  private final WmsVersion version;
  private final String language;
  private final WmsEndpoint endpoint;
  private final ServiceSettings settings;
  private final XmlOut xml;
  private final boolean v13;

  LayersWriter(WmsModel model, CapabilitiesKey key, ServiceSettings settings, XmlOut xml) {
    this.model = model;
    this.version = key.version();
    this.language = key.language();
    this.endpoint = key.endpoint();
    this.settings = settings;
    this.xml = xml;
    this.v13 = version == WmsVersion.V1_3_0;
  }

  void onlineResource(String href) throws IOException {
    if (v13) {
      xml.start("OnlineResource", "xlink:type", "simple", "xlink:href", href).end();
    } else {
      xml.start(
              "OnlineResource",
              "xmlns:xlink",
              "http://www.w3.org/1999/xlink",
              "xlink:type",
              "simple",
              "xlink:href",
              href)
          .end();
    }
  }

  void keywords(List<String> keywords) throws IOException {
    if (!keywords.isEmpty()) {
      xml.start("KeywordList");
      for (String keyword : keywords) {
        xml.element("Keyword", keyword);
      }
      xml.end();
    }
  }

  /** The whole tree. */
  void root(String title) throws IOException {
    xml.start("Layer");
    xml.element("Title", title);
    for (CrsTable.Offered system : systems(model.systems())) {
      xml.element(version.crsParameter(), system.code());
    }
    attribution();
    for (LayerTree.Container container : model.tree().containers()) {
      container(container);
    }
    for (Layer layer : model.tree().loose()) {
      layer(layer, layer.name());
    }
    xml.end();
  }

  /** Who delivers the layers; inherited by all of them. */
  private void attribution() throws IOException {
    xml.start("Attribution");
    xml.element("Title", settings.provider().in(language));
    if (!settings.contact().site().isEmpty()) {
      onlineResource(settings.contact().site());
    }
    xml.end();
  }

  private void container(LayerTree.Container container) throws IOException {
    xml.start("Layer");
    xml.element("Title", container.title().in(language));
    metadata(container.id());
    for (Layer layer : container.layers()) {
      layer(layer, container.id());
    }
    for (LayerTree.Container inner : container.containers()) {
      container(inner);
    }
    xml.end();
  }

  private void layer(Layer layer, String metadata) throws IOException {
    Layer.Description about = layer.description();
    String title = about.title().in(language);
    xml.start("Layer", "queryable", "1", "opaque", "0");
    xml.element("Name", endpoint.layerName(layer));
    xml.element("Title", title);
    xml.element("Abstract", about.description().in(language));
    keywords(about.keywords().isEmpty() ? List.of(title) : about.keywords());
    for (CrsTable.Offered system : systems(model.systems(layer))) {
      if (!systems(model.systems()).contains(system)) {
        xml.element(version.crsParameter(), system.code());
      }
    }
    boxes(layer);
    if (!layer.times().isEmpty()) {
      time(layer);
    }
    metadata(metadata);
    for (String name : model.styleNames(layer)) {
      style(layer, model.snapshot().styles().get(name));
    }
    scales(model.scales(layer));
    xml.end();
  }

  /** Metadata are not inherited (WMS 1.3.0, table 7): every layer says where its are. */
  private void metadata(String id) throws IOException {
    xml.start("MetadataURL", "type", v13 ? "ISO19115:2003" : "TC211");
    xml.element("Format", MetadataController.FORMAT);
    onlineResource(
        endpoint.base()
            + MetadataController.PATH
            + UriUtils.encodePathSegment(id, StandardCharsets.UTF_8));
    xml.end();
  }

  /**
   * At which scales anything is drawn. 1.1.1 says the diagonal of a pixel on the ground, in metres
   * (WMS 1.1.1, 7.1.4.5.8), and knows no open end.
   */
  private void scales(WmsModel.Scales scales) throws IOException {
    if (scales.areAll()) {
      return;
    }
    if (v13) {
      if (scales.least() > 0) {
        xml.element("MinScaleDenominator", plain(scales.least()));
      }
      if (Double.isFinite(scales.most())) {
        xml.element("MaxScaleDenominator", plain(scales.most()));
      }
      return;
    }
    double diagonal = PIXEL * Math.sqrt(2);
    xml.start(
            "ScaleHint",
            "min",
            plain(scales.least() * diagonal),
            "max",
            plain(Math.min(WIDEST, scales.most() * diagonal)))
        .end();
  }

  private static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  private void boxes(Layer layer) throws IOException {
    Envelope world = extent(layer, 4326);
    if (world.isNull()) {
      return;
    }
    if (v13) {
      xml.start("EX_GeographicBoundingBox");
      xml.element("westBoundLongitude", degrees(world.getMinX(), RoundingMode.FLOOR));
      xml.element("eastBoundLongitude", degrees(world.getMaxX(), RoundingMode.CEILING));
      xml.element("southBoundLatitude", degrees(world.getMinY(), RoundingMode.FLOOR));
      xml.element("northBoundLatitude", degrees(world.getMaxY(), RoundingMode.CEILING));
      xml.end();
    } else {
      xml.start(
              "LatLonBoundingBox",
              "minx",
              degrees(world.getMinX(), RoundingMode.FLOOR),
              "miny",
              degrees(world.getMinY(), RoundingMode.FLOOR),
              "maxx",
              degrees(world.getMaxX(), RoundingMode.CEILING),
              "maxy",
              degrees(world.getMaxY(), RoundingMode.CEILING))
          .end();
    }
    for (CrsTable.Offered system : systems(model.systems(layer))) {
      box(system, extent(layer, system.srid()));
    }
  }

  /**
   * The extent of a layer; a little around one that is a point or a line straight along an axis.
   */
  private static Envelope extent(Layer layer, int srid) {
    Envelope extent = new Envelope(layer.extent(srid));
    double around = CrsTable.degrees(srid) ? 0.0005 : 50;
    if (!extent.isNull()) {
      extent.expandBy(extent.getWidth() > 0 ? 0 : around, extent.getHeight() > 0 ? 0 : around);
    }
    return extent;
  }

  /** CRS:84 is a name of 1.3.0 alone. */
  private List<CrsTable.Offered> systems(CrsTable table) {
    return table.offered().stream().filter(system -> v13 || !system.crs84()).toList();
  }

  private void box(CrsTable.Offered system, Envelope extent) throws IOException {
    if (extent.isNull()) {
      return;
    }
    boolean north = v13 && !system.crs84() && CrsTable.northEast(system.srid());
    double minX = north ? extent.getMinY() : extent.getMinX();
    double minY = north ? extent.getMinX() : extent.getMinY();
    double maxX = north ? extent.getMaxY() : extent.getMaxX();
    double maxY = north ? extent.getMaxX() : extent.getMaxY();
    int decimals = CrsTable.degrees(system.srid()) ? 7 : 2;
    xml.start(
            "BoundingBox",
            version.crsParameter(),
            system.code(),
            "minx",
            rounded(minX, decimals, RoundingMode.FLOOR),
            "miny",
            rounded(minY, decimals, RoundingMode.FLOOR),
            "maxx",
            rounded(maxX, decimals, RoundingMode.CEILING),
            "maxy",
            rounded(maxY, decimals, RoundingMode.CEILING))
        .end();
  }

  private static String degrees(double value, RoundingMode mode) {
    return rounded(value, 7, mode);
  }

  /** Rounded outwards, so that the box holds the layer. */
  private static String rounded(double value, int decimals, RoundingMode mode) {
    return BigDecimal.valueOf(value).setScale(decimals, mode).stripTrailingZeros().toPlainString();
  }

  private void time(Layer layer) throws IOException {
    List<TimeStep> steps = layer.times();
    // What is loaded with a beat of its own has passed: it is not kept current.
    Optional<String> beat = model.beat(layer);
    String values = beat.orElseGet(() -> String.join(",", TimeRequest.values(steps)));
    String nearest = beat.isPresent() ? "1" : "0";
    String last = TimeRequest.usual(steps);
    if (v13) {
      xml.element(
          "Dimension",
          values,
          "name",
          "time",
          "units",
          "ISO8601",
          "default",
          last,
          "multipleValues",
          "1",
          "nearestValue",
          nearest,
          "current",
          beat.isPresent() ? "0" : "1");
    } else {
      xml.start("Dimension", "name", "time", "units", "ISO8601").end();
      xml.element("Extent", values, "name", "time", "default", last, "nearestValue", nearest);
    }
  }

  private void style(Layer layer, Style style) throws IOException {
    xml.start("Style");
    xml.element("Name", style.name());
    xml.element("Title", style.title().in(language));
    WmsModel.LegendSize size = model.legendSize(style.name(), language);
    xml.start(
        "LegendURL",
        "width",
        String.valueOf(size.width()),
        "height",
        String.valueOf(size.height()));
    xml.element("Format", "image/png");
    onlineResource(
        endpoint.url()
            + "?SERVICE=WMS&VERSION="
            + version.number()
            + "&REQUEST=GetLegendGraphic&FORMAT=image/png&LAYER="
            + encoded(endpoint.layerName(layer))
            + "&STYLE="
            + encoded(style.name())
            + (v13 ? "&SLD_VERSION=1.1.0" : "")
            + "&LANGUAGE="
            + language);
    xml.end();
    xml.end();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
