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

  static ItemsPage of(
      Layer layer,
      ItemsQuery query,
      int[] matched,
      Format format,
      Parameters parameters,
      Documents documents) {
    int[] rows = Selection.page(matched, query.offset(), query.limit());
    int from = Math.min(query.offset(), matched.length);
    int to = from + rows.length;
    Addresses addresses = new Addresses(layer, parameters, documents);
    List<Map<String, Object>> links = new ArrayList<>();
    links.add(
        documents.link(
            addresses.of(query.offset(), null),
            "self",
            Documents.GEOJSON,
            documents.word("Denne side", "This page")));
    links.add(
        documents.link(
            addresses.of(query.offset(), Format.HTML),
            "alternate",
            "text/html",
            documents.word("Som HTML", "As HTML")));
    Format.others()
        .forEach(
            file ->
                links.add(
                    documents.link(
                        addresses.of(query.offset(), file),
                        "alternate",
                        file.mediaType(),
                        documents.word("Hent som ", "Download as ") + file.title())));
    // A page that follows comes in the format of this one.
    Format same = format == Format.JSON ? null : format;
    String type = format == Format.JSON ? Documents.GEOJSON : format.mediaType();
    if (to < matched.length) {
      links.add(
          documents.link(
              addresses.of(to, same), "next", type, documents.word("Næste side", "Next page")));
    }
    if (from > 0) {
      links.add(
          documents.link(
              addresses.of(Math.max(0, from - query.limit()), same),
              "prev",
              type,
              documents.word("Forrige side", "Previous page")));
    }
    links.add(
        documents.link(
            documents.address(documents.collectionUrl(layer), null),
            "collection",
            "application/json",
            layer.description().title().in(documents.language())));
    return new ItemsPage(layer, query, matched.length, rows, links, parameters, documents);
  }

  private record Addresses(Layer layer, Parameters parameters, Documents documents) {

    String of(int offset, Format format) {
      StringBuilder url =
          new StringBuilder(
              parameters.address(documents.collectionUrl(layer) + "/items", "f", "offset"));
      if (offset > 0) {
        url.append("offset=").append(offset).append('&');
      }
      if (format != null) {
        url.append("f=").append(format.key()).append('&');
      }
      url.setLength(url.length() - 1);
      return url.toString();
    }
  }

  /** Tells what a file cannot: how many features there are, and where the next ones are. */
  void head(HttpServletResponse response) {
    response.setHeader("Content-Crs", "<" + query.crs().spelling() + ">");
    response.setHeader("OGC-NumberMatched", Integer.toString(matched));
    response.setHeader("OGC-NumberReturned", Integer.toString(rows.length));
    for (Map<String, Object> link : links) {
      if ("next".equals(link.get("rel")) || "prev".equals(link.get("rel"))) {
        response.addHeader(
            HttpHeaders.LINK, "<" + link.get("href") + ">; rel=\"" + link.get("rel") + "\"");
      }
    }
  }

  /** The page as what a file is made from. */
  Export export(ApiContext context) {
    FeatureRows all = new FeatureRows(layer, rows, query.attributes(), query.geometry());
    return new Export(context.snapshot(), List.of(all), query.crs().srid(), context.language());
  }

  void writeJson(OutputStream out) throws IOException {
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
        GeoJson.startFeature(
            json, layer, row, query.attributes(), query.geometry() ? query.crs() : null);
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
    model.put(
        "attributes", Arrays.stream(query.attributes()).mapToObj(layer.attributes()::get).toList());
    List<Map<String, Object>> items = new ArrayList<>();
    for (int row : rows) {
      items.add(ItemPage.item(layer, row, query.attributes(), documents));
    }
    model.put("items", items);
    for (Map<String, Object> link : links) {
      if ("next".equals(link.get("rel")) || "prev".equals(link.get("rel"))) {
        model.put((String) link.get("rel"), link.get("href"));
      }
    }
    Addresses whole = new Addresses(layer, parameters.without("limit"), documents);
    Map<String, String> downloads = new LinkedHashMap<>();
    Format.files().forEach(file -> downloads.put(file.title(), whole.of(0, file)));
    model.put("downloads", downloads);
    return model;
  }
}
