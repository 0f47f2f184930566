/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.features;

import dk.socialbalance.ogc.common.formats.FeatureRows;
import dk.socialbalance.publication.Column;
import dk.socialbalance.publication.Layer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What properties the features of a collection have, as JSON Schema (OGC API Features Part 5, OGC
 * 23-058): all of them, those to filter by (Part 3, 6), those to sort by.
 */
final class PropertySchemas {

  static final String MEDIA_TYPE = "application/schema+json";

  private static final String ROLE = "x-ogc-role";

  private final Layer layer;
  private final Documents documents;

  PropertySchemas(Layer layer, Documents documents) {
    this.layer = layer;
    this.documents = documents;
  }

  /** Everything that a feature has, the geometry and the identifier with their roles. */
  Map<String, Object> returnables() {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put(
        identifier(),
        map(
            "title",
            documents.word("Objektets id", "Identifier of the feature"),
            "type",
            "string",
            "readOnly",
            true,
            ROLE,
            "id"));
    addGeometry(properties);
    addAttributes(properties);
    return document(Documents.SCHEMA, properties);
  }

  /** What a filter and the query parameters may name. */
  Map<String, Object> queryables() {
    Map<String, Object> properties = new LinkedHashMap<>();
    addGeometry(properties);
    addAttributes(properties);
    return document(Documents.QUERYABLES, properties);
  }

  /** What {@code sortby} may name. */
  Map<String, Object> sortables() {
    Map<String, Object> properties = new LinkedHashMap<>();
    addAttributes(properties);
    return document(Documents.SORTABLES, properties);
  }

  private Map<String, Object> document(String resource, Map<String, Object> properties) {
    Map<String, Object> document =
        map(
            "$schema",
            "https://json-schema.org/draft/2020-12/schema",
            "$id",
            documents.collectionUrl(layer) + "/" + resource,
            "type",
            "object",
            "title",
            layer.description().title().in(documents.language()),
            "description",
            layer.description().description().in(documents.language()),
            "properties",
            properties);
    document.put("additionalProperties", false);
    return document;
  }

  /** The member id of GeoJSON; with another name where an attribute is called so. */
  private String identifier() {
    String name = "id";
    while (layer.attribute(name) >= 0) {
      name = "_" + name;
    }
    return name;
  }

  private void addGeometry(Map<String, Object> properties) {
    if (layer.hasGeometry()) {
      String type = layer.geometries().type();
      properties.put(
          FeatureRows.GEOMETRY,
          map(
              "title",
              documents.word("Geometri", "Geometry"),
              "format",
              "geometry-" + (type.equals("Geometry") ? "any" : type.toLowerCase(Locale.ROOT)),
              ROLE,
              "primary-geometry"));
    }
  }

  private void addAttributes(Map<String, Object> properties) {
    for (Layer.Attribute attribute : layer.attributes()) {
      Map<String, Object> schema = map("title", attribute.title().in(documents.language()));
      schema.putAll(type(attribute.type()));
      String role = role(attribute);
      if (role != null) {
        schema.put(ROLE, role);
      }
      properties.put(attribute.name(), schema);
    }
  }

  private String role(Layer.Attribute attribute) {
    if (!layer.hasTime()) {
      return null;
    }
    Layer.Time time = layer.description().time();
    boolean start = attribute.name().equals(time.start());
    boolean end = attribute.name().equals(time.end());
    if (start && end) {
      return "primary-instant";
    }
    return start ? "primary-interval-start" : end ? "primary-interval-end" : null;
  }

  /** The type of an attribute as JSON Schema and OpenAPI have it. */
  static Map<String, Object> type(Column.Type type) {
    return switch (type) {
      case TEXT -> map("type", "string");
      case INTEGER, BIGINT -> map("type", "integer");
      case DOUBLE -> map("type", "number");
      case BOOLEAN -> map("type", "boolean");
      case DATE -> map("type", "string", "format", "date");
      case TIMESTAMP -> map("type", "string", "format", "date-time");
    };
  }

  private static Map<String, Object> map(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
