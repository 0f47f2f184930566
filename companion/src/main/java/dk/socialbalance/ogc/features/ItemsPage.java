/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.features;

import dk.socialbalance.ogc.common.GeoJson;
import dk.socialbalance.ogc.common.Selection;
import dk.socialbalance.ogc.common.formats.Export;
import dk.socialbalance.ogc.common.formats.FeatureRows;
import dk.socialbalance.publication.Layer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import tools.jackson.core.JsonGenerator;

/** One page of a collection's items (OGC API Features Part 1, 7.15). */
record ItemsPage(
    Layer layer,
    ItemsQuery query,
    int matched,
    int[] rows,
    List<Map<String, Object>> links,
    Parameters parameters,
    Documents documents) {

  static ItemsPage of(Layer layer, ItemsQuery query, Parameters parameters, Documents documents) {
    int[] matched = query.rows(layer);
    int from = Math.min(query.offset(), matched.length);
    int to = (int) Math.min((long) from + query.limit(), matched.length);
    List<Map<String, Object>> links = new ArrayList<>();
    links.add(
        Documents.link(
            url(documents, layer, parameters, query.offset(), null),
            "self",
            Documents.GEOJSON,
            documents.word("Denne side", "This page")));
    links.add(
        Documents.link(
            url(documents, layer, parameters, query.offset(), "html"),
            "alternate",
            "text/html",
            documents.word("Som HTML", "As HTML")));
    Format.files()
        .forEach(
            format ->
                links.add(
                    Documents.link(
                        url(documents, layer, parameters, query.offset(), format.key()),
                        "alternate",
                        format.mediaType(),
                        documents.word("Hent som ", "Download as ") + format.title())));
    if (to < matched.length) {
      links.add(
          Documents.link(
              url(documents, layer, parameters, to, null),
              "next",
              Documents.GEOJSON,
              documents.word("Næste side", "Next page")));
    }
    if (from > 0) {
      links.add(
          Documents.link(
              url(documents, layer, parameters, Math.max(0, from - query.limit()), null),
              "prev",
              Documents.GEOJSON,
              documents.word("Forrige side", "Previous page")));
    }
    links.add(
        Documents.link(
            documents.collectionUrl(layer),
            "collection",
            "application/json",
            layer.description().title().in(documents.language())));
    return new ItemsPage(
        layer,
        query,
        matched.length,
        Arrays.copyOfRange(matched, from, to),
        links,
        parameters,
        documents);
  }

  /** Tells what a file cannot: how many features there are, and where the next ones are. */
  void head(HttpServletResponse response, Format format) {
    if (query.crs() != null && layer.hasGeometry()) {
      response.setHeader("Content-Crs", "<" + query.crs().spelling() + ">");
    }
    response.setHeader("OGC-NumberMatched", Integer.toString(matched));
    response.setHeader("OGC-NumberReturned", Integer.toString(rows.length));
    for (Map<String, Object> link : links) {
      if ("next".equals(link.get("rel")) || "prev".equals(link.get("rel"))) {
        String address = as((String) link.get("href"), format);
        response.addHeader(HttpHeaders.LINK, "<" + address + ">; rel=\"" + link.get("rel") + "\"");
      }
    }
  }

  /** The page as what a file is made from. */
  Export export(FeaturesController.Context context) {
    FeatureRows all =
        new FeatureRows(layer, rows, Selection.allAttributes(layer), layer.hasGeometry());
    return new Export(context.snapshot(), List.of(all), query.crs().srid(), context.language());
  }

  void writeJson(OutputStream out) throws IOException {
    int[] attributes = Selection.allAttributes(layer);
    try (JsonGenerator json = GeoJson.generator(out)) {
      json.writeStartObject();
      json.writeStringProperty("type", "FeatureCollection");
      json.writeName("links");
      ItemPage.writeLinks(json, links);
      json.writeStringProperty(
          "timeStamp", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
      json.writeNumberProperty("numberMatched", matched);
      json.writeNumberProperty("numberReturned", rows.length);
      json.writeArrayPropertyStart("features");
      for (int row : rows) {
        GeoJson.startFeature(json, layer, row, attributes, query.crs());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  /** What the HTML page shows. */
  Map<String, Object> model() {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("layer", layer);
    model.put("title", layer.description().title().in(documents.language()));
    model.put("matched", matched);
    model.put("first", rows.length == 0 ? 0 : query.offset() + 1);
    model.put("last", query.offset() + rows.length);
    model.put("attributes", layer.attributes());
    List<Map<String, Object>> items = new ArrayList<>();
    for (int row : rows) {
      items.add(ItemPage.item(layer, row, documents));
    }
    model.put("items", items);
    for (Map<String, Object> link : links) {
      if ("next".equals(link.get("rel")) || "prev".equals(link.get("rel"))) {
        model.put((String) link.get("rel"), as((String) link.get("href"), Format.HTML));
      }
    }
    Parameters whole = parameters.without("limit", "offset");
    Map<String, String> downloads = new LinkedHashMap<>();
    Format.files().forEach(f -> downloads.put(f.title(), url(documents, layer, whole, 0, f.key())));
    model.put("downloads", downloads);
    return model;
  }

  private static String as(String url, Format format) {
    return url + (url.contains("?") ? "&" : "?") + "f=" + format.key();
  }

  private static String url(
      Documents documents, Layer layer, Parameters parameters, int offset, String format) {
    Map<String, String> query = new LinkedHashMap<>(parameters.all());
    query.remove("f");
    query.remove("offset");
    if (offset > 0) {
      query.put("offset", Integer.toString(offset));
    }
    if (format != null) {
      query.put("f", format);
    }
    StringBuilder url = new StringBuilder(documents.collectionUrl(layer)).append("/items");
    char separator = '?';
    for (Map.Entry<String, String> entry : query.entrySet()) {
      url.append(separator)
          .append(URLEncoder.encode(entry.getKey(), StandardCharsets.UTF_8))
          .append('=')
          .append(URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8));
      separator = '&';
    }
    return url.toString();
  }
}
