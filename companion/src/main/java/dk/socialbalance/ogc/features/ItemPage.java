/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.features;

import dk.socialbalance.ogc.common.CrsReference;
import dk.socialbalance.ogc.common.GeoJson;
import dk.socialbalance.ogc.common.Selection;
import dk.socialbalance.publication.Column;
import dk.socialbalance.publication.Layer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.util.UriUtils;
import tools.jackson.core.JsonGenerator;

/** One item (OGC API Features Part 1, 7.16). */
record ItemPage(Layer layer, int row, CrsReference crs, Documents documents) {

  private static final String HIDDEN = "diskretioneret";

  void writeJson(OutputStream out) throws IOException {
    String url = url(layer, row, documents);
    List<Map<String, Object>> links =
        new ArrayList<>(documents.selfAndHtml(url, Documents.GEOJSON));
    links.add(
        documents.link(
            documents.address(url, Format.GML),
            "alternate",
            Format.GML.mediaType(),
            documents.word("Som GML", "As GML")));
    links.add(
        documents.link(
            documents.address(documents.collectionUrl(layer), null),
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
    model.put("item", item(layer, row, Selection.allAttributes(layer), documents));
    model.put("attributes", layer.attributes());
    return model;
  }

  /** An item for the HTML pages: its id, address and cells. */
  static Map<String, Object> item(Layer layer, int row, int[] attributes, Documents documents) {
    boolean hidden = HIDDEN.equals(layer.value(row, "datastatus"));
    List<Cell> cells = new ArrayList<>();
    for (int a : attributes) {
      Layer.Attribute attribute = layer.attributes().get(a);
      // In an overview each figure has a status of its own.
      boolean hiddenHere =
          hidden || HIDDEN.equals(layer.value(row, attribute.name() + "_datastatus"));
      cells.add(cell(attribute.type(), layer.value(row, a), hiddenHere, documents));
    }
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("id", layer.id(row));
    item.put("url", documents.address(url(layer, row, documents), Format.HTML));
    item.put("cells", cells);
    return item;
  }

  /**
   * A cell of an HTML page.
   *
   * @param kind its class: number, hidden, link or nothing
   */
  record Cell(String text, String kind) {}

  private static Cell cell(Column.Type type, Object value, boolean hidden, Documents documents) {
    boolean number =
        type == Column.Type.DOUBLE || type == Column.Type.INTEGER || type == Column.Type.BIGINT;
    if (value == null) {
      return hidden && number
          ? new Cell(documents.word(HIDDEN, "hidden (diskretioneret)"), "hidden")
          : new Cell("", "");
    }
    boolean link = value instanceof String text && text.matches("https?://\\S+");
    return new Cell(documents.text(value), number ? "number" : link ? "link" : "");
  }

  static String url(Layer layer, int row, Documents documents) {
    return documents.collectionUrl(layer)
        + "/items/"
        + UriUtils.encode(layer.id(row), StandardCharsets.UTF_8);
  }
}
