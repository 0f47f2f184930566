/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import dk.socialbalance.ogc.common.CrsReference;
import dk.socialbalance.ogc.common.CrsTable;
import dk.socialbalance.ogc.common.GeoJson;
import java.io.OutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.core.JsonGenerator;

/** Features as GeoJSON. */
final class WfsGeoJson {

  private WfsGeoJson() {}

  /**
   * Writes GeoJSON as GeoServer's WFS does and Danish web maps expect: in the asked-for or the
   * native system, always x before y, with a {@code crs} member.
   */
  static void collection(WfsContext context, FeatureQuery query, OutputStream stream) {
    int srid = query.crs().srid();
    boolean crs84 = CrsTable.isCrs84(query.crs().spelling());
    CrsReference xy = new CrsReference(srid, false, query.crs().spelling());
    try (JsonGenerator json = GeoJson.generator(stream)) {
      json.writeStartObject();
      json.writeStringProperty("type", "FeatureCollection");
      json.writeName("crs");
      json.writeStartObject();
      json.writeStringProperty("type", "name");
      json.writeName("properties");
      json.writeStartObject();
      json.writeStringProperty("name", new CrsTable.Offered(srid, crs84).urn());
      json.writeEndObject();
      json.writeEndObject();
      json.writeNumberProperty("totalFeatures", query.matched());
      json.writeNumberProperty("numberMatched", query.matched());
      json.writeNumberProperty("numberReturned", query.returned());
      json.writeStringProperty(
          "timeStamp", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
      links(json, PageLinks.of(context, query));
      json.writeName("features");
      json.writeStartArray();
      for (FeatureQuery.Part part : query.page()) {
        for (int row : part.rows()) {
          GeoJson.startFeature(
              json, part.layer(), row, part.attributes(), part.geometry() ? xy : null);
          json.writeEndObject();
        }
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static void links(JsonGenerator json, PageLinks pages) {
    if (pages.next() == null && pages.previous() == null) {
      return;
    }
    json.writeName("links");
    json.writeStartArray();
    link(json, "next", pages.next());
    link(json, "previous", pages.previous());
    json.writeEndArray();
  }

  private static void link(JsonGenerator json, String relation, String href) {
    if (href != null) {
      json.writeStartObject();
      json.writeStringProperty("rel", relation);
      json.writeStringProperty("type", "application/json");
      json.writeStringProperty("href", href);
      json.writeEndObject();
    }
  }
}
