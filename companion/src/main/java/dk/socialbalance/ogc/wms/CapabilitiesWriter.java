/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import dk.socialbalance.ogc.common.CrsTable;
import dk.socialbalance.ogc.common.ServiceSettings;
import dk.socialbalance.ogc.common.XmlOut;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Layer.TimeStep;
import dk.socialbalance.publication.Style;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.locationtech.jts.geom.Envelope;

/**
 * Writes the service metadata: WMS 1.3.0 by its schema ({@code capabilities_1_3_0.xsd} with the SLD
 * profile's extension), 1.1.1 by its DTD ({@code WMS_MS_Capabilities.dtd}). The order of the
 * elements is theirs. Every layer carries its own boxes, since not every client inherits them.
 */
final class CapabilitiesWriter {

  private final WmsModel model;
  private final WmsVersion version;
  private final String language;
  private final WmsEndpoint endpoint;
  private final ServiceSettings settings;
  private final XmlOut xml;
  private final boolean v13;

  private CapabilitiesWriter(
      WmsModel model, CapabilitiesCache.Key key, ServiceSettings settings, XmlOut xml) {
    this.model = model;
    this.version = key.version();
    this.language = key.language();
    this.endpoint = key.endpoint();
    this.settings = settings;
    this.xml = xml;
    this.v13 = version == WmsVersion.V1_3_0;
  }

  /** The document. */
  static byte[] write(WmsModel model, CapabilitiesCache.Key key, ServiceSettings settings)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(64 * 1024);
    new CapabilitiesWriter(model, key, settings, new XmlOut(out)).document();
    return out.toByteArray();
  }

  private void document() throws IOException {
    if (v13) {
      xml.start(
          "WMS_Capabilities",
          "version",
          "1.3.0",
          "updateSequence",
          model.snapshot().revision(),
          "xmlns",
          "http://www.opengis.net/wms",
          "xmlns:sld",
          "http://www.opengis.net/sld",
          "xmlns:xlink",
          "http://www.w3.org/1999/xlink",
          "xmlns:xsi",
          "http://www.w3.org/2001/XMLSchema-instance",
          "xsi:schemaLocation",
          "http://www.opengis.net/wms http://schemas.opengis.net/wms/1.3.0/capabilities_1_3_0.xsd"
              + " http://www.opengis.net/sld"
              + " http://schemas.opengis.net/sld/1.1.0/sld_capabilities.xsd");
    } else {
      xml.doctype(
          "<!DOCTYPE WMT_MS_Capabilities SYSTEM"
              + " \"http://schemas.opengis.net/wms/1.1.1/WMS_MS_Capabilities.dtd\">");
      xml.start(
          "WMT_MS_Capabilities", "version", "1.1.1", "updateSequence", model.snapshot().revision());
    }
    service();
    xml.start("Capability");
    requests();
    xml.start("Exception");
    for (String format : ErrorStyle.advertised(version)) {
      xml.element("Format", format);
    }
    xml.end();
    if (!v13) {
      xml.start(
              "UserDefinedSymbolization",
              "SupportSLD",
              "0",
              "UserLayer",
              "0",
              "UserStyle",
              "0",
              "RemoteWFS",
              "0")
          .end();
    }
    root();
    xml.finish();
  }

  private String title() {
    return model.snapshot().title().in(language);
  }

  private void service() throws IOException {
    xml.start("Service");
    xml.element("Name", v13 ? "WMS" : "OGC:WMS");
    xml.element("Title", title());
    xml.element("Abstract", settings.description().in(language));
    keywords(List.of("WMS", "social balance", "indikatorer", "statistik"));
    onlineResource(endpoint.url());
    contact();
    xml.element("Fees", settings.fees().in(language));
    xml.element("AccessConstraints", settings.accessConstraints().in(language));
    if (v13) {
      xml.element("LayerLimit", String.valueOf(settings.limits().layers()));
      xml.element("MaxWidth", String.valueOf(settings.limits().imageSide()));
      xml.element("MaxHeight", String.valueOf(settings.limits().imageSide()));
    }
    xml.end();
  }

  private void contact() throws IOException {
    xml.start("ContactInformation");
    xml.start("ContactPersonPrimary");
    xml.element("ContactPerson", "");
    xml.element("ContactOrganization", settings.provider().in(language));
    xml.end();
    if (!settings.contactEmail().isEmpty()) {
      xml.element("ContactElectronicMailAddress", settings.contactEmail());
    }
    xml.end();
  }

  private void requests() throws IOException {
    xml.start("Request");
    operation("GetCapabilities", List.of(v13 ? "text/xml" : "application/vnd.ogc.wms_xml"));
    operation("GetMap", ImageFormat.SPELLINGS);
    operation("GetFeatureInfo", FeatureInfoFormat.NAMES);
    operation(
        v13 ? "sld:GetLegendGraphic" : "GetLegendGraphic",
        List.of("image/png", "application/json"));
    xml.end();
  }

  private void operation(String name, List<String> formats) throws IOException {
    xml.start(name);
    for (String format : formats) {
      xml.element("Format", format);
    }
    xml.start("DCPType");
    xml.start("HTTP");
    xml.start("Get");
    onlineResource(endpoint.url() + "?");
    xml.end();
    xml.end();
    xml.end();
    xml.end();
  }

  private void onlineResource(String href) throws IOException {
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

  private void keywords(List<String> keywords) throws IOException {
    if (!keywords.isEmpty()) {
      xml.start("KeywordList");
      for (String keyword : keywords) {
        xml.element("Keyword", keyword);
      }
      xml.end();
    }
  }

  private void root() throws IOException {
    xml.start("Layer");
    xml.element("Title", title());
    for (CrsTable.Offered system : systems(model.systems())) {
      xml.element(version.crsParameter(), system.code());
    }
    for (LayerTree.Container container : model.tree().containers()) {
      container(container);
    }
    for (Layer layer : model.tree().loose()) {
      layer(layer);
    }
    xml.end();
  }

  private void container(LayerTree.Container container) throws IOException {
    xml.start("Layer");
    xml.element("Title", container.title().in(language));
    for (Layer layer : container.layers()) {
      layer(layer);
    }
    for (LayerTree.Container inner : container.containers()) {
      container(inner);
    }
    xml.end();
  }

  private void layer(Layer layer) throws IOException {
    Layer.Description about = layer.description();
    xml.start("Layer", "queryable", "1", "opaque", "0");
    xml.element("Name", endpoint.layerName(layer));
    xml.element("Title", about.title().in(language));
    xml.element("Abstract", about.description().in(language));
    keywords(about.keywords());
    for (CrsTable.Offered system : systems(model.systems(layer))) {
      if (!systems(model.systems()).contains(system)) {
        xml.element(version.crsParameter(), system.code());
      }
    }
    boxes(layer);
    if (!layer.times().isEmpty()) {
      time(layer.times());
    }
    for (String name : model.styleNames(layer)) {
      style(layer, model.snapshot().styles().get(name));
    }
    xml.end();
  }

  private void boxes(Layer layer) throws IOException {
    Envelope world = layer.extent(4326);
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
      box(system, layer.extent(system.srid()));
    }
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

  private void time(List<TimeStep> steps) throws IOException {
    String values = String.join(",", TimeRequest.values(steps));
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
          "0",
          "current",
          "1");
    } else {
      xml.start("Dimension", "name", "time", "units", "ISO8601").end();
      xml.element("Extent", values, "name", "time", "default", last, "nearestValue", "0");
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
