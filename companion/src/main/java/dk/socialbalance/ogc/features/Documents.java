/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.features;

import dk.socialbalance.ogc.common.CrsTable;
import dk.socialbalance.ogc.common.ServiceSettings;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.locationtech.jts.geom.Envelope;

/**
 * The JSON documents of OGC API Common and Features as plain maps; the HTML pages show the same
 * ones.
 */
final class Documents {

  static final String GEOJSON = "application/geo+json";
  static final String OPENAPI = "application/vnd.oai.openapi+json;version=3.0";

  /** Resources of a collection, and what links to them are called after the last slash. */
  static final String SCHEMA = "schema";

  static final String QUERYABLES = "queryables";
  static final String SORTABLES = "sortables";

  static final String REL = "http://www.opengis.net/def/rel/ogc/1.0/";

  static final List<String> CONFORMANCE =
      List.of(
          "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core",
          "http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections",
          "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
          "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
          "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
          "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html",
          "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
          "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables",
          "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables-query-parameters",
          "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/filter",
          "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/features-filter",
          "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/schemas",
          "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/advanced-property-roles",
          "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/returnables-and-receivables",
          "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/queryables",
          "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/sortables",
          "http://www.opengis.net/spec/cql2/1.0/conf/cql2-text",
          "http://www.opengis.net/spec/cql2/1.0/conf/cql2-json",
          "http://www.opengis.net/spec/cql2/1.0/conf/basic-cql2",
          "http://www.opengis.net/spec/cql2/1.0/conf/advanced-comparison-operators",
          "http://www.opengis.net/spec/cql2/1.0/conf/case-insensitive-comparison",
          "http://www.opengis.net/spec/cql2/1.0/conf/accent-insensitive-comparison",
          "http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions",
          "http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions-plus",
          "http://www.opengis.net/spec/cql2/1.0/conf/spatial-functions",
          "http://www.opengis.net/spec/cql2/1.0/conf/temporal-functions",
          "http://www.opengis.net/spec/cql2/1.0/conf/property-property",
          "http://www.opengis.net/spec/cql2/1.0/conf/arithmetic");

  private static final Pattern URL = Pattern.compile("https?://\\S+[\\w/]");

  private final Snapshot snapshot;
  private final CrsTable crsTable;
  private final ServiceSettings settings;
  private final List<ApiPart> parts;
  private final String root;
  private final String language;
  private final String asked;

  /**
   * Documents about one snapshot.
   *
   * @param parts the further standards
   * @param root public address of {@code /ogc}
   * @param language da or en
   * @param asked the language when the request's parameter named it, which links then repeat; else
   *     null
   */
  Documents(
      Snapshot snapshot,
      ServiceSettings settings,
      List<ApiPart> parts,
      String root,
      String language,
      String asked) {
    this.snapshot = snapshot;
    this.crsTable = CrsTable.of(snapshot.srid());
    this.settings = settings;
    this.parts = parts;
    this.root = root;
    this.language = language;
    this.asked = asked;
  }

  Map<String, Object> landing() {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("title", title());
    page.put("description", description());
    page.put("attribution", snapshot.place().in(language));
    List<Map<String, Object>> links = new ArrayList<>(selfAndHtml(root, "application/json"));
    links.add(
        link(
            address(root + "/api", null),
            "service-desc",
            OPENAPI,
            word("API-beskrivelse", "API definition")));
    links.add(
        link(
            address(root + "/api", Format.HTML),
            "service-doc",
            "text/html",
            word("API-dokumentation", "API documentation")));
    for (String rel : List.of("conformance", REL + "conformance")) {
      links.add(
          link(
              address(root + "/conformance", null),
              rel,
              "application/json",
              word("Opfyldte krav", "Conformance classes")));
    }
    for (String rel : List.of("data", REL + "data")) {
      links.add(
          link(
              address(root + "/collections", null),
              rel,
              "application/json",
              word("Lag", "Collections")));
    }
    parts.forEach(part -> part.ofLandingPage().forEach(link -> links.add(link(link))));
    addLicense(links);
    page.put("links", links);
    return page;
  }

  Map<String, Object> conformance() {
    Map<String, Object> page = new LinkedHashMap<>();
    List<String> classes = new ArrayList<>(CONFORMANCE);
    parts.forEach(part -> classes.addAll(part.conformance()));
    page.put("conformsTo", classes);
    page.put("links", selfAndHtml(root + "/conformance", "application/json"));
    return page;
  }

  Map<String, Object> collections() {
    Map<String, Object> page = new LinkedHashMap<>();
    List<Map<String, Object>> links =
        new ArrayList<>(selfAndHtml(root + "/collections", "application/json"));
    addLicense(links);
    page.put("links", links);
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
      page.put("storageCrs", storageCrs(layer));
    }
    List<Map<String, Object>> links = new ArrayList<>(selfAndHtml(self, "application/json"));
    links.add(link(address(self + "/items", null), "items", GEOJSON, word("Objekter", "Items")));
    Format.ITEMS.stream()
        .filter(format -> format != Format.JSON)
        .forEach(
            format ->
                links.add(
                    link(
                        address(self + "/items", format),
                        "items",
                        format.mediaType(),
                        word("Objekter som ", "Items as ") + format.title())));
    addSchema(links, self, SCHEMA, word("Egenskaber", "Properties"));
    // The same by the name that Part 1 recommends (/rec/core/fc-md-descriptions).
    links.add(
        link(
            address(self + "/" + SCHEMA, null),
            "describedby",
            PropertySchemas.MEDIA_TYPE,
            word("Egenskaber", "Properties")));
    addSchema(links, self, QUERYABLES, word("Egenskaber at søge på", "Queryable properties"));
    addSchema(links, self, SORTABLES, word("Egenskaber at ordne efter", "Sortable properties"));
    parts.forEach(
        part -> part.ofCollection(snapshot, layer).forEach(link -> links.add(link(link))));
    addLicense(links);
    page.put("links", links);
    return page;
  }

  private void addSchema(
      List<Map<String, Object>> links, String self, String resource, String title) {
    links.add(
        link(
            address(self + "/" + resource, null),
            REL + resource,
            PropertySchemas.MEDIA_TYPE,
            title));
  }

  /** A link to the terms, when they name an address. */
  private void addLicense(List<Map<String, Object>> links) {
    String terms = settings.accessConstraints().in(language);
    Matcher url = URL.matcher(terms);
    if (url.find()) {
      Map<String, Object> link = new LinkedHashMap<>();
      link.put("href", url.group());
      link.put("rel", "license");
      link.put("type", "text/html");
      link.put("title", terms);
      links.add(link);
    }
  }

  private static String storageCrs(Layer layer) {
    return new CrsTable.Offered(layer.nativeSrid(), false).uri();
  }

  private static List<Double> corners(Envelope box) {
    return List.of(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY());
  }

  private Map<String, Object> extent(Layer layer) {
    Map<String, Object> extent = new LinkedHashMap<>();
    Envelope box = layer.hasGeometry() ? layer.extent(4326) : new Envelope();
    if (!box.isNull()) {
      Map<String, Object> spatial = new LinkedHashMap<>();
      spatial.put("bbox", List.of(corners(box)));
      spatial.put("crs", CrsTable.CRS84);
      // 20-058, /req/collection-map/desc-crs: in the axis order of storageCrs.
      Envelope stored = layer.extent(layer.nativeSrid());
      boolean yx =
          CrsTable.of(snapshot.srid(), layer)
              .find(storageCrs(layer), CrsTable.Rules.OGC_API)
              .orElseThrow()
              .yx();
      spatial.put(
          "storageCrsBbox",
          List.of(
              yx
                  ? List.of(stored.getMinY(), stored.getMinX(), stored.getMaxY(), stored.getMaxX())
                  : corners(stored)));
      extent.put("spatial", spatial);
    }
    if (!layer.times().isEmpty()) {
      Instant first = layer.times().get(0).start();
      Instant last =
          layer.times().stream().map(Layer.TimeStep::end).max(Instant::compareTo).orElseThrow();
      Map<String, Object> temporal = new LinkedHashMap<>();
      temporal.put("interval", List.of(Arrays.asList(known(first), known(last))));
      temporal.put("trs", "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian");
      extent.put("temporal", temporal);
    }
    return extent;
  }

  /** A moment as text; null for those that a layer puts where a feature has no such end. */
  private static String known(Instant moment) {
    int year = moment.atOffset(ZoneOffset.UTC).getYear();
    return year < 1000 || year > 3000 ? null : moment.toString();
  }

  String collectionUrl(Layer layer) {
    return root + "/collections/" + layer.name();
  }

  /**
   * The address of a resource in a format.
   *
   * @param format null leaves it to the Accept header
   */
  String address(String url, Format format) {
    List<String> query = new ArrayList<>();
    if (format != null) {
      query.add("f=" + format.key());
    }
    if (asked != null) {
      query.add(Parameters.LANGUAGE + "=" + asked);
    }
    return query.isEmpty() ? url : url + "?" + String.join("&", query);
  }

  String title() {
    return snapshot.title().in(language);
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
        link(address(url, null), "self", type, word("Dette dokument", "This document")),
        link(address(url, Format.HTML), "alternate", "text/html", word("Som HTML", "As HTML")));
  }

  /** A link to a path below the root. */
  Map<String, Object> link(ApiPart.Link link) {
    return link(
        address(root + link.path(), null), link.rel(), link.type(), link.title().in(language));
  }

  /** The further standards. */
  List<ApiPart> parts() {
    return parts;
  }

  /** A link to what is in the language of the request. */
  Map<String, Object> link(String href, String rel, String type, String title) {
    Map<String, Object> link = new LinkedHashMap<>();
    link.put("href", href);
    link.put("rel", rel);
    link.put("type", type);
    link.put("hreflang", language);
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
    if (value instanceof Boolean known) {
      return known ? word("ja", "yes") : word("nej", "no");
    }
    return value.toString();
  }

  /** The text in the language of the request. */
  String word(String da, String en) {
    return "en".equals(language) ? en : da;
  }
}
