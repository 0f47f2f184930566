/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.features;

import dk.socialbalance.publication.Column;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The OpenAPI 3.0 definition, self-contained, with a path for every published collection, so that
 * each one's own parameters are stated.
 */
final class OpenApiDocument {

  private final Snapshot snapshot;
  private final Documents documents;
  private final String root;
  private final String version;

  OpenApiDocument(Snapshot snapshot, Documents documents, String root, String version) {
    this.snapshot = snapshot;
    this.documents = documents;
    this.root = root;
    this.version = version;
  }

  Map<String, Object> document() {
    Map<String, Object> api = new LinkedHashMap<>();
    api.put("openapi", "3.0.3");
    api.put(
        "info",
        ordered(
            "title", documents.title(),
            "description", documents.description(),
            "version", version));
    api.put("servers", List.of(Map.of("url", root)));
    api.put("tags", List.of(tag("Capabilities"), tag("Data")));
    api.put("paths", paths());
    api.put(
        "components",
        ordered("parameters", parameters(), "schemas", schemas(), "responses", responses()));
    return api;
  }

  private static Map<String, Object> tag(String name) {
    return Map.of("name", name);
  }

  private Map<String, Object> paths() {
    Map<String, Object> paths = new LinkedHashMap<>();
    List<Object> f = List.of(parameterReference("f"));
    paths.put("/", get("Capabilities", "getLandingPage", "Landing page", f, "landingPage", false));
    paths.put("/api", get("Capabilities", "getApi", "This document", f, "object", false));
    paths.put(
        "/conformance",
        get("Capabilities", "getConformance", "Conformance classes", f, "confClasses", false));
    paths.put(
        "/collections",
        get("Capabilities", "getCollections", "Collections", f, "collections", false));
    for (Layer layer : snapshot.layers().values()) {
      String path = "/collections/" + layer.name();
      String title = layer.description().title().in("en");
      paths.put(
          path, get("Capabilities", "describe_" + layer.name(), title, f, "collection", true));
      paths.put(
          path + "/items",
          get(
              "Data",
              "items_" + layer.name(),
              title,
              itemsParameters(layer),
              "featureCollection",
              true));
      List<Object> one = new ArrayList<>();
      one.add(parameterReference("featureId"));
      one.add(parameterReference("f"));
      if (layer.hasGeometry()) {
        one.add(parameterReference("crs"));
      }
      paths.put(
          path + "/items/{featureId}",
          get("Data", "item_" + layer.name(), title, one, "feature", true));
    }
    return paths;
  }

  private static List<Object> itemsParameters(Layer layer) {
    List<Object> parameters = new ArrayList<>();
    for (String name : List.of("f-items", "limit", "offset")) {
      parameters.add(parameterReference(name));
    }
    if (layer.hasGeometry()) {
      for (String name : List.of("bbox", "bbox-crs", "crs")) {
        parameters.add(parameterReference(name));
      }
    }
    parameters.add(parameterReference("datetime"));
    for (Layer.Attribute attribute : layer.attributes()) {
      if (attribute.type() == Column.Type.TEXT || attribute.type() == Column.Type.INTEGER) {
        parameters.add(
            ordered(
                "name",
                attribute.name(),
                "in",
                "query",
                "required",
                false,
                "description",
                attribute.title().da() + " / " + attribute.title().en(),
                "schema",
                Map.of("type", attribute.type() == Column.Type.TEXT ? "string" : "integer"),
                "style",
                "form",
                "explode",
                false));
      }
    }
    return parameters;
  }

  private static Map<String, Object> get(
      String tag,
      String operation,
      String summary,
      List<Object> parameters,
      String schema,
      boolean mayBeMissing) {
    String json = schema.startsWith("feature") ? Documents.GEOJSON : "application/json";
    Map<String, Object> content =
        ordered(
            json,
            Map.of("schema", Map.of("$ref", "#/components/schemas/" + schema)),
            "text/html",
            Map.of("schema", string()));
    if (schema.equals("featureCollection")) {
      Format.files()
          .forEach(
              file -> content.put(file.mediaType(), Map.of("schema", ordered("type", "string"))));
    }
    Map<String, Object> responses = new LinkedHashMap<>();
    responses.put("200", ordered("description", summary, "content", content));
    responses.put("400", responseReference("BadRequest"));
    if (mayBeMissing) {
      responses.put("404", responseReference("NotFound"));
    }
    responses.put("406", responseReference("NotAcceptable"));
    responses.put("500", responseReference("ServerError"));
    return Map.of(
        "get",
        ordered(
            "tags", List.of(tag),
            "operationId", operation,
            "summary", summary,
            "parameters", parameters,
            "responses", responses));
  }

  private static Map<String, Object> parameters() {
    Map<String, Object> numbers =
        ordered(
            "type", "array",
            "oneOf",
                List.of(
                    ordered("minItems", 4, "maxItems", 4), ordered("minItems", 6, "maxItems", 6)),
            "items", Map.of("type", "number"));
    return ordered(
        "f",
            parameter(
                "f",
                "query",
                "Encoding",
                ordered("type", "string", "enum", keys(Format.PAGES)),
                null),
        "f-items",
            parameter(
                "f",
                "query",
                "Encoding; files hold all items, unless limit says how many",
                ordered("type", "string", "enum", keys(Format.ITEMS)),
                null),
        "limit",
            parameter(
                "limit",
                "query",
                "At most so many items on a page",
                ordered(
                    "type",
                    "integer",
                    "minimum",
                    1,
                    "maximum",
                    ItemsQuery.MAX_LIMIT,
                    "default",
                    ItemsQuery.DEFAULT_LIMIT),
                false),
        "offset",
            parameter(
                "offset",
                "query",
                "Items to pass over",
                ordered("type", "integer", "minimum", 0, "default", 0),
                false),
        "bbox", parameter("bbox", "query", "Only items that intersect this box", numbers, false),
        "bbox-crs",
            parameter(
                "bbox-crs",
                "query",
                "Coordinate system of bbox",
                ordered("type", "string", "format", "uri"),
                false),
        "crs",
            parameter(
                "crs",
                "query",
                "Coordinate system of the answer",
                ordered("type", "string", "format", "uri"),
                false),
        "datetime",
            parameter(
                "datetime",
                "query",
                "Only items whose period intersects this time (RFC 3339 instant or interval)",
                Map.of("type", "string"),
                false),
        "featureId",
            ordered(
                "name", "featureId",
                "in", "path",
                "required", true,
                "description", "Identifier of the item",
                "schema", Map.of("type", "string")));
  }

  private static List<String> keys(List<Format> formats) {
    return formats.stream().map(Format::key).toList();
  }

  private static Map<String, Object> parameter(
      String name, String in, String description, Object schema, Boolean explode) {
    Map<String, Object> parameter =
        ordered(
            "name", name,
            "in", in,
            "required", false,
            "description", description,
            "schema", schema,
            "style", "form");
    parameter.put("explode", explode != null && explode);
    return parameter;
  }

  private static Map<String, Object> schemas() {
    Map<String, Object> links = ordered("type", "array", "items", reference("link"));
    return ordered(
        "object", Map.of("type", "object"),
        "link",
            object(
                List.of("href", "rel"),
                ordered("href", string(), "rel", string(), "type", string(), "title", string())),
        "landingPage",
            object(
                List.of("links"),
                ordered("title", string(), "description", string(), "links", links)),
        "confClasses",
            object(
                List.of("conformsTo"),
                ordered("conformsTo", ordered("type", "array", "items", string()), "links", links)),
        "collections",
            object(
                List.of("links", "collections"),
                ordered(
                    "links",
                    links,
                    "collections",
                    ordered("type", "array", "items", reference("collection")))),
        "collection",
            object(
                List.of("id", "links"),
                ordered(
                    "id", string(),
                    "title", string(),
                    "description", string(),
                    "extent", Map.of("type", "object"),
                    "itemType", string(),
                    "crs", ordered("type", "array", "items", string()),
                    "storageCrs", string(),
                    "links", links)),
        "featureCollection",
            object(
                List.of("type", "features"),
                ordered(
                    "type", ordered("type", "string", "enum", List.of("FeatureCollection")),
                    "features", ordered("type", "array", "items", reference("feature")),
                    "links", links,
                    "timeStamp", ordered("type", "string", "format", "date-time"),
                    "numberMatched", ordered("type", "integer", "minimum", 0),
                    "numberReturned", ordered("type", "integer", "minimum", 0))),
        "feature",
            object(
                List.of("type", "geometry", "properties"),
                ordered(
                    "type", ordered("type", "string", "enum", List.of("Feature")),
                    "id", string(),
                    "geometry", ordered("type", "object", "nullable", true),
                    "properties", ordered("type", "object", "nullable", true),
                    "links", links)),
        "exception",
            object(
                List.of("title"),
                ordered(
                    "title", string(),
                    "status", Map.of("type", "integer"),
                    "detail", string())));
  }

  private static Map<String, Object> responses() {
    return ordered(
        "BadRequest", problem("A parameter is unknown or has a wrong value."),
        "NotFound", problem("There is no such resource."),
        "NotAcceptable", problem("None of the accepted media types can be made."),
        "ServerError", problem("Something went wrong on our side."));
  }

  private static Map<String, Object> problem(String description) {
    return ordered(
        "description",
        description,
        "content",
        Map.of("application/problem+json", Map.of("schema", reference("exception"))));
  }

  private static Map<String, Object> object(List<String> required, Map<String, Object> properties) {
    return ordered("type", "object", "required", required, "properties", properties);
  }

  private static Map<String, Object> string() {
    return Map.of("type", "string");
  }

  private static Map<String, Object> reference(String schema) {
    return Map.of("$ref", "#/components/schemas/" + schema);
  }

  private static Map<String, Object> parameterReference(String name) {
    return Map.of("$ref", "#/components/parameters/" + name);
  }

  private static Map<String, Object> responseReference(String name) {
    return Map.of("$ref", "#/components/responses/" + name);
  }

  /** A map that keeps the order in which it is written. */
  private static Map<String, Object> ordered(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
