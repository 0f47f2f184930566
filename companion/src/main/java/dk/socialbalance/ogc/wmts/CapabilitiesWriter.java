/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wmts;

import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.ogc.common.OwsProvider;
import dk.socialbalance.ogc.common.ServiceSettings;
import dk.socialbalance.ogc.common.XmlOut;
import dk.socialbalance.ogc.common.tiles.TileFormat;
import dk.socialbalance.ogc.common.tiles.TileMatrix;
import dk.socialbalance.ogc.common.tiles.TileMatrixSet;
import dk.socialbalance.ogc.wms.TimeRequest;
import dk.socialbalance.ogc.wms.WmsModel;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Style;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.locationtech.jts.geom.Envelope;

/**
 * Writes the service metadata by the schema {@code wmtsGetCapabilities_response.xsd}.
 *
 * <p>Without limits of rows and columns: a tile without anything in it is answered, and with many
 * layers the limits would be most of the document.
 */
final class CapabilitiesWriter {

  private static final String WEB_MERCATOR_SCALES = "urn:ogc:def:wkss:OGC:1.0:GoogleMapsCompatible";

  /**
   * The formats of answers that say in themselves how their letters are written. Plain text needs a
   * parameter of its media type for that, and is served but not told: clients compare the two as
   * they stand. Nor are vector tiles: clients take every format of a layer for a picture
   * (OpenLayers draws by turns from all its addresses). OGC API Tiles tells them.
   */
  private static final List<WmtsPaths.InfoEnding> TOLD =
      List.of(WmtsPaths.InfoEnding.JSON, WmtsPaths.InfoEnding.HTML, WmtsPaths.InfoEnding.GML);

  private final WmsModel model;
  private final WmtsContext context;
  private final Set<Section> sections;
  private final ServiceSettings settings;
  private final String language;
  private final XmlOut xml;

  private CapabilitiesWriter(
      WmsModel model, CapabilitiesKey key, ServiceSettings settings, XmlOut xml) {
    this.model = model;
    this.context = key.context();
    this.sections = key.sections();
    this.settings = settings;
    this.language = key.context().language();
    this.xml = xml;
  }

  /** The document. */
  static byte[] write(WmsModel model, CapabilitiesKey key, ServiceSettings settings)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(64 * 1024);
    new CapabilitiesWriter(model, key, settings, new XmlOut(out)).document();
    return out.toByteArray();
  }

  private void document() throws IOException {
    xml.start(
        "Capabilities",
        "version",
        WmtsService.VERSION,
        "updateSequence",
        model.snapshot().revision(),
        "xmlns",
        "http://www.opengis.net/wmts/1.0",
        "xmlns:ows",
        "http://www.opengis.net/ows/1.1",
        "xmlns:xlink",
        "http://www.w3.org/1999/xlink",
        "xmlns:xsi",
        "http://www.w3.org/2001/XMLSchema-instance",
        "xsi:schemaLocation",
        "http://www.opengis.net/wmts/1.0 "
            + context.base()
            + "/schemas/wmts/1.0/wmtsGetCapabilities_response.xsd");
    if (sections.contains(Section.SERVICE_IDENTIFICATION)) {
      identification();
    }
    if (sections.contains(Section.SERVICE_PROVIDER)) {
      OwsProvider.write(xml, settings, language);
    }
    if (sections.contains(Section.OPERATIONS_METADATA)) {
      operations();
    }
    if (sections.contains(Section.CONTENTS)) {
      contents();
    }
    if (sections.size() == Section.values().length) {
      xml.element("ServiceMetadataURL", "", "xlink:href", context.rest() + "/WMTSCapabilities.xml");
    }
    xml.finish();
  }

  private void text(String element, LocalText text) throws IOException {
    text(element, text.in(language));
  }

  private void text(String element, String text) throws IOException {
    xml.element(element, text, "xml:lang", language);
  }

  private void keywords(List<String> keywords) throws IOException {
    if (!keywords.isEmpty()) {
      xml.start("ows:Keywords");
      for (String keyword : keywords) {
        xml.element("ows:Keyword", keyword);
      }
      xml.end();
    }
  }

  private void identification() throws IOException {
    xml.start("ows:ServiceIdentification");
    text("ows:Title", model.snapshot().title());
    text("ows:Abstract", settings.description());
    keywords(List.of("WMTS", "social balance", "indikatorer", "statistik"));
    xml.element("ows:ServiceType", "OGC WMTS");
    xml.element("ows:ServiceTypeVersion", WmtsService.VERSION);
    xml.element("ows:Fees", settings.fees().in(language));
    xml.element("ows:AccessConstraints", settings.accessConstraints().in(language));
    xml.end();
  }

  /**
   * What is asked by query. Paths are no operations (07-057r7, table 2): the layers and the address
   * of this document tell them, and clients that look at one address only find this one.
   */
  private void operations() throws IOException {
    xml.start("ows:OperationsMetadata");
    for (String operation : List.of("GetCapabilities", "GetTile", "GetFeatureInfo")) {
      xml.start("ows:Operation", "name", operation).start("ows:DCP").start("ows:HTTP");
      xml.start("ows:Get", "xlink:href", context.door("wmts") + "?");
      values("ows:Constraint", "GetEncoding", List.of("KVP"));
      xml.end().end().end();
      if (operation.equals("GetCapabilities")) {
        values("ows:Parameter", "AcceptVersions", List.of(WmtsService.VERSION));
        values("ows:Parameter", "AcceptFormats", List.of("application/xml"));
        values("ows:Parameter", "Sections", Section.names());
      }
      xml.end();
    }
    xml.end();
  }

  private void values(String element, String name, List<String> values) throws IOException {
    xml.start(element, "name", name).start("ows:AllowedValues");
    for (String value : values) {
      xml.element("ows:Value", value);
    }
    xml.end().end();
  }

  private void contents() throws IOException {
    xml.start("Contents");
    Set<String> used = new TreeSet<>();
    for (Layer layer : model.layers()) {
      List<TileMatrixSet> sets = TileMatrixSet.of(layer, model.snapshot().srid());
      sets.forEach(set -> used.add(set.id()));
      layer(layer, sets);
    }
    for (TileMatrixSet set : TileMatrixSet.all()) {
      if (used.contains(set.id())) {
        matrices(set);
      }
    }
    xml.end();
  }

  private void layer(Layer layer, List<TileMatrixSet> sets) throws IOException {
    Layer.Description about = layer.description();
    xml.start("Layer");
    text("ows:Title", about.title());
    text("ows:Abstract", about.description());
    keywords(about.keywords());
    box("ows:WGS84BoundingBox", null, layer.extent(4326), 7);
    xml.element("ows:Identifier", context.layerName(layer));
    for (int srid : sets.stream().mapToInt(TileMatrixSet::srid).distinct().toArray()) {
      box("ows:BoundingBox", urn(srid), layer.extent(srid), 2);
    }
    List<String> styles = model.styleNames(layer);
    for (String style : styles) {
      style(layer, model.snapshot().styles().get(style), style.equals(styles.get(0)));
    }
    xml.element("Format", TileFormat.PNG.mediaType());
    for (WmtsPaths.InfoEnding ending : TOLD) {
      xml.element("InfoFormat", ending.mediaType());
    }
    if (!layer.times().isEmpty()) {
      xml.start("Dimension");
      xml.element("ows:Identifier", "time");
      xml.element("ows:UOM", "ISO8601");
      xml.element("Default", TimeRequest.usual(layer.times()));
      xml.element("Current", "true");
      for (String value : TimeRequest.values(layer.times())) {
        xml.element("Value", value);
      }
      xml.end();
    }
    for (TileMatrixSet set : sets) {
      xml.start("TileMatrixSetLink").element("TileMatrixSet", set.id()).end();
    }
    String tile =
        context.rest()
            + "/"
            + context.layerName(layer)
            + "/{Style}"
            + (layer.times().isEmpty() ? "" : "/{time}")
            + "/{TileMatrixSet}/{TileMatrix}/{TileRow}/{TileCol}";
    resource(TileFormat.PNG.mediaType(), "tile", tile + "." + TileFormat.PNG.extension());
    for (WmtsPaths.InfoEnding ending : TOLD) {
      resource(ending.mediaType(), "FeatureInfo", tile + "/{J}/{I}." + ending.extension());
    }
    xml.end();
  }

  private void resource(String format, String type, String template) throws IOException {
    xml.start("ResourceURL", "format", format, "resourceType", type, "template", template).end();
  }

  private void style(Layer layer, Style style, boolean isDefault) throws IOException {
    xml.start("Style", "isDefault", String.valueOf(isDefault));
    text("ows:Title", style.title());
    xml.element("ows:Identifier", style.name());
    WmsModel.LegendSize size = model.legendSize(style.name(), language);
    xml.start(
            "LegendURL",
            "format",
            "image/png",
            "width",
            String.valueOf(size.width()),
            "height",
            String.valueOf(size.height()),
            "xlink:href",
            context.door("wms")
                + "?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetLegendGraphic&FORMAT=image/png&LAYER="
                + encoded(context.layerName(layer))
                + "&STYLE="
                + encoded(style.name())
                + "&SLD_VERSION=1.1.0&LANGUAGE="
                + language)
        .end();
    xml.end();
  }

  private void matrices(TileMatrixSet set) throws IOException {
    xml.start("TileMatrixSet");
    text("ows:Title", set.title());
    xml.element("ows:Identifier", set.id());
    xml.element("ows:SupportedCRS", urn(set.srid()));
    if (set.uri().isPresent()) {
      xml.element("WellKnownScaleSet", WEB_MERCATOR_SCALES);
    }
    for (TileMatrix matrix : set.matrices()) {
      xml.start("TileMatrix");
      xml.element("ows:Identifier", matrix.id());
      xml.element("ScaleDenominator", plain(matrix.scaleDenominator()));
      xml.element("TopLeftCorner", plain(set.left()) + " " + plain(set.top()));
      xml.element("TileWidth", String.valueOf(TileMatrix.PIXELS));
      xml.element("TileHeight", String.valueOf(TileMatrix.PIXELS));
      xml.element("MatrixWidth", String.valueOf(matrix.width()));
      xml.element("MatrixHeight", String.valueOf(matrix.height()));
      xml.end();
    }
    xml.end();
  }

  /** The spelling that the standard's scale set has for web maps (07-057r7, annex E.4). */
  private static String urn(int srid) {
    return srid == TileMatrixSet.WEB_MERCATOR.srid()
        ? "urn:ogc:def:crs:EPSG:6.18:3:3857"
        : "urn:ogc:def:crs:EPSG::" + srid;
  }

  private void box(String element, String crs, Envelope extent, int decimals) throws IOException {
    if (extent.isNull()) {
      return;
    }
    xml.start(element, "crs", crs);
    xml.element(
        "ows:LowerCorner",
        rounded(extent.getMinX(), decimals, RoundingMode.FLOOR)
            + " "
            + rounded(extent.getMinY(), decimals, RoundingMode.FLOOR));
    xml.element(
        "ows:UpperCorner",
        rounded(extent.getMaxX(), decimals, RoundingMode.CEILING)
            + " "
            + rounded(extent.getMaxY(), decimals, RoundingMode.CEILING));
    xml.end();
  }

  private static String rounded(double value, int decimals, RoundingMode mode) {
    return BigDecimal.valueOf(value).setScale(decimals, mode).stripTrailingZeros().toPlainString();
  }

  private static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
