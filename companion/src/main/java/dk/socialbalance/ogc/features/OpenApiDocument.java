/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.features;

import static dk.socialbalance.ogc.features.OpenApiParts.ordered;

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

  private static final String CAPABILITIES = "Capabilities";
  private static final String DATA = "Data";

  private final Snapshot snapshot;
  private final Documents documents;
  private final String root;
  private final String version;
  private final OpenApiParts parts = new OpenApiParts();
  private final Map<String, Object> paths = new LinkedHashMap<>();

  OpenApiDocument(Snapshot snapshot, Documents documents, String root, String version) {
    this.snapshot = snapshot;
    this.documents = documents;
    this.root = root;
    this.version = version;
  }

  Map<String, Object> document() {
    List<Object> page = parameters("f", Parameters.LANGUAGE);
    resource("/", CAPABILITIES, "getLandingPage", "Landing page", page, "landingPage");
    resource("/api", CAPABILITIES, "getApi", "This document", page, "object");
    resource(
        "/conformance", CAPABILITIES, "getConformance", "Conformance classes", page, "confClasses");
    resource("/collections", CAPABILITIES, "getCollections", "Collections", page, "collections");
    snapshot.layers().values().forEach(this::collection);
    documents.parts().forEach(part -> part.describe(snapshot, this::further));
    return ordered(
        "openapi",
        "3.0.3",
        "info",
        ordered(
            "title", documents.title(),
            "description", documents.description(),
            "version", version),
        "servers",
        List.of(Map.of("url", root)),
        "tags",
        List.of(Map.of("name", CAPABILITIES), Map.of("name", DATA)),
        "paths",
        paths,
        "components",
        parts.components());
  }

  private void collection(Layer layer) {
    String path = "/collections/" + layer.name();
    String name = layer.name();
    String title = layer.description().title().in(documents.language());
    List<Object> page = parameters("f", Parameters.LANGUAGE);
    resource(path, CAPABILITIES, "describe_" + name, title, page, "collection");
    for (String kind : List.of(Documents.SCHEMA, Documents.QUERYABLES, Documents.SORTABLES)) {
      resource(path + "/" + kind, CAPABILITIES, kind + "_" + name, title, page, kind);
    }
    List<Object> items =
        parameters(
            "f-items",
            Parameters.LANGUAGE,
            "limit",
            "offset",
            "bbox",
            "bbox-crs",
            "crs",
            "datetime",
            "filter",
            "filter-lang",
            "skipGeometry");
    if (layer.hasGeometry()) {
      items.add(parts.parameter("filter-crs"));
    }
    items.addAll(parts.own(layer));
    resource(path + "/items", DATA, "items_" + name, title, items, "featureCollection");
    resource(
        path + "/items/{featureId}",
        DATA,
        "item_" + name,
        title,
        parameters("featureId", "f-item", Parameters.LANGUAGE, "crs"),
        "feature");
  }

  /** A resource of a further standard. */
  private void further(
      String path,
      String operation,
      String summary,
      List<Map<String, Object>> parameters,
      List<String> types) {
    Map<String, Object> content = new LinkedHashMap<>();
    types.forEach(type -> content.put(type, Map.of("schema", OpenApiParts.string())));
    resource(path, DATA, operation, summary, parameters, content);
  }

  private List<Object> parameters(String... names) {
    List<Object> parameters = new ArrayList<>();
    for (String name : names) {
      parameters.add(parts.parameter(name));
    }
    return parameters;
  }

  private void resource(
      String path,
      String tag,
      String operation,
      String summary,
      List<Object> parameters,
      String schema) {
    resource(path, tag, operation, summary, parameters, content(schema));
  }

  private void resource(
      String path,
      String tag,
      String operation,
      String summary,
      List<?> parameters,
      Map<String, Object> content) {
    Map<String, Object> responses = new LinkedHashMap<>();
    responses.put("200", ordered("description", summary, "content", content));
    responses.put("400", response("BadRequest"));
    if (path.startsWith("/collections/") || path.contains("{")) {
      responses.put("404", response("NotFound"));
    }
    responses.put("406", response("NotAcceptable"));
    responses.put("500", response("ServerError"));
    responses.put("503", response("Busy"));
    paths.put(
        path,
        Map.of(
            "get",
            ordered(
                "tags", List.of(tag),
                "operationId", operation,
                "summary", summary,
                "parameters", parameters,
                "responses", responses)));
  }

  private static Map<String, Object> content(String schema) {
    Map<String, Object> content = new LinkedHashMap<>();
    switch (schema) {
      case "featureCollection" -> {
        content.put(Documents.GEOJSON, schema(schema));
        Format.others()
            .forEach(
                file -> content.put(file.mediaType(), Map.of("schema", OpenApiParts.string())));
      }
      case "feature" -> {
        content.put(Documents.GEOJSON, schema(schema));
        content.put(Format.GML.mediaType(), Map.of("schema", OpenApiParts.string()));
      }
      case Documents.SCHEMA, Documents.QUERYABLES, Documents.SORTABLES ->
          content.put(PropertySchemas.MEDIA_TYPE, schema("object"));
      case "object" -> content.put(Documents.OPENAPI, schema(schema));
      default -> content.put("application/json", schema(schema));
    }
    content.put("text/html", Map.of("schema", OpenApiParts.string()));
    return content;
  }

  private static Map<String, Object> schema(String name) {
    return Map.of("schema", OpenApiParts.reference(name));
  }

  private static Map<String, Object> response(String name) {
    return Map.of("$ref", "#/components/responses/" + name);
  }
}
