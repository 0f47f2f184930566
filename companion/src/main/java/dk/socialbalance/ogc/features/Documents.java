/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.features;

import dk.socialbalance.ogc.common.CrsTable;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Envelope;

/**
 * The JSON documents of OGC API Common and Features as plain maps; the HTML pages show the same
 * ones.
 */
final class Documents {

  static final String GEOJSON = "application/geo+json";
  static final String OPENAPI = "application/vnd.oai.openapi+json;version=3.0";

  static final List<String> CONFORMANCE =
      List.of(
          "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core",
          "http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections",
          "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
          "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
          "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
          "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html",
          "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs");

  private final Snapshot snapshot;
  private final CrsTable crsTable;
  private final String root;
  private final String language;

  /**
   * Documents about one snapshot.
   *
   * @param root public address of {@code /ogc}
   * @param language da or en
   */
  Documents(Snapshot snapshot, CrsTable crsTable, String root, String language) {
    this.snapshot = snapshot;
    this.crsTable = crsTable;
    this.root = root;
    this.language = language;
  }

  Map<String, Object> landing() {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("title", title());
    page.put("description", description());
    page.put("attribution", snapshot.place().in(language));
    page.put(
        "links",
        List.of(
            link(root, "self", "application/json", word("Dette dokument", "This document")),
            link(root + "?f=html", "alternate", "text/html", word("Som HTML", "As HTML")),
            link(root + "/api", "service-desc", OPENAPI, word("API-beskrivelse", "API definition")),
            link(
                root + "/api?f=html",
                "service-doc",
                "text/html",
                word("API-dokumentation", "API documentation")),
            link(
                root + "/conformance",
                "conformance",
                "application/json",
                word("Opfyldte krav", "Conformance classes")),
            link(
                root + "/conformance",
                "http://www.opengis.net/def/rel/ogc/1.0/conformance",
                "application/json",
                word("Opfyldte krav", "Conformance classes")),
            link(root + "/collections", "data", "application/json", word("Lag", "Collections")),
            link(
                root + "/collections",
                "http://www.opengis.net/def/rel/ogc/1.0/data",
                "application/json",
                word("Lag", "Collections"))));
    return page;
  }

  Map<String, Object> conformance() {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("conformsTo", CONFORMANCE);
    page.put("links", selfAndHtml(root + "/conformance", "application/json"));
    return page;
  }

  Map<String, Object> collections() {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("links", selfAndHtml(root + "/collections", "application/json"));
    List<Map<String, Object>> collections = new ArrayList<>();
    for (Layer layer : snapshot.layers().values()) {
      collections.add(collection(layer));
    }
    page.put("numberMatched", collections.size());
    page.put("numberReturned", collections.size());
    page.put("crs", crsUris(crsTable));
    page.put("collections", collections);
    return page;
  }

  Map<String, Object> collection(Layer layer) {
    String self = collectionUrl(layer);
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("id", layer.name());
    page.put("title", layer.description().title().in(language));
    page.put("description", layer.description().description().in(language));
    if (!layer.description().keywords().isEmpty()) {
      page.put("keywords", layer.description().keywords());
    }
    page.put("extent", extent(layer));
    page.put("itemType", "feature");
    if (layer.hasGeometry()) {
      page.put("crs", crsUris(CrsTable.of(snapshot.srid(), layer)));
      page.put("storageCrs", new CrsTable.Offered(layer.nativeSrid(), false).uri());
    }
    List<Map<String, Object>> links = new ArrayList<>(selfAndHtml(self, "application/json"));
    links.add(link(self + "/items", "items", GEOJSON, word("Objekter", "Items")));
    links.add(
        link(
            self + "/items?f=html",
            "items",
            "text/html",
            word("Objekter som HTML", "Items as HTML")));
    page.put("links", links);
    return page;
  }

  private Map<String, Object> extent(Layer layer) {
    Map<String, Object> extent = new LinkedHashMap<>();
    Envelope box = layer.hasGeometry() ? layer.extent(4326) : new Envelope();
    if (!box.isNull()) {
      extent.put(
          "spatial",
          Map.of(
              "bbox",
              List.of(List.of(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY())),
              "crs",
              CrsTable.CRS84));
    }
    if (!layer.times().isEmpty()) {
      List<Layer.TimeStep> times = layer.times();
      Map<String, Object> temporal = new LinkedHashMap<>();
      temporal.put(
          "interval",
          List.of(
              List.of(
                  times.get(0).start().toString(), times.get(times.size() - 1).end().toString())));
      temporal.put("trs", "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian");
      extent.put("temporal", temporal);
    }
    return extent;
  }

  String collectionUrl(Layer layer) {
    return root + "/collections/" + layer.name();
  }

  String title() {
    return word("Social balance · ", "Social balance · ") + snapshot.place().in(language);
  }

  String description() {
    return word(
            "Sociale indikatorer for kommunens områder. Små tal er skjult, før noget beregnes.",
            "Social indicators of the municipality's areas. Small numbers are hidden before"
                + " anything is computed.")
        + (snapshot.synthetic()
            ? word(
                " Prøvedata: alle tal er opdigtede.", " Synthetic data: all figures are made up.")
            : "");
  }

  List<Map<String, Object>> selfAndHtml(String url, String type) {
    return List.of(
        link(url, "self", type, word("Dette dokument", "This document")),
        link(url + "?f=html", "alternate", "text/html", word("Som HTML", "As HTML")));
  }

  static Map<String, Object> link(String href, String rel, String type, String title) {
    Map<String, Object> link = new LinkedHashMap<>();
    link.put("href", href);
    link.put("rel", rel);
    link.put("type", type);
    link.put("title", title);
    return link;
  }

  /** CRS84 first: it is the default of every answer. */
  private static List<String> crsUris(CrsTable table) {
    List<String> uris = new ArrayList<>(List.of(CrsTable.CRS84));
    for (CrsTable.Offered offered : table.offered()) {
      if (!offered.crs84()) {
        uris.add(offered.uri());
      }
    }
    return uris;
  }

  /** The language of the request: da or en. */
  String language() {
    return language;
  }

  /** A value as people of the language write it: decimal comma in Danish. */
  String text(Object value) {
    if (value instanceof Double number) {
      String plain =
          BigDecimal.valueOf(number)
              .setScale(4, RoundingMode.HALF_UP)
              .stripTrailingZeros()
              .toPlainString();
      return "en".equals(language) ? plain : plain.replace('.', ',');
    }
    return value.toString();
  }

  /** The text in the language of the request. */
  String word(String da, String en) {
    return "en".equals(language) ? en : da;
  }
}
