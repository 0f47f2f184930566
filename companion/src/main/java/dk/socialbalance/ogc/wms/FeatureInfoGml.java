/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import dk.socialbalance.ogc.common.CrsReference;
import dk.socialbalance.ogc.common.GeoJson;
import dk.socialbalance.ogc.common.Gml;
import dk.socialbalance.ogc.common.GmlGeometry;
import dk.socialbalance.ogc.common.XmlOut;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Layer.Attribute;
import dk.socialbalance.publication.Snapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Feature info as a GML 2.1.2 or 3.1.1 feature collection, coordinates x before y as the short
 * srsName says. A hidden number has no element; {@code datastatus} says why.
 */
final class FeatureInfoGml {

  private final XmlOut xml;
  private final FeatureInfo info;
  private final boolean gml3;

  private FeatureInfoGml(FeatureInfo info, boolean gml3, XmlOut xml) {
    this.xml = xml;
    this.info = info;
    this.gml3 = gml3;
  }

  static byte[] write(FeatureInfo info, boolean gml3) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new FeatureInfoGml(info, gml3, new XmlOut(out)).collection();
    return out.toByteArray();
  }

  private void collection() throws IOException {
    Map<String, String> declared = new LinkedHashMap<>();
    declared.put("xmlns:wfs", "http://www.opengis.net/wfs");
    declared.put("xmlns:gml", "http://www.opengis.net/gml");
    declared.put("xmlns:" + Snapshot.WORKSPACE, Snapshot.NAMESPACE);
    for (FeatureInfo.Found found : info.layers()) {
      Layer.QualifiedName name = found.layer().description().qualifiedName();
      declared.put("xmlns:" + name.prefix(), name.namespace());
    }
    xml.start(
        "wfs:FeatureCollection",
        declared.entrySet().stream()
            .flatMap(pair -> Stream.of(pair.getKey(), pair.getValue()))
            .toArray(String[]::new));
    xml.start("gml:boundedBy");
    if (gml3) {
      xml.element("gml:Null", "unknown");
    } else {
      xml.element("gml:null", "unknown");
    }
    xml.end();
    for (FeatureInfo.Found found : info.layers()) {
      for (int row : found.rows()) {
        feature(found, row);
      }
    }
    xml.finish();
  }

  private void feature(FeatureInfo.Found found, int row) throws IOException {
    Layer layer = found.layer();
    xml.start("gml:featureMember");
    Layer.QualifiedName name = layer.description().qualifiedName();
    xml.start(name.toString(), gml3 ? "gml:id" : "fid", layer.id(row));
    for (Attribute attribute : found.attributes()) {
      Object value = layer.value(row, attribute.name());
      if (value != null) {
        xml.element(name.prefix() + ":" + attribute.name(), value.toString());
      }
    }
    double scale = GeoJson.scale(layer.nativeSrid(), info.srid());
    CrsReference crs = new CrsReference(info.srid(), false, info.crs());
    xml.start(name.prefix() + ":geom");
    new GmlGeometry(xml, gml3 ? Gml.V3_1 : Gml.V2_1, crs, scale)
        .write(layer.geometry(row, info.srid()), layer.id(row));
    xml.end();
    xml.end();
    xml.end();
  }
}
