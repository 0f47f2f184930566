/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.catalogue;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dk.socialbalance.catalogue.CatalogueException.Mistake;
import dk.socialbalance.db.SqlResource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks a tree against the published schema ({@code db/catalogue/schema/catalogue.schema.json})
 * and says what is wrong in the schema's own descriptions.
 */
final class SchemaCheck {

  private static final String SCHEMA = SqlResource.read("catalogue/schema/catalogue.schema.json");
  private static final JsonNode SCHEMA_NODE = JsonMapper.shared().readTree(SCHEMA);

  private SchemaCheck() {}

  /** All mistakes; empty when the tree is valid. */
  static List<Mistake> check(YamlTree tree) {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SCHEMA_NODE);
    List<Error> errors = schema.validate(tree.root().node());
    Set<String> withUnknownKeys = new HashSet<>();
    for (Error error : errors) {
      if (error.getKeyword().equals("additionalProperties")) {
        withUnknownKeys.add(error.getInstanceLocation().toString());
      }
    }
    List<Mistake> mistakes = new ArrayList<>();
    for (Error error : errors) {
      String pointer = error.getInstanceLocation().toString();
      boolean partOfChoice = error.getEvaluationPath().toString().contains("/oneOf/");
      boolean consequence = error.getKeyword().equals("oneOf") && withUnknownKeys.contains(pointer);
      if (!partOfChoice && !consequence) {
        mistakes.add(mistake(tree, pointer, error));
      }
    }
    return mistakes;
  }

  private static Mistake mistake(YamlTree tree, String pointer, Error error) {
    JsonNode rule = ruleOf(error);
    String name = name(pointer);
    JsonNode value = error.getInstanceNode();
    String property = error.getProperty();
    String hint = hint(rule);
    String message =
        switch (error.getKeyword()) {
          case "additionalProperties" ->
              "unknown key '%s' in %s; %s"
                  .formatted(property, name, Suggestion.of(property, keysOf(rule)));
          case "required" ->
              "%s lacks '%s'; add it: %s"
                  .formatted(name, property, describe(rule.path("properties").path(property)));
          case "type" ->
              "%s is %s; write %s%s"
                  .formatted(name, kind(value), types(rule.path("type"), value), hint);
          case "enum" ->
              "%s cannot be %s; %s"
                  .formatted(
                      name,
                      show(value),
                      Suggestion.of(value.isContainer() ? "" : value.asString(), list(rule)));
          case "dependentRequired" ->
              "%s has a key that only belongs to a 'spell'; add 'spell: <source>' or remove it"
                  .formatted(name);
          case "oneOf" ->
              "%s says nothing or several things; write just one of spell, all, any, none,"
                      .formatted(name)
                  + " household_adults, household_member, moved_out";
          case "minItems", "maxItems" ->
              "%s has %d items; write %s%s".formatted(name, value.size(), itemCount(rule), hint);
          case "minProperties" -> "%s is empty; fill it or remove it%s".formatted(name, hint);
          default -> "%s cannot be %s%s".formatted(name, show(value), hint);
        };
    return error.getKeyword().equals("additionalProperties")
        ? tree.mistakeInKey(pointer + "/" + Spot.escape(property), message)
        : tree.mistake(pointer, message);
  }

  /** The schema that holds the keyword that failed. */
  private static JsonNode ruleOf(Error error) {
    String location = error.getSchemaLocation().getFragment().toString();
    return SCHEMA_NODE.at(location.substring(0, location.lastIndexOf('/')));
  }

  private static String hint(JsonNode rule) {
    String description = rule.path("description").asString("");
    return description.isEmpty() ? "" : "; " + description;
  }

  private static String describe(JsonNode property) {
    String own = property.path("description").asString("");
    if (!own.isEmpty() || !property.has("$ref")) {
      return own;
    }
    return SCHEMA_NODE
        .at(property.get("$ref").asString().substring(1))
        .path("description")
        .asString("");
  }

  private static List<String> keysOf(JsonNode rule) {
    return rule.path("properties").properties().stream().map(Map.Entry::getKey).toList();
  }

  private static List<String> list(JsonNode rule) {
    List<String> allowed = new ArrayList<>();
    rule.path("enum").forEach(v -> allowed.add(v.asString()));
    return allowed;
  }

  private static String itemCount(JsonNode rule) {
    int least = rule.path("minItems").asInt(0);
    int most = rule.path("maxItems").asInt(Integer.MAX_VALUE);
    return least == most ? "just " + least : "at least " + least;
  }

  private static String types(JsonNode types, JsonNode value) {
    List<String> names = new ArrayList<>();
    if (types.isArray()) {
      types.forEach(t -> names.add(typeName(t.asString(), value)));
    } else {
      names.add(typeName(types.asString(), value));
    }
    return names.stream().collect(Collectors.joining(" or "));
  }

  private static String typeName(String type, JsonNode value) {
    return switch (type) {
      case "string" -> value.isValueNode() && !value.isNull() ? "it in quotes" : "text";
      case "integer" -> "a whole number";
      case "number" -> "a number";
      case "boolean" -> "true or false";
      case "array" -> "a list";
      default -> "keys and values";
    };
  }

  private static String kind(JsonNode value) {
    if (value.isNull()) {
      return "empty";
    }
    if (value.isObject()) {
      return "a mapping";
    }
    return value.isArray() ? "a list" : show(value);
  }

  private static String show(JsonNode value) {
    String text = value.isContainer() ? value.toString() : value.asString();
    return "'" + (text.length() > 60 ? text.substring(0, 57) + "..." : text) + "'";
  }

  /** The key that a pointer ends with, or "item 2 of 'codes'". */
  private static String name(String pointer) {
    if (pointer.isEmpty()) {
      return "the catalogue";
    }
    String[] segments = pointer.substring(1).split("/", -1);
    String last = segments[segments.length - 1];
    if (last.matches("[0-9]+") && segments.length > 1) {
      return "item %d of '%s'".formatted(Integer.parseInt(last) + 1, segments[segments.length - 2]);
    }
    return "'" + last.replace("~1", "/").replace("~0", "~") + "'";
  }
}
