/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.web;

import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.LayerGroup;
import dk.socialbalance.publication.Snapshot;
import dk.socialbalance.publication.Style;
import dk.socialbalance.render.QgisRenderer;
import dk.socialbalance.render.StyleException;
import dk.socialbalance.render.StyleReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A QGIS layer definition: dragged into QGIS it adds every layer, grouped as in the layer tree.
 *
 * <p>Each level and theme holds its WMS layers (drawn by the server, stepped by QGIS's temporal
 * controller) and, in a group of their own, the newest figures as WFS layers with the same colours
 * and the whole history as WFS layers with their period as time.
 */
final class QgisLayers {

  private final Snapshot snapshot;
  private final String base;
  private final String language;
  private final List<Entry> entries = new ArrayList<>();

  private record Entry(String id, Layer layer, boolean wms, String title) {}

  /**
   * Prepares the definition.
   *
   * @param base public address of the service
   * @param language of titles, da or en
   */
  QgisLayers(Snapshot snapshot, String base, String language) {
    this.snapshot = snapshot;
    this.base = base;
    this.language = language;
  }

  /** The document. */
  String document() {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeDTD("<!DOCTYPE qgis-layer-definition>");
      xml.writeStartElement("qlr");
      openGroup(xml, "");
      openGroup(xml, snapshot.title().in(language));
      for (LayerGroup group : snapshot.groups()) {
        if (group.parent().isEmpty()) {
          writeLevel(xml, group);
        }
      }
      writeOthers(xml);
      xml.writeEndElement();
      xml.writeEndElement();
      xml.writeStartElement("maplayers");
      for (Entry entry : entries) {
        writeLayer(xml, entry);
      }
      xml.writeEndElement();
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException | StyleException e) {
      throw new IllegalStateException("The QGIS layer definition cannot be written", e);
    }
    return text.toString();
  }

  private void writeLevel(XMLStreamWriter xml, LayerGroup level) throws XMLStreamException {
    openGroup(xml, level.title().in(language));
    writeMembers(xml, level);
    for (LayerGroup theme : snapshot.groups()) {
      if (theme.parent().equals(level.name())) {
        openGroup(xml, theme.title().in(language));
        writeMembers(xml, theme);
        xml.writeEndElement();
      }
    }
    xml.writeEndElement();
  }

  /** The group's own layers: first drawn by the server, then as data. */
  private void writeMembers(XMLStreamWriter xml, LayerGroup group) throws XMLStreamException {
    List<Layer> layers = new ArrayList<>();
    for (String name : group.members()) {
      Layer layer = snapshot.layers().get(name);
      if (layer != null) {
        layers.add(layer);
      }
    }
    for (Layer layer : layers) {
      if (layer.description().inWms()) {
        writeNode(xml, layer, true);
      }
    }
    openGroup(xml, "Data (WFS)");
    for (Layer layer : layers) {
      Layer latest = snapshot.layers().get(layer.name() + "_seneste");
      if (latest != null) {
        writeNode(xml, latest, false);
      }
      writeNode(xml, layer, false);
    }
    xml.writeEndElement();
  }

  /** Layers that no group of the tree holds: tables. */
  private void writeOthers(XMLStreamWriter xml) throws XMLStreamException {
    Set<String> written = new HashSet<>();
    entries.forEach(entry -> written.add(entry.layer().name()));
    for (Layer layer : snapshot.layers().values()) {
      if (!written.contains(layer.name())) {
        writeNode(xml, layer, false);
      }
    }
  }

  private static void openGroup(XMLStreamWriter xml, String name) throws XMLStreamException {
    xml.writeStartElement("layer-tree-group");
    xml.writeAttribute("name", name);
    xml.writeAttribute("checked", name.isEmpty() ? "Qt::Checked" : "Qt::Unchecked");
    xml.writeAttribute("expanded", "0");
  }

  private void writeNode(XMLStreamWriter xml, Layer layer, boolean wms) throws XMLStreamException {
    String id = layer.name() + (wms ? "_wms" : "_wfs");
    Entry entry = new Entry(id, layer, wms, layer.description().title().in(language));
    entries.add(entry);
    xml.writeEmptyElement("layer-tree-layer");
    xml.writeAttribute("id", id);
    xml.writeAttribute("name", entry.title());
    xml.writeAttribute("checked", "Qt::Unchecked");
    xml.writeAttribute("expanded", "0");
    xml.writeAttribute("providerKey", wms ? "wms" : "WFS");
    xml.writeAttribute("source", source(entry));
  }

  /** A layer's own system; without geometry the installation's. */
  private int srid(Layer layer) {
    return layer.hasGeometry() ? layer.nativeSrid() : snapshot.srid();
  }

  private String source(Entry entry) {
    Layer layer = entry.layer();
    String crs = "EPSG:" + srid(layer);
    if (!entry.wms()) {
      return " pagingEnabled='true' preferCoordinatesForWfsT11='false' restrictToRequestBBOX='1'"
          + " srsname='"
          + crs
          + "' typename='"
          + layer.description().qualifiedName()
          + "' url='"
          + base
          + "/wfs' version='2.0.0'";
    }
    StringBuilder source =
        new StringBuilder("contextualWMSLegend=0&crs=")
            .append(crs)
            .append("&dpiMode=7&featureCount=10&format=image/png&layers=")
            .append(layer.description().qualifiedName())
            .append("&styles=&url=")
            .append(base)
            .append("/wms");
    if (!layer.times().isEmpty()) {
      List<String> starts = new ArrayList<>();
      layer.times().forEach(t -> starts.add(t.start().toString().replace("Z", ".000Z")));
      source
          .append(
              "&type=wmst&allowTemporalUpdates=true&temporalSource=provider&timeDimensionExtent=")
          .append(String.join(",", starts));
    }
    return source.toString();
  }

  private void writeLayer(XMLStreamWriter xml, Entry entry)
      throws XMLStreamException, StyleException {
    xml.writeStartElement("maplayer");
    xml.writeAttribute("type", entry.wms() ? "raster" : "vector");
    if (!entry.wms()) {
      xml.writeAttribute("geometry", geometry(entry.layer()));
      if (entry.layer().hasGeometry()) {
        xml.writeAttribute("wkbType", entry.layer().geometries().type());
      }
    }
    element(xml, "id", entry.id());
    element(xml, "datasource", source(entry));
    element(xml, "layername", entry.title());
    if (entry.layer().hasGeometry()) {
      xml.writeStartElement("srs");
      xml.writeStartElement("spatialrefsys");
      element(xml, "authid", "EPSG:" + srid(entry.layer()));
      element(xml, "srid", Integer.toString(srid(entry.layer())));
      xml.writeEndElement();
      xml.writeEndElement();
    }
    xml.writeStartElement("provider");
    if (!entry.wms()) {
      xml.writeAttribute("encoding", "UTF-8");
    }
    xml.writeCharacters(entry.wms() ? "wms" : "WFS");
    xml.writeEndElement();
    if (entry.wms() && !entry.layer().times().isEmpty()) {
      // Mode 1 is "from the provider": QGIS asks the server for the step that it shows.
      xml.writeEmptyElement("temporal");
      xml.writeAttribute("enabled", "1");
      xml.writeAttribute("mode", "1");
      xml.writeAttribute("fetchMode", "0");
    }
    if (!entry.wms() && entry.layer().hasGeometry()) {
      writeTime(xml, entry.layer());
      List<Style> styles = snapshot.stylesOf(entry.layer());
      // An own layer's style may say what QGIS's words here do not cover: QGIS chooses symbols
      // then.
      if (!styles.isEmpty() && entry.layer().description().kind() != Layer.Kind.CONTEXT) {
        new QgisRenderer(StyleReader.read(styles.get(0).sld()), language).write(xml);
      }
    }
    xml.writeEndElement();
  }

  /** What QGIS calls the kind of a layer's geometry. */
  private static String geometry(Layer layer) {
    if (!layer.hasGeometry()) {
      return "No geometry";
    }
    return switch (layer.geometries().type()) {
      case "Point", "MultiPoint" -> "Point";
      case "LineString", "MultiLineString" -> "Line";
      case "Polygon", "MultiPolygon" -> "Polygon";
      default -> "Unknown geometry";
    };
  }

  /** A layer with history is stepped by its period: mode 2 is "start and end from attributes". */
  private static void writeTime(XMLStreamWriter xml, Layer layer) throws XMLStreamException {
    if (layer.times().isEmpty() || layer.description().latestOnly()) {
      return;
    }
    xml.writeStartElement("temporal");
    xml.writeAttribute("enabled", "1");
    xml.writeAttribute("mode", "2");
    xml.writeAttribute("startField", layer.description().time().start());
    xml.writeAttribute("endField", layer.description().time().end());
    xml.writeAttribute("durationField", "");
    xml.writeAttribute("durationUnit", "min");
    xml.writeAttribute("fixedDuration", "0");
    xml.writeAttribute("accumulate", "0");
    xml.writeAttribute("limitMode", "0");
    xml.writeEndElement();
  }

  private static void element(XMLStreamWriter xml, String name, String text)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }
}
