/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication;

import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.catalogue.Period;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

/**
 * A small snapshot for tests of the doors: six square districts of one kilometre (two rows of
 * three, south-west corner E 715000 N 6180000 in EPSG:25832), one indicator in three years.
 *
 * <p>Value of district i (0 to 5) in year y: {@code 5 + 2 i + (y - 2016)} percent of 400. District
 * 2 is hidden in 2017; district 5 has no data in 2018.
 */
public final class SnapshotFixture {

  public static final List<String> CODES = List.of("101", "102", "103", "104", "105", "106");
  public static final List<String> NAMES =
      List.of(
          "Aldershvile",
          "Bagsværd <Øst>",
          "Høje \"Gladsaxe\"",
          "Mørkhøj & Omegn",
          "O'Neil'); drop",
          "Åkanden");

  private SnapshotFixture() {}

  /** The snapshot, with the given styles' SLD; both indicator styles may be the same document. */
  public static Snapshot snapshot(String indicatorSld, String areaSld) {
    GeometrySet districts = new GeometrySet("g1", 25832, squares());
    Map<String, Layer> layers = new LinkedHashMap<>();
    Layer area = areaLayer(districts);
    Layer indicator = indicatorLayer(districts, false);
    Layer latest = indicatorLayer(districts, true);
    Layer table = tableLayer();
    for (Layer layer : List.of(area, indicator, latest, table)) {
      layers.put(layer.name(), layer);
    }
    Map<String, Style> styles = new LinkedHashMap<>();
    styles.put(
        "basisdistrikt_underretninger",
        new Style(
            "basisdistrikt_underretninger",
            new LocalText("Underretninger", "Notifications"),
            indicatorSld));
    styles.put(
        "basisdistrikt",
        new Style(
            "basisdistrikt", new LocalText("Omrids og navne", "Outlines and names"), areaSld));
    return new Snapshot(
        1,
        "r1",
        Instant.parse("2019-02-01T10:00:00Z"),
        new LocalText("Prøveby", "Testville"),
        true,
        25832,
        layers,
        styles,
        List.of(
            new LayerGroup(
                "niveau_basisdistrikt",
                "",
                new LocalText("Basisdistrikter", "Districts"),
                List.of("basisdistrikt")),
            new LayerGroup(
                "basisdistrikt_tema_boern",
                "niveau_basisdistrikt",
                new LocalText("Børn", "Children"),
                List.of("basisdistrikt_underretninger"))));
  }

  private static List<Geometry> squares() {
    GeometryFactory factory = new GeometryFactory();
    List<Geometry> squares = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      double x = 715000 + 1000.0 * (i % 3);
      double y = 6180000 + 1000.0 * Math.floorDiv(i, 3);
      Polygon square =
          factory.createPolygon(
              new Coordinate[] {
                new Coordinate(x, y),
                new Coordinate(x + 1000, y),
                new Coordinate(x + 1000, y + 1000),
                new Coordinate(x, y + 1000),
                new Coordinate(x, y)
              });
      squares.add(factory.createMultiPolygon(new Polygon[] {square}));
    }
    return squares;
  }

  private static Layer.Attribute attribute(String name, Column.Type type) {
    return new Layer.Attribute(name, type, new LocalText(name + " (da)", name + " (en)"));
  }

  private static Layer indicatorLayer(GeometrySet districts, boolean latestOnly) {
    String name = "basisdistrikt_underretninger" + (latestOnly ? "_seneste" : "");
    List<Layer.Attribute> attributes =
        List.of(
            attribute("omraade_kode", Column.Type.TEXT),
            attribute("omraade_navn", Column.Type.TEXT),
            attribute("niveau", Column.Type.TEXT),
            attribute("kommune_kode", Column.Type.TEXT),
            attribute("link", Column.Type.TEXT),
            attribute("periode", Column.Type.TEXT),
            attribute("periode_start", Column.Type.TIMESTAMP),
            attribute("periode_slut", Column.Type.TIMESTAMP),
            attribute("taeller", Column.Type.BIGINT),
            attribute("naevner", Column.Type.BIGINT),
            attribute("vaerdi", Column.Type.DOUBLE),
            attribute("nedre", Column.Type.DOUBLE),
            attribute("oevre", Column.Type.DOUBLE),
            attribute("klasse", Column.Type.INTEGER),
            attribute("udvikling", Column.Type.TEXT),
            attribute("udvikling_pr_aar", Column.Type.DOUBLE),
            attribute("datastatus", Column.Type.TEXT),
            attribute("enhed", Column.Type.TEXT));
    List<List<Object>> rows = new ArrayList<>();
    List<Integer> geometry = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      for (int year = latestOnly ? 2018 : 2016; year <= 2018; year++) {
        Period period = Period.year(year);
        boolean hidden = i == 2 && year == 2017;
        boolean missing = i == 5 && year == 2018;
        boolean shown = !hidden && !missing;
        double value = 5 + 2 * i + (year - 2016);
        rows.add(
            Arrays.asList(
                CODES.get(i),
                NAMES.get(i),
                "basisdistrikt",
                "0159",
                "http://localhost:8080/rapport/basisdistrikt/" + CODES.get(i),
                period.code(),
                period.start(),
                period.end(),
                shown ? Math.round(value * 4) : null,
                missing ? null : 400L,
                shown ? value : null,
                shown ? value - 2 : null,
                shown ? value + 2 : null,
                shown ? Math.min(5, 1 + (int) (value / 4)) : null,
                shown ? "uaendret" : null,
                shown ? 0.25 : null,
                hidden ? "diskretioneret" : missing ? "ingen_data" : "vist",
                "%"));
        geometry.add(i);
      }
    }
    return new Layer(
        new Layer.Description(
            name,
            Layer.Kind.INDICATOR,
            "basisdistrikt",
            "underretninger",
            latestOnly,
            new LocalText("Underretninger pr. basisdistrikt", "Notifications by district"),
            new LocalText("Børn 0-17 med underretning", "Children 0-17 with a notification"),
            List.of("underretninger", "børn"),
            attributes,
            List.of("omraade_kode", "periode"),
            !latestOnly,
            latestOnly ? List.of() : List.of("basisdistrikt_underretninger")),
        name + "-r1",
        columns(attributes, rows),
        districts,
        geometry.stream().mapToInt(Integer::intValue).toArray());
  }

  private static Layer areaLayer(GeometrySet districts) {
    List<Layer.Attribute> attributes =
        List.of(
            attribute("omraade_kode", Column.Type.TEXT),
            attribute("omraade_navn", Column.Type.TEXT),
            attribute("niveau", Column.Type.TEXT),
            attribute("kommune_kode", Column.Type.TEXT),
            attribute("link", Column.Type.TEXT),
            attribute("overordnet", Column.Type.TEXT),
            attribute("gyldig_fra", Column.Type.TIMESTAMP),
            attribute("gyldig_til", Column.Type.TIMESTAMP));
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      rows.add(
          Arrays.asList(
              CODES.get(i),
              NAMES.get(i),
              "basisdistrikt",
              "0159",
              "http://localhost:8080/rapport/basisdistrikt/" + CODES.get(i),
              "1",
              Instant.parse("2000-01-01T00:00:00Z"),
              null));
    }
    return new Layer(
        new Layer.Description(
            "basisdistrikt",
            Layer.Kind.AREA,
            "basisdistrikt",
            "",
            false,
            new LocalText("Basisdistrikter", "Districts"),
            new LocalText("Omrids og navne", "Outlines and names"),
            List.of(),
            attributes,
            List.of("omraade_kode", "gyldig_fra"),
            true,
            List.of("basisdistrikt")),
        "basisdistrikt-r1",
        columns(attributes, rows),
        districts,
        new int[] {0, 1, 2, 3, 4, 5});
  }

  private static Layer tableLayer() {
    List<Layer.Attribute> attributes =
        List.of(
            attribute("omraade_kode", Column.Type.TEXT),
            attribute("indikator", Column.Type.TEXT),
            attribute("periode", Column.Type.TEXT),
            attribute("vaerdi", Column.Type.DOUBLE));
    List<List<Object>> rows = new ArrayList<>();
    for (String code : CODES) {
      rows.add(Arrays.asList(code, "underretninger", "2018", "103".equals(code) ? null : 7.5));
    }
    return new Layer(
        new Layer.Description(
            "noegletal",
            Layer.Kind.TABLE,
            "",
            "",
            false,
            new LocalText("Nøgletal", "Key figures"),
            new LocalText("Alle tal i én tabel", "All figures in one table"),
            List.of(),
            attributes,
            List.of("omraade_kode", "indikator", "periode"),
            false,
            List.of()),
        "noegletal-r1",
        columns(attributes, rows),
        null,
        null);
  }

  private static List<Column> columns(List<Layer.Attribute> attributes, List<List<Object>> rows) {
    List<Column> columns = new ArrayList<>();
    for (int a = 0; a < attributes.size(); a++) {
      columns.add(Column.of(attributes.get(a).type(), values(rows, a)));
    }
    return columns;
  }

  private static List<Object> values(List<List<Object>> rows, int index) {
    List<Object> values = new ArrayList<>();
    for (List<Object> row : rows) {
      values.add(row.get(index));
    }
    return values;
  }
}
