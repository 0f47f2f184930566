/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import de.siegmar.fastcsv.writer.CsvWriter;
import dk.socialbalance.ogc.common.CrsReference;
import dk.socialbalance.ogc.common.CrsTable;
import dk.socialbalance.ogc.common.GeoJson;
import dk.socialbalance.ogc.common.Kvp;
import dk.socialbalance.publication.Layer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Geometry;
import tools.jackson.core.JsonGenerator;

/** Features as GeoJSON and as CSV. */
final class OtherFormats {

  private OtherFormats() {}

  /**
   * Writes GeoJSON as GeoServer's WFS does and Danish web maps expect: in the asked-for or the
   * native system, always x before y, with a {@code crs} member.
   */
  static void geoJson(WfsContext context, FeatureQuery query, Kvp kvp, OutputStream stream) {
    int srid = query.crs().srid();
    boolean crs84 =
        srid == 4326 && query.crs().spelling().toUpperCase(java.util.Locale.ROOT).endsWith("84");
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
      links(json, query.next(context, kvp), query.previous(context, kvp));
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

  private static void links(JsonGenerator json, String next, String previous) {
    if (next == null && previous == null) {
      return;
    }
    json.writeName("links");
    json.writeStartArray();
    link(json, "next", next);
    link(json, "previous", previous);
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

  /**
   * Writes CSV (RFC 4180, UTF-8): id, attributes, and the geometry as WKT, x before y. A text that
   * a spreadsheet would take for a formula gets an apostrophe before it.
   */
  static void csv(FeatureQuery query, OutputStream stream) throws IOException {
    CsvWriter csv =
        CsvWriter.builder().build(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
    List<FeatureQuery.Part> parts = query.parts();
    if (!parts.isEmpty()) {
      csv.writeRecord(header(parts.get(0)));
    }
    for (FeatureQuery.Part part : query.page()) {
      for (int row : part.rows()) {
        csv.writeRecord(record(part, row, query.crs().srid()));
      }
    }
    csv.flush();
  }

  private static List<String> header(FeatureQuery.Part part) {
    List<String> header = new ArrayList<>(List.of("id"));
    for (int attribute : part.attributes()) {
      header.add(part.layer().attributes().get(attribute).name());
    }
    if (part.geometry()) {
      header.add(GmlFeatures.GEOMETRY);
    }
    return header;
  }

  private static List<String> record(FeatureQuery.Part part, int row, int srid) {
    Layer layer = part.layer();
    List<String> fields = new ArrayList<>(List.of(layer.id(row)));
    for (int attribute : part.attributes()) {
      Object value = layer.value(row, attribute);
      boolean formula = value instanceof String text && text.matches("(?s)[=+\\-@\t\r].*");
      fields.add(value == null ? "" : formula ? "'" + value : value.toString());
    }
    if (part.geometry()) {
      Geometry geometry = layer.geometry(row, srid);
      fields.add(geometry == null ? "" : geometry.toText());
    }
    return fields;
  }
}
