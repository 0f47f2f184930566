/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication.context;

import static dk.socialbalance.publication.context.ContextFixture.feature;
import static dk.socialbalance.publication.context.ContextFixture.geometry;
import static dk.socialbalance.publication.context.ContextFixture.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import dk.socialbalance.publication.StyleTemplates;
import dk.socialbalance.register.LoadFailedException;
import dk.socialbalance.register.LoadOptions;
import dk.socialbalance.register.LoadReport;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContextLoaderTest {

  private static final String POINT = geometry("Point", "[12.5, 55.7]");
  private static final LoadOptions ANY = new LoadOptions(false, 1, line -> {});

  @TempDir Path folder;
  private ContextFixture own;

  @BeforeEach
  void open() {
    own = new ContextFixture(folder);
  }

  @AfterEach
  void close() {
    own.close();
  }

  @Test
  void everyTypeOfAttributeArrives() throws IOException {
    LoadReport report =
        own.features(
            layer("skoler"),
            feature(
                POINT,
                "'Navn på skole': 'Åløkke', 'elever': 12, 'loebenr': 5000000000, 'andel': 0.25,"
                    + " 'aabnet': '2001-08-12', 'set': '2024-05-31T12:00:00+02:00', 'privat': true,"
                    + " 'tom': null, 'mere': {'a': [1]}"),
            feature(
                "null",
                "'Navn på skole': null, 'elever': -3, 'loebenr': 1, 'andel': 2, 'aabnet': null,"
                    + " 'set': '2024-05-31', 'privat': null, 'ny': 7"));
    assertThat(report.result()).isEqualTo("done");
    assertThat(report.rowsOut()).isEqualTo(2);
    assertThat(report.notes())
        .anyMatch(n -> n.contains("'Navn på skole' is called Navn_paa_skole"));
    Layer layer = own.snapshot().layer("skoler");
    assertThat(layer.attributes().stream().map(a -> a.name() + " " + a.type()))
        .containsExactly(
            "Navn_paa_skole TEXT",
            "elever INTEGER",
            "loebenr BIGINT",
            "andel DOUBLE",
            "aabnet DATE",
            "set TIMESTAMP",
            "privat BOOLEAN",
            "tom TEXT",
            "mere TEXT",
            "ny INTEGER");
    assertThat(ContextFixture.rows(layer))
        .containsExactly(
            "skoler.1 Åløkke 12 5000000000 0.25 2001-08-12 2024-05-31T10:00:00Z true -"
                + " {\"a\":[1]} -",
            "skoler.2 - -3 1 2.0 - 2024-05-31T00:00:00Z - - - 7");
    assertThat(layer.nativeSrid()).isEqualTo(4326);
    assertThat(layer.geometry(0, 4326).toText()).isEqualTo("POINT (12.5 55.7)");
    assertThat(layer.geometry(1, 25832)).isNull();
    assertThat(own.query("SELECT fid, elever, postgis.ST_AsText(geom) FROM publish.lag_skoler"))
        .containsExactly("1 12 POINT(12.5 55.7)", "2 -3 -");
    assertThat(own.query("SELECT name, kind, source_table, styles FROM publish.shown_layer"))
        .containsExactly("skoler context lag_skoler {skoler}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Point:[12,55]                                                    | Point
          Point:[12,55] MultiPoint:[[12,55],[13,56]]                       | MultiPoint
          LineString:[[12,55],[13,56]]                                     | LineString
          MultiLineString:[[[12,55],[13,56]]] LineString:[[12,55],[13,56]] | MultiLineString
          Polygon:[[[12,55],[13,55],[13,56],[12,55]]]                      | Polygon
          MultiPolygon:[[[[12,55],[13,55],[13,56],[12,55]]]]               | MultiPolygon
          Point:[12,55] LineString:[[12,55],[13,56]]                       | Geometry
          Point:[12,55,3.5]                                                | Point
          """)
  void theColumnHasTheTypeOfTheGeometries(String geometries, String type) throws IOException {
    String[] features =
        java.util.Arrays.stream(geometries.split(" "))
            .map(text -> text.split(":", 2))
            .map(pair -> feature(geometry(pair[0], pair[1]), "'a': 1"))
            .toArray(String[]::new);
    own.features(layer("lag"), features);
    assertThat(
            own.query(
                "SELECT type, srid, coord_dimension FROM postgis.geometry_columns"
                    + " WHERE f_table_name = 'lag_lag'"))
        .containsExactly(type.toUpperCase(java.util.Locale.ROOT) + " 4326 2");
    Layer read = own.snapshot().layer("lag");
    assertThat(read.size()).isEqualTo(features.length);
    assertThat(read.geometry(0, 4326).getEnvelopeInternal().getMinX()).isEqualTo(12);
    assertThat(read.geometries().type()).isEqualTo(type);
  }

  @Test
  void aTableWithoutAnyGeometryIsALayerForQueries() throws IOException {
    own.features(layer("tal"), feature("null", "'a': 1"));
    Layer read = own.snapshot().layer("tal");
    assertThat(read.hasGeometry()).isFalse();
    assertThat(read.description().inWms()).isFalse();
    assertThat(ContextFixture.rows(read)).containsExactly("tal.1 1");
  }

  @Test
  void theSameFileChangesNothingACorrectedOneReplacesABrokenOneLeavesAll() throws IOException {
    String first = feature(POINT, "'a': 1");
    assertThat(own.features(layer("x"), first).result()).isEqualTo("done");
    Snapshot before = own.snapshot();
    assertThat(own.features(layer("x"), first).result()).isEqualTo("unchanged");
    assertThat(own.snapshot(before).revision()).isEqualTo(before.revision());
    assertThat(own.snapshot(before).layer("x")).isSameAs(before.layer("x"));

    assertThatThrownBy(
            () -> own.json(layer("x"), "{\"type\": \"FeatureCollection\", \"features\": [{"))
        .isInstanceOf(LoadFailedException.class)
        .hasMessageContaining("no valid GeoJSON: line 1");
    assertThat(ContextFixture.rows(own.snapshot().layer("x"))).containsExactly("x.1 1");

    own.features(layer("x"), first.replace("1", "2"), feature(POINT, "'b': 'ny'"));
    Snapshot after = own.snapshot(before);
    assertThat(ContextFixture.rows(after.layer("x"))).containsExactly("x.1 2 -", "x.2 - ny");
    assertThat(after.revision()).isNotEqualTo(before.revision());
    assertThat(own.query("SELECT step, result FROM ops.run ORDER BY id"))
        .containsExactly(
            "load layer done", "load layer unchanged", "load layer failed", "load layer done");
    assertThat(own.query("SELECT count(*) FROM pg_class WHERE relname LIKE 'lag%~'"))
        .containsExactly("0");
  }

  @Test
  void geometryThatIsUnchangedIsKept() throws IOException {
    own.features(layer("x"), feature(POINT, "'a': 1"));
    Snapshot before = own.snapshot();
    own.features(layer("x"), feature(POINT, "'a': 2"));
    Snapshot after = own.snapshot(before);
    assertThat(after.layer("x").geometries()).isSameAs(before.layer("x").geometries());
    assertThat(ContextFixture.rows(after.layer("x"))).containsExactly("x.1 2");
    own.features(layer("x"), feature(geometry("Point", "[12.5, 55.8]"), "'a': 2"));
    assertThat(own.snapshot(after).layer("x").geometries())
        .isNotSameAs(before.layer("x").geometries());
  }

  @Test
  void aDryRunKeepsNothing() throws IOException {
    LoadReport report =
        own.load(
            layer("x"),
            own.file("x.geojson", collection(feature(POINT, "'a': 1"))),
            new LoadOptions(true, 0.02, line -> {}));
    assertThat(report.result()).isEqualTo("dry run");
    assertThat(own.snapshot().layers()).isEmpty();
  }

  @Test
  void aLayerIsRemovedWithItsTable() throws IOException {
    own.features(layer("a:x"), feature(POINT, "'a': 1"));
    own.features(layer("y"), feature(POINT, "'a': 1"));
    Snapshot before = own.snapshot();
    assertThat(ContextLoader.remove(own.database().access(), "a:x")).isEqualTo(1);
    Snapshot after = own.snapshot(before);
    assertThat(after.layers()).containsOnlyKeys("y");
    assertThat(after.styles()).containsOnlyKeys("y");
    assertThat(after.layer("y")).isSameAs(before.layer("y"));
    assertThat(own.query("SELECT count(*) FROM pg_tables WHERE tablename LIKE 'lag%'"))
        .containsExactly("1");
    assertThatThrownBy(() -> ContextLoader.remove(own.database().access(), "a:x"))
        .isInstanceOf(LoadFailedException.class)
        .hasMessageContaining("no own layer 'a:x'");
    assertThat(own.features(layer("a:x"), feature(POINT, "'a': 1")).result()).isEqualTo("done");
  }

  @Test
  void theBudgetOfTheSnapshotHolds() throws IOException {
    String line = geometry("LineString", "[[12, 55], [12.1, 55], [12.2, 55]]");
    own.features(layer("a"), feature(line, "'a': 1"), feature(line, "'a': 2"));
    Path file =
        own.file("b.geojson", collection(feature(line, "'a': 1"), feature(POINT, "'a': 1")));
    assertThatThrownBy(() -> own.load(layer("b"), file, 3, 1000))
        .isInstanceOf(LoadFailedException.class)
        .hasMessageContaining("The layer has 2 features; with the 2 of all other layers")
        .hasMessageContaining("more than the 3");
    assertThatThrownBy(() -> own.load(layer("b"), file, 1000, 9))
        .isInstanceOf(LoadFailedException.class)
        .hasMessageContaining("The layer has 4 vertices; with the 6 of all other layers");
    assertThat(own.snapshot().layers()).containsOnlyKeys("a");
    assertThat(own.load(layer("a"), file, 3, 9).result()).isEqualTo("done");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          urn:ogc:def:crs:EPSG::25832 | 0     | 25832
          EPSG:2193                   | 0     | 2193
          urn:ogc:def:crs:OGC:1.3:CRS84 | 0   | 4326
                                      | 3035  | 3035
          EPSG:25832                  | 25833 | 25833
          """)
  void theSystemIsTheFilesOrTheOneThatIsNamed(String told, int named, int srid) throws IOException {
    String crs =
        told == null
            ? ""
            : "\"crs\": {\"type\": \"name\", \"properties\": {\"name\": \"" + told + "\"}}, ";
    String point = srid == 4326 ? POINT : geometry("Point", "[720000, 6180000]");
    own.json(
        named == 0 ? layer("x") : layer("x").crs(named),
        collection(feature(point, "'a': 1")).replaceFirst("\\{", "{" + crs));
    assertThat(own.snapshot().layer("x").nativeSrid()).isEqualTo(srid);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0      | [720000, 6180000] | taken for degrees (EPSG:4326), but reach from 720000 6180000
          999999 | [12, 55]          | PostGIS knows no EPSG:999999
          2048   | [12, 55]          | EPSG:2048 cannot be served
          """)
  void aSystemThatCannotBeServedIsRefused(int crs, String point, String message) {
    assertThatThrownBy(
            () ->
                own.features(
                    crs == 0 ? layer("x") : layer("x").crs(crs),
                    feature(geometry("Point", point), "'a': 1")))
        .isInstanceOf(LoadFailedException.class)
        .hasMessageContaining(message);
    assertThat(own.snapshot().layers()).isEmpty();
  }

  @Test
  void idsAreTheNamedAttributesTheFilesOrTheOrder() throws IOException {
    own.features(layer("a").id("Nr"), feature(POINT, "'nr': 7"), feature(POINT, "'nr': 3"));
    assertThat(ContextFixture.rows(own.snapshot().layer("a"))).containsExactly("a.3 3", "a.7 7");
    own.features(layer("b").id("nr"), feature(POINT, "'nr': 'x-1'"), feature(POINT, "'nr': 'B'"));
    assertThat(ContextFixture.rows(own.snapshot().layer("b")))
        .containsExactly("b.B B", "b.x-1 x-1");
    String told = feature(POINT, "'a': 1");
    own.features(
        layer("c"),
        told.replaceFirst("\\{", "{\"id\": \"s.2\", "),
        told.replaceFirst("\\{", "{\"id\": 10, "));
    assertThat(ContextFixture.rows(own.snapshot().layer("c"))).containsExactly("c.10 1", "c.s.2 1");
    assertThat(own.snapshot().layer("c").row("c.s.2")).isEqualTo(1);
    own.features(layer("d"), told.replaceFirst("\\{", "{\"id\": 5, "), told);
    assertThat(ContextFixture.rows(own.snapshot().layer("d"))).containsExactly("d.1 1", "d.2 1");

    LoadReport report =
        own.load(
            layer("e").id("nr"),
            own.file(
                "e.geojson",
                collection(
                    feature(POINT, "'nr': 'x'"),
                    feature(POINT, "'nr': 'x'"),
                    feature(POINT, "'nr': 'a b'"),
                    feature(POINT, "'nr': null"))),
            ANY);
    assertThat(report.rejects().stream().map(r -> r.line() + " " + r.reason().substring(0, 14)))
        .containsExactly("3 an earlier fea", "4 the id is miss", "5 the id is miss");
    assertThat(ContextFixture.rows(own.snapshot().layer("e"))).containsExactly("e.x x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"type": "Point", "coordinates": [12, 1e999]}     | a coordinate that is no number
          {"type": "Point", "coordinates": ["12", 55]}      | a coordinate that is not two numbers
          {"type": "LineString", "coordinates": [[12, 55]]} | a line of one point
          {"type": "Circle", "coordinates": [12, 55]}       | which GeoJSON does not have
          """)
  void aGeometryThatIsNoneIsRejected(String json, String reason) throws IOException {
    LoadReport report =
        own.load(
            layer("x"),
            own.file("x.geojson", collection(feature(POINT, "'a': 1"), feature(json, "'a': 2"))),
            ANY);
    assertThat(report.rejected()).isEqualTo(1);
    assertThat(report.rejects().get(0).line()).isEqualTo(3);
    assertThat(report.rejects().get(0).reason()).contains(reason);
    assertThat(ContextFixture.rows(own.snapshot().layer("x"))).containsExactly("x.1 1");
  }

  @Test
  void personalNumbersAreNeverStored() throws IOException {
    // 31 February and 31 April, with check digits that fit: nobody's.
    assertThatThrownBy(
            () ->
                own.features(
                    layer("x"),
                    feature(POINT, "'p': '3102000004'"),
                    feature(POINT, "'p': 3104000001")))
        .isInstanceOf(LoadFailedException.class)
        .hasMessageContaining("'p' seems to hold CPR numbers");
    LoadReport report =
        own.load(
            layer("x"),
            own.file(
                "x.geojson",
                collection(
                    feature(POINT, "'note': 'bor her: 320171-9999', 'p_nummer': 1003388394"),
                    feature(POINT, "'note': 'tlf. 39 57 50 00', 'p_nummer': 1008648049"))),
            ANY);
    assertThat(report.rejects().stream().map(r -> r.column() + " " + r.reason()))
        .containsExactly("note the form of a CPR number, which is never stored");
    assertThat(report.toString()).doesNotContain("320171");
    assertThat(own.query("SELECT count(*) FROM publish.lag_x")).containsExactly("1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a b     | is no name of a layer
          gml:a   | is no name of a layer
          Cite:a  | is no name of a layer
          1a      | is no name of a layer
          å       | is no name of a layer
          a.b     | is no name of a layer
          a'); DROP TABLE publish.cell; -- | is no name of a layer
          SKOLER  | There is a layer 'skoler' already
          cite_A  | There is a layer 'cite_A' already
          """)
  void aNameThatDoorsCannotCarryOrThatIsTakenIsRefused(String name, String message)
      throws IOException {
    own.features(layer("skoler"), feature(POINT, "'a': 1"));
    own.features(layer("cite:A"), feature(POINT, "'a': 1"));
    assertThatThrownBy(() -> own.features(layer(name), feature(POINT, "'a': 1")))
        .isInstanceOf(LoadFailedException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aPrefixHasOneNamespace() throws IOException {
    own.features(layer("cite:A").namespace("http://example.org/cite"), feature(POINT, "'a': 1"));
    assertThatThrownBy(() -> own.features(layer("cite:B"), feature(POINT, "'a': 1")))
        .isInstanceOf(LoadFailedException.class)
        .hasMessageContaining("prefix cite to the namespace http://example.org/cite");
    Layer read = own.snapshot().layer("cite:A");
    assertThat(read.name()).isEqualTo("cite_A");
    assertThat(read.description().qualifiedName())
        .isEqualTo(new Layer.QualifiedName("cite", "http://example.org/cite", "A"));
  }

  @ParameterizedTest
  @CsvSource({
    "navn,navn",
    "Åben dør,Aaben_doer",
    "ÆØÅ,AeOeAa",
    "café-nr.,cafe_nr_",
    "1. sal,_1__sal",
    "geom,geom_2",
    "FID,FID_2",
    "'\"; DROP',___DROP",
    "日本,__"
  })
  void attributeNamesAreMadeSafe(String source, String name) throws IOException {
    own.json(
        layer("x"),
        "{\"type\": \"FeatureCollection\", \"features\": [{\"type\": \"Feature\", \"geometry\": "
            + POINT
            + ", \"properties\": {\""
            + source.replace("\"", "\\\"")
            + "\": 1}}]}");
    assertThat(own.snapshot().layer("x").attributes())
        .singleElement()
        .satisfies(
            a -> {
              assertThat(a.name()).isEqualTo(name);
              assertThat(a.title().da()).isEqualTo(source);
            });
  }

  @Test
  void aStyleThatCannotBeDrawnIsRefused() {
    String style =
        StyleTemplates.context("x", new LocalText("x", "x"), StyleTemplates.Geometry.POINT).sld();
    assertThatThrownBy(
            () ->
                own.features(
                    layer("x").style(style.replace("<Size>8<", "<Size>stor<")),
                    feature(POINT, "'a': 1")))
        .isInstanceOf(LoadFailedException.class)
        .hasMessageContaining("line");
    assertThatThrownBy(
            () ->
                own.features(
                    layer("x")
                        .style(
                            style.replace(
                                "<Size>8<",
                                "<Size><ogc:PropertyName>findes_ikke</ogc:PropertyName><")),
                    feature(POINT, "'a': 1")))
        .isInstanceOf(LoadFailedException.class)
        .hasMessageContaining("findes_ikke");
    int line = (int) style.substring(0, style.indexOf("<Mark>")).lines().count();
    assertThatThrownBy(
            () ->
                own.features(
                    layer("x").style(style.replace("<Mark>", "<ExternalGraphic/><Mark>")),
                    feature(POINT, "'a': 1")))
        .isInstanceOf(LoadFailedException.class)
        .hasMessageContaining(
            "line " + line + ", ExternalGraphic: is not supported inside Graphic");
    assertThat(own.snapshot().layers()).isEmpty();
  }

  @Test
  void timeIsAnAttributeOrTwo() throws IOException {
    own.features(
        layer("x").time("fra", "til"),
        feature(POINT, "'fra': '2020-01-01', 'til': '2020-12-31'"),
        feature(POINT, "'fra': '2020-01-01', 'til': null"),
        feature(POINT, "'fra': null, 'til': null"));
    Layer read = own.snapshot().layer("x");
    assertThat(read.time(0).start()).hasToString("2020-01-01T00:00:00Z");
    assertThat(read.time(0).end()).hasToString("2020-12-31T23:59:59Z");
    assertThat(read.time(1).end().isAfter(java.time.Instant.parse("2999-01-01T00:00:00Z")))
        .isTrue();
    assertThat(read.time(2)).isNull();
    assertThat(read.times()).hasSize(2);
    assertThatThrownBy(() -> own.features(layer("y").time("a"), feature(POINT, "'a': 1")))
        .isInstanceOf(LoadFailedException.class)
        .hasMessageContaining("'a' (--time) holds no days or times");
    assertThatThrownBy(() -> own.features(layer("y").time("b"), feature(POINT, "'a': 1")))
        .isInstanceOf(LoadFailedException.class)
        .hasMessageContaining("no attribute 'b' (--time). It has: a.");
  }

  private static String collection(String... features) {
    return "{\"type\": \"FeatureCollection\", \"features\": [\n"
        + String.join(",\n", features)
        + "\n]}";
  }
}
