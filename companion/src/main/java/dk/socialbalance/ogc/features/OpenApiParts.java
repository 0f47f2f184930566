/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.features;

import dk.socialbalance.ogc.common.Languages;
import dk.socialbalance.publication.Layer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The components of the OpenAPI definition: parameters, schemas and answers, each once. */
final class OpenApiParts {

  private static final String COMPONENT_NAME = "[A-Za-z0-9._-]+";

  private final Map<String, Object> parameters = new LinkedHashMap<>();

  OpenApiParts() {
    parameters.put(
        "f",
        query(
            "f",
            "Encoding; without it the Accept header decides",
            ordered("type", "string", "enum", keys(Format.PAGES))));
    parameters.put(
        "f-item",
        query(
            "f",
            "Encoding; without it the Accept header decides",
            ordered("type", "string", "enum", keys(Format.ITEM))));
    parameters.put(
        "f-items",
        query(
            "f",
            "Encoding; without it the Accept header decides. Files hold all items, unless limit"
                + " says how many",
            ordered("type", "string", "enum", keys(Format.ITEMS))));
    parameters.put(
        Parameters.LANGUAGE,
        query(
            Parameters.LANGUAGE,
            "Language; without it the Accept-Language header decides",
            ordered("type", "string", "enum", Languages.ALL)));
    parameters.put(
        "limit",
        query(
            "limit",
            "At most so many items on a page; a larger number means the maximum",
            ordered(
                "type",
                "integer",
                "minimum",
                1,
                "maximum",
                ItemsQuery.MAX_LIMIT,
                "default",
                ItemsQuery.DEFAULT_LIMIT)));
    parameters.put(
        "offset",
        query(
            "offset",
            "Items to pass over",
            ordered("type", "integer", "minimum", 0, "default", 0)));
    parameters.put(
        "bbox",
        query(
            "bbox",
            "Only items that intersect this box, and those without geometry: lower corner, upper"
                + " corner",
            ordered(
                "type",
                "array",
                "minItems",
                4,
                "maxItems",
                6,
                "oneOf",
                List.of(
                    ordered("minItems", 4, "maxItems", 4), ordered("minItems", 6, "maxItems", 6)),
                "items",
                Map.of("type", "number"))));
    parameters.put("bbox-crs", query("bbox-crs", "Coordinate system of bbox", uri()));
    parameters.put("crs", query("crs", "Coordinate system of the answer", uri()));
    parameters.put(
        "datetime",
        query(
            "datetime",
            "Only items whose period intersects this time: an RFC 3339 date or date-time, or two"
                + " with a slash between; .. is an open end, and one end may be a duration",
            string()));
    parameters.put(
        "filter", query("filter", "Only items for which this CQL2 expression is true", string()));
    parameters.put(
        "filter-lang",
        query(
            "filter-lang",
            "Language of filter",
            ordered(
                "type", "string",
                "enum", List.of("cql2-text", "cql2-json"),
                "default", "cql2-text")));
    parameters.put(
        "filter-crs", query("filter-crs", "Coordinate system of the filter's geometries", uri()));
    parameters.put(
        "skipGeometry",
        query(
            "skipGeometry",
            "Leave the geometry out",
            ordered("type", "boolean", "default", false)));
    parameters.put(
        "featureId",
        ordered(
            "name", "featureId",
            "in", "path",
            "required", true,
            "description", "Identifier of the item",
            "schema", string()));
  }

  /** A reference to a parameter that the components have. */
  Object parameter(String name) {
    if (!parameters.containsKey(name)) {
      throw new IllegalArgumentException(name);
    }
    return Map.of("$ref", "#/components/parameters/" + name);
  }

  /** The parameters that only a layer has: its queryables, sortby and properties. */
  List<Object> own(Layer layer) {
    List<Object> own = new ArrayList<>();
    List<String> names = layer.attributes().stream().map(Layer.Attribute::name).toList();
    if (!names.isEmpty()) {
      own.add(
          shared(
              query(
                  "sortby",
                  "Properties to order by, each with + (up) or - (down) before it",
                  ordered(
                      "type",
                      "array",
                      "minItems",
                      1,
                      "items",
                      ordered(
                          "type",
                          "string",
                          "pattern",
                          "^[+-]?("
                              + names.stream()
                                  .map(name -> name.replaceAll("([^A-Za-z0-9_])", "\\\\$1"))
                                  .collect(Collectors.joining("|"))
                              + ")$")))));
      own.add(
          shared(
              query(
                  "properties",
                  "Give only these properties",
                  ordered(
                      "type",
                      "array",
                      "minItems",
                      1,
                      "items",
                      ordered("type", "string", "enum", names)))));
    }
    for (Layer.Attribute attribute : ItemsQuery.queryParameters(layer)) {
      own.add(
          shared(
              query(
                  attribute.name(),
                  attribute.title().da() + " / " + attribute.title().en(),
                  PropertySchemas.type(attribute.type()))));
    }
    return own;
  }

  /** Layers share most of their attributes: the same parameter stands once. */
  private Object shared(Map<String, Object> parameter) {
    String name = (String) parameter.get("name");
    if (!name.matches(COMPONENT_NAME)) {
      return parameter;
    }
    String key = "own-" + name;
    for (int i = 2; parameters.containsKey(key) && !parameters.get(key).equals(parameter); i++) {
      key = "own-" + name + "-" + i;
    }
    parameters.put(key, parameter);
    return parameter(key);
  }

  private static List<String> keys(List<Format> formats) {
    return formats.stream().map(Format::key).toList();
  }

  private static Map<String, Object> query(String name, String description, Object schema) {
    return ordered(
        "name",
        name,
        "in",
        "query",
        "required",
        false,
        "description",
        description,
        "schema",
        schema,
        "style",
        "form",
        "explode",
        false);
  }

  /** Everything, once the paths are known. */
  Map<String, Object> components() {
    return ordered("parameters", parameters, "schemas", schemas(), "responses", responses());
  }

  private static Map<String, Object> schemas() {
    Map<String, Object> links = ordered("type", "array", "items", reference("link"));
    Map<String, Object> schemas = new LinkedHashMap<>();
    schemas.put("object", ordered("type", "object"));
    schemas.put(
        "link",
        object(
            List.of("href", "rel"),
            ordered(
                "href", string(),
                "rel", string(),
                "type", string(),
                "hreflang", string(),
                "title", string())));
    schemas.put(
        "landingPage",
        object(
            List.of("links"),
            ordered(
                "title",
                string(),
                "description",
                string(),
                "attribution",
                string(),
                "links",
                links)));
    schemas.put(
        "confClasses",
        object(
            List.of("conformsTo"),
            ordered("conformsTo", ordered("type", "array", "items", string()), "links", links)));
    schemas.put(
        "collections",
        object(
            List.of("links", "collections"),
            ordered(
                "links", links,
                "numberMatched", count(),
                "numberReturned", count(),
                "crs", ordered("type", "array", "items", string()),
                "collections", ordered("type", "array", "items", reference("collection")))));
    schemas.put("extent", extent());
    schemas.put(
        "collection",
        object(
            List.of("id", "links"),
            ordered(
                "id", string(),
                "title", string(),
                "description", string(),
                "keywords", ordered("type", "array", "items", string()),
                "extent", reference("extent"),
                "itemType", string(),
                "crs", ordered("type", "array", "items", string()),
                "storageCrs", string(),
                "links", links)));
    schemas.put(
        "featureCollection",
        object(
            List.of("type", "features"),
            ordered(
                "type", ordered("type", "string", "enum", List.of("FeatureCollection")),
                "features", ordered("type", "array", "items", reference("feature")),
                "links", links,
                "timeStamp", ordered("type", "string", "format", "date-time"),
                "numberMatched", count(),
                "numberReturned", count())));
    schemas.put(
        "feature",
        object(
            List.of("type", "geometry", "properties"),
            ordered(
                "type", ordered("type", "string", "enum", List.of("Feature")),
                "id", string(),
                "geometry", ordered("type", "object", "nullable", true),
                "properties", ordered("type", "object", "nullable", true),
                "links", links)));
    schemas.put(
        "exception",
        object(
            List.of("title"),
            ordered(
                "type", string(),
                "title", string(),
                "status", ordered("type", "integer"),
                "detail", string())));
    return schemas;
  }

  private static Map<String, Object> extent() {
    Map<String, Object> box =
        ordered("type", "array", "minItems", 4, "maxItems", 4, "items", ordered("type", "number"));
    Map<String, Object> end = ordered("type", "string", "format", "date-time", "nullable", true);
    Map<String, Object> interval =
        ordered("type", "array", "minItems", 2, "maxItems", 2, "items", end);
    return ordered(
        "type",
        "object",
        "properties",
        ordered(
            "spatial",
            ordered(
                "type",
                "object",
                "properties",
                ordered(
                    "bbox", ordered("type", "array", "items", box),
                    "crs", string(),
                    "storageCrsBbox", ordered("type", "array", "items", box))),
            "temporal",
            ordered(
                "type",
                "object",
                "properties",
                ordered(
                    "interval", ordered("type", "array", "items", interval), "trs", string()))));
  }

  private static Map<String, Object> responses() {
    return ordered(
        "BadRequest", problem("A parameter is unknown or has a wrong value."),
        "NotFound", problem("There is no such resource."),
        "NotAcceptable", problem("None of the accepted media types can be made."),
        "ServerError", problem("Something went wrong on our side."),
        "Busy", problem("The service is busy or the answer took too long; try again."));
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

  private static Map<String, Object> count() {
    return ordered("type", "integer", "minimum", 0);
  }

  static Map<String, Object> string() {
    return Map.of("type", "string");
  }

  private static Map<String, Object> uri() {
    return ordered("type", "string", "format", "uri");
  }

  static Map<String, Object> reference(String schema) {
    return Map.of("$ref", "#/components/schemas/" + schema);
  }

  /** A map that keeps the order in which it is written. */
  static Map<String, Object> ordered(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
