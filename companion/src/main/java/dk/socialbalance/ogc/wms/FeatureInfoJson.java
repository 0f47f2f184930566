/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import dk.socialbalance.ogc.common.CrsReference;
import dk.socialbalance.ogc.common.GeoJson;
import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;

/**
 * Feature info as a GeoJSON feature collection in the map's system, x before y, with a {@code crs}
 * member, as other servers write it. A hidden number is null; {@code datastatus} says why.
 */
final class FeatureInfoJson {

  private FeatureInfoJson() {}

  static byte[] write(FeatureInfo info) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = GeoJson.generator(out)) {
      json.writeStartObject();
      json.writeStringProperty("type", "FeatureCollection");
      json.writeName("crs");
      json.writeStartObject();
      json.writeStringProperty("type", "name");
      json.writeName("properties");
      json.writeStartObject();
      json.writeStringProperty("name", info.crs());
      json.writeEndObject();
      json.writeEndObject();
      json.writeName("features");
      json.writeStartArray();
      CrsReference system = new CrsReference(info.srid(), false, info.crs());
      for (FeatureInfo.Found found : info.layers()) {
        for (int row : found.rows()) {
          GeoJson.startFeature(json, found.layer(), row, found.shown(), system);
          json.writeEndObject();
        }
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return out.toByteArray();
  }
}
