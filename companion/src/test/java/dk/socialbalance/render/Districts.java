/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.publication.Column;
import dk.socialbalance.publication.GeometrySet;
import dk.socialbalance.publication.Layer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.triangulate.VoronoiDiagramBuilder;

/**
 * Any number of districts of about a municipality's extent, with wavy borders that neighbours
 * share, and every value that a style asks for: deterministic, made up.
 */
final class Districts {

  static final Envelope EXTENT = new Envelope(714370, 721117, 6179983, 6186597);

  private static final GeometryFactory FACTORY = new GeometryFactory();
  private static final List<String> NAMES =
      List.of(
          "Høje Gladsaxe",
          "Bagsværd",
          "Mørkhøj",
          "Værebro",
          "Buddinge",
          "Søborg Nord",
          "Stengård",
          "Egegård",
          "Vandtårnskvarteret",
          "Kong Hans");

  private Districts() {}

  /** One row a district, with the attributes of an indicator layer and of an index layer. */
  static Layer layer(int number) {
    return layer("g" + number, geometries(number));
  }

  /** The same for other areas; null where there is none. */
  static Layer layer(String set, List<Geometry> geometries) {
    List<String> names =
        List.of(
            "omraade_kode",
            "omraade_navn",
            "klasse",
            "datastatus",
            "udvikling",
            "status",
            "dynamik",
            "vaerdi");
    List<Layer.Attribute> attributes = new ArrayList<>();
    for (String name : names) {
      Column.Type type =
          switch (name) {
            case "klasse", "status" -> Column.Type.INTEGER;
            case "vaerdi" -> Column.Type.DOUBLE;
            default -> Column.Type.TEXT;
          };
      attributes.add(new Layer.Attribute(name, type, new LocalText(name, name)));
    }
    Random random = new Random(11);
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < geometries.size(); i++) {
      boolean hidden = i % 11 == 3;
      boolean missing = i % 17 == 9;
      boolean shown = !hidden && !missing;
      Geometry area = geometries.get(i);
      double x = (area == null ? EXTENT : area.getEnvelopeInternal()).centre().x;
      double high = (x - EXTENT.getMinX()) / EXTENT.getWidth();
      int klasse = (int) Math.max(1, Math.min(5, 1 + 5 * high + random.nextGaussian() * 0.7));
      rows.add(
          Arrays.asList(
              Integer.toString(100 + i),
              NAMES.get(i % NAMES.size()) + (i < NAMES.size() ? "" : " " + i / NAMES.size()),
              shown ? klasse : null,
              hidden ? "diskretioneret" : missing ? "ingen_data" : "vist",
              shown && i % 13 != 5
                  ? List.of("forbedret", "uaendret", "uaendret", "forvaerret").get(i % 4)
                  : null,
              shown && i % 13 != 5 ? Math.max(1, Math.min(4, klasse - 1)) : null,
              shown && i % 13 != 5
                  ? List.of("positiv", "stabil", "stabil", "negativ").get(i % 4)
                  : null,
              shown ? klasse * 2.5 : null));
    }
    List<Column> columns = new ArrayList<>();
    for (int a = 0; a < attributes.size(); a++) {
      List<Object> values = new ArrayList<>();
      for (List<Object> row : rows) {
        values.add(row.get(a));
      }
      columns.add(Column.of(attributes.get(a).type(), values));
    }
    return new Layer(
        new Layer.Description(
            "districts",
            Layer.Kind.INDICATOR,
            "basisdistrikt",
            "x",
            false,
            new LocalText("Distrikter", "Districts"),
            new LocalText("Distrikter", "Districts"),
            List.of(),
            attributes,
            List.of("omraade_kode"),
            true,
            List.of()),
        "r1",
        columns,
        new GeometrySet(set, 25832, geometries),
        IntStream.range(0, geometries.size()).toArray());
  }

  static int[] allRows(Layer layer) {
    return IntStream.range(0, layer.size()).toArray();
  }

  private static List<Geometry> geometries(int number) {
    Random random = new Random(7);
    List<Coordinate> seeds = new ArrayList<>();
    int side = (int) Math.ceil(Math.sqrt(number));
    double stepX = EXTENT.getWidth() / side;
    double stepY = EXTENT.getHeight() / Math.ceil(number / (double) side);
    for (int i = 0; i < number; i++) {
      int row = i / side;
      seeds.add(
          new Coordinate(
              EXTENT.getMinX() + (i % side + 0.2 + 0.6 * random.nextDouble()) * stepX,
              EXTENT.getMinY() + (row + 0.2 + 0.6 * random.nextDouble()) * stepY));
    }
    VoronoiDiagramBuilder builder = new VoronoiDiagramBuilder();
    builder.setSites(seeds);
    builder.setClipEnvelope(EXTENT);
    Geometry cells = builder.getDiagram(FACTORY);
    Geometry outline = FACTORY.toGeometry(EXTENT).buffer(-300).buffer(300);
    List<Geometry> geometries = new ArrayList<>();
    for (int i = 0; i < cells.getNumGeometries(); i++) {
      geometries.add(wavy(cells.getGeometryN(i).intersection(outline), stepX / 12));
    }
    return geometries;
  }

  /** Every border cut into 20 pieces and bent by a function of the place alone. */
  private static Geometry wavy(Geometry cell, double size) {
    Coordinate[] corners = cell.getCoordinates();
    List<Coordinate> bent = new ArrayList<>();
    for (int i = 0; i + 1 < corners.length; i++) {
      for (int step = 0; step < 20; step++) {
        double t = step / 20.0;
        double x = corners[i].x + t * (corners[i + 1].x - corners[i].x);
        double y = corners[i].y + t * (corners[i + 1].y - corners[i].y);
        bent.add(
            new Coordinate(
                x + size * Math.sin(y / size / 1.9) * 0.6,
                y + size * Math.sin(x / size / 2.3) * 0.6));
      }
    }
    bent.add(bent.get(0).copy());
    return FACTORY.createPolygon(bent.toArray(Coordinate[]::new)).buffer(0);
  }
}
