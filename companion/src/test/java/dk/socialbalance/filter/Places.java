/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.publication.Column;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.TestLayers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** The hand-made layer {@code steder} of places.csv: every type, nulls, geometries of all kinds. */
final class Places {

  static final Layer LAYER = read();

  /** The door's names for the layer; coordinates in its own system unless a filter says so. */
  static final Vocabulary NAMES = names(new Vocabulary.System(25832, false));

  private Places() {}

  static Vocabulary names(Vocabulary.System system) {
    return new Vocabulary() {
      @Override
      public String property(String reference) {
        if (reference.equals(GEOMETRY) || LAYER.attribute(reference) >= 0) {
          return reference;
        }
        throw FilterException.noProperty(reference, LAYER.name());
      }

      @Override
      public System system(String spelling) {
        if (spelling == null) {
          return system;
        }
        return switch (spelling) {
          case "EPSG:25832" -> new System(25832, false);
          case "EPSG:4326" -> new System(4326, false);
          case "urn:ogc:def:crs:EPSG::4326" -> new System(4326, true);
          default -> throw FilterException.wrong("'" + spelling + "' is not among those offered.");
        };
      }
    };
  }

  /** The codes of the rows that a condition selects, with blanks between. */
  static String selected(Condition condition) {
    RowCondition rows = Binding.of(condition, LAYER);
    return IntStream.range(0, LAYER.size())
        .filter(rows::selects)
        .mapToObj(row -> (String) LAYER.value(row, "kode"))
        .collect(Collectors.joining(" "));
  }

  private static Layer read() {
    List<String[]> rows = new ArrayList<>();
    try (InputStream file = Places.class.getResourceAsStream("places.csv")) {
      new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .forEach(line -> rows.add(line.split("\\|", -1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<Layer.Attribute> attributes =
        List.of(
            attribute("kode", Column.Type.TEXT),
            attribute("navn", Column.Type.TEXT),
            attribute("andet", Column.Type.TEXT),
            attribute("antal", Column.Type.INTEGER),
            attribute("loft", Column.Type.BIGINT),
            attribute("andel", Column.Type.DOUBLE),
            attribute("aktiv", Column.Type.BOOLEAN),
            attribute("oprettet", Column.Type.DATE),
            attribute("fra", Column.Type.TIMESTAMP),
            attribute("til", Column.Type.TIMESTAMP));
    List<List<Object>> values = new ArrayList<>();
    for (int i = 0; i < attributes.size(); i++) {
      List<Object> column = new ArrayList<>();
      for (String[] row : rows) {
        column.add(row[i].isEmpty() ? null : value(attributes.get(i).type(), row[i]));
      }
      values.add(column);
    }
    List<Geometry> geometries = new ArrayList<>();
    for (String[] row : rows) {
      geometries.add(row[10].isEmpty() ? null : geometry(row[10]));
    }
    return TestLayers.layer("steder", attributes, values, 25832, geometries);
  }

  private static Layer.Attribute attribute(String name, Column.Type type) {
    return new Layer.Attribute(name, type, new LocalText(name, name));
  }

  private static Object value(Column.Type type, String text) {
    return switch (type) {
      case TEXT -> text;
      case INTEGER -> Integer.valueOf(text);
      case BIGINT -> Long.valueOf(text);
      case DOUBLE -> Double.valueOf(text);
      case BOOLEAN -> Boolean.valueOf(text);
      case DATE -> LocalDate.parse(text);
      case TIMESTAMP -> Instant.parse(text);
    };
  }

  static Geometry geometry(String wkt) {
    try {
      return new WKTReader().read(wkt);
    } catch (ParseException e) {
      throw new IllegalArgumentException(wkt, e);
    }
  }
}
