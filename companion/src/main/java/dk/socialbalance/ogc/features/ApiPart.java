/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.features;

import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import java.util.List;
import java.util.Map;

/** A further standard under {@code /ogc}: what it adds to the documents that all share. */
public interface ApiPart {

  /**
   * A link from a shared document.
   *
   * @param path below {@code /ogc}
   * @param rel the relation
   * @param type media type of what is there
   */
  record Link(String path, String rel, String type, LocalText title) {}

  /** Collects what the API definition says. */
  interface Paths {
    /**
     * A resource that answers GET.
     *
     * @param path below {@code /ogc}, with variables in braces
     * @param operation identifier, unique in the definition
     * @param parameters as OpenAPI 3.0 has them
     * @param types media types of a good answer
     */
    void get(
        String path,
        String operation,
        String summary,
        List<Map<String, Object>> parameters,
        List<String> types);
  }

  /** The conformance classes that hold. */
  List<String> conformance();

  /** Links from the landing page. */
  List<Link> ofLandingPage();

  /** Links from a collection. */
  List<Link> ofCollection(Snapshot snapshot, Layer layer);

  /** Describes its resources. */
  void describe(Snapshot snapshot, Paths paths);

  /** The parameters that every document has. */
  static List<Map<String, Object>> ofDocument() {
    return List.of(
        Map.of("$ref", "#/components/parameters/f"),
        Map.of("$ref", "#/components/parameters/" + Parameters.LANGUAGE));
  }

  /** A parameter of a path, as OpenAPI has it. */
  static Map<String, Object> inPath(String name, Map<String, Object> schema, Object example) {
    return Map.of(
        "name", name, "in", "path", "required", true, "schema", schema, "example", example);
  }

  /** A parameter of a query, as OpenAPI has it. */
  static Map<String, Object> inQuery(
      String name, String description, Map<String, Object> schema, Object example) {
    return Map.of(
        "name", name,
        "in", "query",
        "required", false,
        "description", description,
        "schema", schema,
        "example", example);
  }
}
