/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.ogc.common.formats.FileFromDoor;
import dk.socialbalance.publication.Column;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import dk.socialbalance.publication.SnapshotFixture;
import dk.socialbalance.publication.TestLayers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A hidden number cannot be told from one that there is not, by whatever question; a nought is a
 * number. What is not published cannot be told from what never was.
 */
class HiddenValuesTest {

  private static final String LAYER = "tal";
  private static final String WFS = "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=";
  private static final String ITEMS = "/ogc/collections/" + LAYER + "/items";
  private static final Pattern MATCHED = Pattern.compile("numberMatched\"?[=:]\"?(\\d+)");

  /** The codes of the rows that have no number: one hidden, one without data. */
  private static final List<String> WITHOUT = List.of("skjult", "ingen");

  private static DoorsServer server;
  @TempDir static Path home;

  @BeforeAll
  static void start() {
    server = DoorsServer.start(snapshot(true));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /**
   * Rows: a small number (3 of 400), a hidden one (behind it 3 of 400, too), a true nought, one
   * without data, a large number.
   */
  private static Snapshot snapshot(boolean withLayer) {
    List<Layer.Attribute> attributes = new ArrayList<>();
    Map<String, Column.Type> types = new LinkedHashMap<>();
    types.put("omraade_kode", Column.Type.TEXT);
    types.put("taeller", Column.Type.BIGINT);
    types.put("naevner", Column.Type.BIGINT);
    types.put("vaerdi", Column.Type.DOUBLE);
    types.put("nedre", Column.Type.DOUBLE);
    types.put("klasse", Column.Type.INTEGER);
    types.put("udvikling", Column.Type.TEXT);
    types.put("datastatus", Column.Type.TEXT);
    types.forEach((n, type) -> attributes.add(new Layer.Attribute(n, type, new LocalText(n, n))));
    List<List<Object>> columns =
        List.of(
            Arrays.asList("lille", "skjult", "nul", "ingen", "stor"),
            Arrays.asList(3L, null, 0L, null, 200L),
            Arrays.asList(400L, 400L, 400L, 400L, 400L),
            Arrays.asList(0.75, null, 0.0, null, 50.0),
            Arrays.asList(0.1, null, 0.0, null, 45.0),
            Arrays.asList(1, null, 1, null, 5),
            Arrays.asList("uaendret", null, "uaendret", null, "forbedret"),
            Arrays.asList("vist", "diskretioneret", "vist", "ingen_data", "vist"));
    Snapshot plain = SnapshotFixture.snapshot("<a/>", "<a/>");
    Map<String, Layer> layers = new LinkedHashMap<>(plain.layers());
    if (withLayer) {
      layers.put(LAYER, TestLayers.layer(LAYER, attributes, columns, 25832, squares(5)));
    }
    return new Snapshot(
        plain.publication(),
        withLayer ? "r1" : "r2",
        plain.createdAt(),
        plain.place(),
        plain.synthetic(),
        plain.srid(),
        layers,
        plain.styles(),
        plain.groups());
  }

  /** The same square for all, so that two rows differ by what they say alone. */
  private static List<Geometry> squares(int count) {
    Geometry square =
        new GeometryFactory().toGeometry(new Envelope(715000, 716000, 6180000, 6181000));
    return Collections.nCopies(count, square);
  }

  static Stream<Arguments> attempts() {
    return HostileRequest.lines("hidden.txt").stream()
        .map(line -> line.split("\\|", 2))
        .map(parts -> Arguments.of(parts[0], parts[1]));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("attempts")
  void noConditionFindsAHiddenNumber(String language, String condition) {
    for (String number : List.of("3", "0", "4", "-1", "1000000")) {
      String asked = condition.replace("{n}", number);
      for (String code : WITHOUT) {
        assertThat(matched(language, asked, false, code)).as(asked + " of " + code).isZero();
        assertThat(matched(language, asked, true, code)).as("not " + asked).isZero();
      }
      // The question is one that numbers answer.
      assertThat(matched(language, asked, false, "lille") + matched(language, asked, true, "lille"))
          .as(asked)
          .isEqualTo(asked.contains("/ 0") ? 0 : 1);
    }
  }

  private static int matched(String language, String condition, boolean opposite, String code) {
    String one = "omraade_kode = '" + code + "' AND ";
    String words = one + (opposite ? "NOT (" : "(") + condition + ")";
    return switch (language) {
      case "cql2" -> count(ITEMS + "?filter=" + HostileRequest.percent(words));
      case "ecql" ->
          count(WFS + LAYER + "&RESULTTYPE=hits&CQL_FILTER=" + HostileRequest.percent(words));
      case "json" ->
          count(
              ITEMS
                  + "?filter-lang=cql2-json&omraade_kode="
                  + code
                  + "&filter="
                  + HostileRequest.percent(
                      opposite ? "{\"op\":\"not\",\"args\":[" + condition + "]}" : condition));
      case "fes" ->
          count(
              WFS
                  + LAYER
                  + "&RESULTTYPE=hits&FILTER="
                  + HostileRequest.percent(
                      "<Filter><And><PropertyIsEqualTo><PropertyName>omraade_kode</PropertyName>"
                          + "<Literal>"
                          + code
                          + "</Literal></PropertyIsEqualTo>"
                          + (opposite ? "<Not>" + condition + "</Not>" : condition)
                          + "</And></Filter>"));
      default -> throw new IllegalArgumentException(language);
    };
  }

  private static int count(String path) {
    HttpResponse<String> answer = server.get(path);
    assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(200);
    Matcher number = MATCHED.matcher(answer.body());
    assertThat(number.find()).as(answer.body()).isTrue();
    return Integer.parseInt(number.group(1));
  }

  @ParameterizedTest
  @CsvSource({"taeller", "vaerdi", "nedre", "klasse", "udvikling"})
  void whatIsMissingIsMissingForOneReasonOrTheOther(String attribute) {
    String isNull = HostileRequest.percent(attribute + " IS NULL");
    assertThat(codes(ITEMS + "?filter=" + isNull)).containsExactly("skjult", "ingen");
    assertThat(codes(WFS + LAYER + "&OUTPUTFORMAT=application/json&CQL_FILTER=" + isNull))
        .containsExactly("skjult", "ingen");
    assertThat(codes(ITEMS + "?filter=" + HostileRequest.percent(attribute + " IS NOT NULL")))
        .containsExactly("lille", "nul", "stor");
  }

  private static List<String> codes(String path) {
    List<String> codes = new ArrayList<>();
    json(path)
        .get("features")
        .forEach(feature -> codes.add(feature.at("/properties/omraade_kode").asString()));
    return codes;
  }

  private static JsonNode json(String path) {
    HttpResponse<String> answer = server.get(path);
    assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body());
  }

  @Test
  void aNoughtIsANumber() {
    assertThat(codes(ITEMS + "?taeller=0")).containsExactly("nul");
    assertThat(codes(ITEMS + "?filter=vaerdi=0")).containsExactly("nul");
    assertThat(codes(WFS + LAYER + "&OUTPUTFORMAT=application/json&CQL_FILTER=taeller%3C1"))
        .containsExactly("nul");
  }

  /** The order of rows without a number is that of the layer, before or after all that have one. */
  @ParameterizedTest
  @ValueSource(strings = {"taeller", "vaerdi", "nedre"})
  void sortingTellsNothing(String attribute) {
    List<String> up = List.of("nul", "lille", "stor", "skjult", "ingen");
    List<String> down = List.of("skjult", "ingen", "stor", "lille", "nul");
    String wfs = WFS + LAYER + "&OUTPUTFORMAT=application/json&SORTBY=" + attribute;
    assertThat(codes(ITEMS + "?sortby=" + attribute)).isEqualTo(up);
    assertThat(codes(ITEMS + "?sortby=-" + attribute)).isEqualTo(down);
    assertThat(codes(wfs)).isEqualTo(up);
    assertThat(codes(wfs + "%20DESC")).isEqualTo(down);
    for (int row = 0; row < 5; row++) {
      assertThat(codes(ITEMS + "?limit=1&offset=" + row + "&sortby=" + attribute))
          .containsExactly(up.get(row));
      assertThat(codes(wfs + "&COUNT=1&STARTINDEX=" + row)).containsExactly(up.get(row));
    }
  }

  @Test
  void propertyValuesAreThoseThatAreShown() {
    String ask = WFS.replace("GetFeature", "GetPropertyValue") + LAYER + "&VALUEREFERENCE=";
    for (String attribute : List.of("taeller", "vaerdi", "nedre", "klasse", "udvikling")) {
      assertThat(count(ask + attribute)).isEqualTo(3);
      assertThat(count(ask + attribute + "&RESULTTYPE=hits")).isEqualTo(3);
      String hidden = server.get(ask + attribute + "&RESOURCEID=tal.skjult").body();
      String missing = server.get(ask + attribute + "&RESOURCEID=tal.ingen").body();
      String time = "timeStamp=\"[^\"]*\"";
      assertThat(hidden.replaceAll(time, "").replace("skjult", "ingen"))
          .isEqualTo(missing.replaceAll(time, ""));
    }
  }

  /** In every format, the two rows differ in name and status alone. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/ogc/collections/tal/items/tal.{code}?f=json&lang=en",
        "/ogc/collections/tal/items/tal.{code}?f=html&lang=en",
        "/ogc/collections/tal/items/tal.{code}?f=gml",
        "/ogc/collections/tal/items?f=csv&omraade_kode={code}",
        "/ogc/collections/tal/items?f=excel&omraade_kode={code}",
        "/wfs?SERVICE=WFS&VERSION=1.0.0&REQUEST=GetFeature&FEATUREID=tal.{code}",
        "/wfs?SERVICE=WFS&VERSION=1.1.0&REQUEST=GetFeature&FEATUREID=tal.{code}",
        "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&RESOURCEID=tal.{code}"
      })
  void anAnswerTellsTheTwoApartByStatusAlone(String path) {
    String hidden = neutral(server.get(path.replace("{code}", "skjult")).body());
    String missing = neutral(server.get(path.replace("{code}", "ingen")).body());
    assertThat(hidden).isEqualTo(missing).contains("STATUS");
    assertThat(neutral(server.get(path.replace("{code}", "lille")).body())).isNotEqualTo(hidden);
    assertThat(server.get(path.replace("{code}", "nul")).body())
        .containsPattern("[>:,;\"]0([.,]0)?[<,;\"\\s]");
  }

  /** Without what may differ: name, time of the answer, status. */
  private static String neutral(String body) {
    return body.replaceAll("timeStamp=\"[^\"]*\"", "")
        .replaceAll("\"timeStamp\":\"[^\"]*\"", "")
        .replaceAll("skjult|ingen(?!_)", "CODE")
        .replaceAll("diskretioneret|ingen_data|hidden|no data|suppressed", "STATUS")
        .replace("<td class=\"STATUS\">STATUS (STATUS)</td>", "<td></td>");
  }

  @Test
  void filesHoldNullsForBothAndANought() throws Exception {
    for (String format : List.of("gpkg", "shp")) {
      List<JsonNode> rows =
          FileFromDoor.features(server.getBytes(ITEMS + "?f=" + format).body(), format, home);
      assertThat(rows).hasSize(5);
      for (JsonNode row : rows) {
        String code = row.at("/properties/omr_kode").asString();
        code = code.isEmpty() ? row.at("/properties/omraade_kode").asString() : code;
        JsonNode number = row.at("/properties/taeller");
        if (WITHOUT.contains(code)) {
          assertThat(number.isNull()).as(format + row).isTrue();
          assertThat(row.at("/properties/vaerdi").isNull()).as(format + row).isTrue();
        } else {
          assertThat(number.asLong())
              .as(format + row)
              .isEqualTo(Map.of("lille", 3L, "nul", 0L, "stor", 200L).get(code));
        }
      }
    }
  }

  /** Descriptions come from the catalogue, never from what the numbers are. */
  @Test
  void schemasTellTypesAndNoValues() {
    for (String path :
        List.of(
            "/wfs?SERVICE=WFS&REQUEST=DescribeFeatureType&TYPENAMES=tal",
            "/ogc/collections/tal/schema?f=json",
            "/ogc/collections/tal/queryables?f=json",
            "/ogc/collections/tal/sortables?f=json")) {
      assertThat(server.get(path).body())
          .contains("taeller")
          .doesNotContain("minimum", "maximum", "numeration", "0.75");
    }
  }

  private static final List<String> ASKED_BY_NAME =
      List.of(
          WFS + "{name}",
          WFS + "socialbalance:{name}",
          WFS + "basisdistrikt,{name}",
          "/wfs?SERVICE=WFS&VERSION=1.0.0&REQUEST=GetFeature&TYPENAME={name}",
          "/wfs?SERVICE=WFS&VERSION=1.1.0&REQUEST=GetFeature&TYPENAME={name}&RESULTTYPE=hits",
          "/wfs?SERVICE=WFS&REQUEST=DescribeFeatureType&TYPENAMES={name}",
          "/wfs?SERVICE=WFS&VERSION=1.0.0&REQUEST=DescribeFeatureType&TYPENAME={name}",
          "/wfs?SERVICE=WFS&REQUEST=GetPropertyValue&TYPENAMES={name}&VALUEREFERENCE=taeller",
          "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&RESOURCEID={name}.skjult",
          "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature"
              + "&STOREDQUERY_ID=urn:ogc:def:query:OGC-WFS::GetFeatureById&ID={name}.skjult",
          WFS + "{name}&CQL_FILTER=taeller=3",
          WFS + "{name}&OUTPUTFORMAT=csv",
          "/ogc/collections/{name}",
          "/ogc/collections/{name}/",
          "/ogc/collections/{name}?f=html",
          "/ogc/collections/{name}/schema",
          "/ogc/collections/{name}/queryables",
          "/ogc/collections/{name}/sortables?f=html",
          "/ogc/collections/{name}/items",
          "/ogc/collections/{name}/items?f=html&lang=en",
          "/ogc/collections/{name}/items?f=gpkg",
          "/ogc/collections/{name}/items?taeller=3",
          "/ogc/collections/{name}/items?filter=taeller=3",
          "/ogc/collections/{name}/items?sortby=-taeller&limit=1",
          "/ogc/collections/{name}/items/{name}.skjult",
          "/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetLegendGraphic&LAYER={name}&FORMAT=image/png");

  @Test
  void aWithdrawnLayerIsLikeOneThatNeverWas() {
    try (DoorsServer other = DoorsServer.start(snapshot(true))) {
      Map<String, String> tags = new LinkedHashMap<>();
      for (String path : ASKED_BY_NAME) {
        String asked = path.replace("{name}", LAYER);
        tags.put(asked, other.get(asked).headers().firstValue("ETag").orElse("\"none\""));
      }
      other.current().swap(snapshot(false));
      for (String path : ASKED_BY_NAME) {
        String asked = path.replace("{name}", LAYER);
        HttpResponse<String> now = other.get(asked, "If-None-Match", tags.get(asked));
        for (String never : List.of("xyz", "register.person", "indicator.cell", "spell")) {
          HttpResponse<String> unknown = other.get(path.replace("{name}", never));
          assertThat(now.statusCode()).as(path).isEqualTo(unknown.statusCode());
          assertThat(said(now, LAYER)).as(path).isEqualTo(said(unknown, never));
        }
      }
      for (String list :
          List.of(
              "/wfs?SERVICE=WFS&REQUEST=GetCapabilities",
              "/wfs?SERVICE=WFS&VERSION=1.0.0&REQUEST=GetCapabilities",
              "/wfs?SERVICE=WFS&REQUEST=DescribeFeatureType",
              "/wfs?SERVICE=WFS&REQUEST=ListStoredQueries",
              "/ogc/collections",
              "/ogc/collections?f=html",
              "/ogc/api")) {
        assertThat(other.get(list).body())
            .as(list)
            .doesNotContainPattern("socialbalance:tal\\b|collections/tal\\b|taelle[rR]_raa")
            .contains("basisdistrikt");
      }
    }
  }

  /** The answer without the name that was asked for, and the headers that tell of a door. */
  private static String said(HttpResponse<String> answer, String name) {
    Map<String, List<String>> headers = new LinkedHashMap<>(answer.headers().map());
    headers.keySet().removeIf(header -> header.equalsIgnoreCase("date"));
    headers.keySet().removeIf(header -> header.equalsIgnoreCase("content-length"));
    headers.keySet().removeIf(header -> header.equalsIgnoreCase("etag"));
    return headers + neutral(answer.body()).replace(name, "NAME");
  }

  /** A column that is not published is like one that never was, in every place for a name. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        WFS + "tal&PROPERTYNAME={name}",
        WFS + "tal&SORTBY={name}",
        WFS + "tal&CQL_FILTER={name}=3",
        WFS + "tal&CQL_FILTER={name}%20IS%20NULL",
        "/wfs?SERVICE=WFS&REQUEST=GetPropertyValue&TYPENAMES=tal&VALUEREFERENCE={name}",
        ITEMS + "?properties={name}",
        ITEMS + "?sortby={name}",
        ITEMS + "?{name}=3",
        ITEMS + "?filter={name}=3",
        ITEMS
            + "?filter-lang=cql2-json&filter=%7B%22op%22:%22isNull%22,%22args%22:%5B%7B"
            + "%22property%22:%22{name}%22%7D%5D%7D"
      })
  void aColumnThatIsNotPublishedIsLikeOneThatNeverWas(String path) {
    String unknown = said(server.get(path.replace("{name}", "xyz")), "xyz");
    for (String name : List.of("taeller_raa", "pseudonym", "ctid", "gid", "regel")) {
      HttpResponse<String> answer = server.get(path.replace("{name}", name));
      assertThat(answer.statusCode()).as(path + name).isEqualTo(400);
      assertThat(said(answer, name)).isEqualTo(unknown);
    }
  }
}
