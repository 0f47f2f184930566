/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.features;

import dk.socialbalance.ogc.common.CrsReference;
import dk.socialbalance.ogc.common.GeoJson;
import dk.socialbalance.ogc.common.Selection;
import dk.socialbalance.publication.Layer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** One item (OGC API Features Part 1, 7.16). */
record ItemPage(Layer layer, int row, CrsReference crs, Documents documents) {

  void writeJson(OutputStream out) throws IOException {
    List<Map<String, Object>> links =
        new ArrayList<>(documents.selfAndHtml(url(layer, row, documents), Documents.GEOJSON));
    links.add(
        Documents.link(
            documents.collectionUrl(layer),
            "collection",
            "application/json",
            layer.description().title().in(documents.language())));
    int[] attributes = Selection.allAttributes(layer);
    try (JsonGenerator json = GeoJson.generator(out)) {
      GeoJson.startFeature(json, layer, row, attributes, crs);
      json.writeName("links");
      writeLinks(json, links);
      json.writeEndObject();
    }
  }

  static void writeLinks(JsonGenerator json, List<Map<String, Object>> links) {
    json.writeStartArray();
    for (Map<String, Object> link : links) {
      json.writeStartObject();
      link.forEach((name, value) -> json.writeStringProperty(name, value.toString()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** What the HTML page shows. */
  Map<String, Object> model() {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("layer", layer);
    model.put("title", layer.description().title().in(documents.language()));
    model.put("item", item(layer, row, documents));
    model.put("attributes", layer.attributes());
    return model;
  }

  /** An item for the HTML pages: its id, address and values as texts. */
  static Map<String, Object> item(Layer layer, int row, Documents documents) {
    List<String> values = new ArrayList<>();
    for (int a = 0; a < layer.attributes().size(); a++) {
      Object value = layer.value(row, a);
      values.add(value == null ? "" : documents.text(value));
    }
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("id", layer.id(row));
    item.put("url", url(layer, row, documents) + "?f=html");
    item.put("values", values);
    return item;
  }

  private static String url(Layer layer, int row, Documents documents) {
    return documents.collectionUrl(layer) + "/items/" + layer.id(row);
  }
}
