/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The abstract tests of OGC API Features Part 1 about the OpenAPI definition. */
class OpenApiConformanceTest {

  private static final String TYPE = "application/vnd.oai.openapi+json;version=3.0";

  private static FeaturesApi api;
  private static JsonNode definition;

  @BeforeAll
  static void start() {
    api = FeaturesApi.start();
    definition = api.json("/ogc/api");
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? definition.at(node.get("$ref").asString().substring(1)) : node;
  }

  private static List<JsonNode> parameters(String path) {
    List<JsonNode> parameters = new ArrayList<>();
    definition
        .get("paths")
        .get(path)
        .at("/get/parameters")
        .forEach(parameter -> parameters.add(resolved(parameter)));
    return parameters;
  }

  /** The path below /ogc with a real feature in it. */
  private static String real(String path) {
    String name = path.equals("/") ? "" : path;
    for (JsonNode parameter : parameters(path)) {
      if (parameter.get("in").asString().equals("path") && parameter.has("example")) {
        name =
            name.replace(
                "{" + parameter.get("name").asString() + "}", parameter.get("example").asString());
      }
    }
    if (!name.contains("{featureId}")) {
      return "/ogc" + name;
    }
    String items = "/ogc" + name.substring(0, name.indexOf("/{"));
    String id = api.json(items + "?limit=1").at("/features/0/id").asString();
    return items + "/" + FeaturesApi.encoded(id);
  }

  /** A value that the parameter's schema allows. */
  private static String sample(JsonNode parameter) {
    JsonNode schema = parameter.get("schema");
    if (parameter.has("example")) {
      return parameter.get("example").asString();
    }
    if (schema.has("enum")) {
      return schema.get("enum").get(0).asString();
    }
    return switch (parameter.get("name").asString()) {
      case "bbox" -> "8,54,13,58";
      case "bbox-crs", "crs", "filter-crs" -> "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
      case "datetime" -> "2016-01-01/..";
      case "filter" -> "1=1";
      case "sortby", "properties" -> {
        JsonNode item = schema.get("items");
        yield item.has("enum")
            ? item.get("enum").get(0).asString()
            : item.get("pattern").asString().replaceAll("^\\^\\[\\+-]\\?\\((\\w+).*", "-$1");
      }
      default ->
          switch (schema.get("type").asString()) {
            case "integer", "number" -> "1";
            case "boolean" -> "true";
            default ->
                schema.has("format")
                    ? schema.get("format").asString().equals("date")
                        ? "2020-02-29"
                        : "2020-02-29T12:00:00Z"
                    : "x";
          };
    };
  }

  @Test
  @DisplayName("/conf/core/api-definition-op, /conf/oas30/oas-definition-1")
  void isFoundFromTheLandingPage() {
    JsonNode landing = api.json("/ogc");
    String json = FeaturesApi.link(landing, "service-desc", TYPE).get("href").asString();
    HttpResponse<String> answer = api.get(api.path(json), "Accept", TYPE);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains(TYPE);
    String html = FeaturesApi.link(landing, "service-doc", "text/html").get("href").asString();
    assertThat(api.get(api.path(html)).body()).startsWith("<!DOCTYPE html>");
  }

  @Test
  @DisplayName("/conf/core/api-definition-success, /conf/oas30/oas-definition-2")
  void isValid() {
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    SwaggerParseResult parsed =
        new OpenAPIV3Parser().readContents(api.get("/ogc/api").body(), null, options);
    assertThat(parsed.getMessages()).isEmpty();
    assertThat(parsed.getOpenAPI().getPaths()).hasSizeGreaterThan(20);
    assertThat(definition.toString()).doesNotContain("\"$ref\":\"http");
  }

  @Test
  @DisplayName("/conf/oas30/oas-impl")
  void servesWhatItDescribes() {
    for (String path : definition.get("paths").propertyNames()) {
      String real = real(path);
      assertThat(api.get(real).statusCode()).as(real).isEqualTo(200);
      for (JsonNode parameter : parameters(path)) {
        if (parameter.get("in").asString().equals("query")) {
          String query =
              "?"
                  + FeaturesApi.encoded(parameter.get("name").asString())
                  + "="
                  + FeaturesApi.encoded(sample(parameter));
          HttpResponse<String> answer = api.get(real + query);
          assertThat(answer.statusCode()).as(real + query + answer.body()).isEqualTo(200);
        }
      }
    }
  }

  @Test
  @DisplayName("/conf/oas30/completeness: what is not described is refused")
  void describesWhatItServes() {
    for (String collection : api.collections()) {
      String path = "/collections/" + collection + "/items";
      Set<String> described = new TreeSet<>();
      parameters(path).forEach(parameter -> described.add(parameter.get("name").asString()));
      String refused = api.get("/ogc" + path + "?ukendt=1").body();
      String known = refused.replaceAll(".*This resource knows: (.*)\\.\"}", "$1");
      assertThat(described).containsExactlyInAnyOrder(known.split(", "));
    }
  }

  @Test
  @DisplayName("/conf/oas30/exceptions-codes")
  void describesErrors() {
    for (String path : definition.get("paths").propertyNames()) {
      JsonNode responses = definition.get("paths").get(path).at("/get/responses");
      Set<String> codes = new TreeSet<>(responses.propertyNames());
      assertThat(codes).contains("200", "400", "406", "500", "503");
      if (path.startsWith("/collections/")) {
        assertThat(codes).contains("404");
      }
      assertThat(resolved(responses.get("400")).get("content").has("application/problem+json"))
          .isTrue();
    }
  }

  @Test
  @DisplayName("/conf/oas30/security")
  void needsNoCredentials() {
    assertThat(definition.has("security")).isFalse();
    assertThat(definition.get("components").has("securitySchemes")).isFalse();
  }
}
