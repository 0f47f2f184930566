/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.publication.Column;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.TestLayers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;

/**
 * Every example and every predicate with an expected number that OGC 21-065r2 publishes, read from
 * a copy of the standard: {@code -Dcql2.standard=<folder>}, the folder {@code cql2/standard} of
 * github.com/opengeospatial/ogcapi-features. It is not part of this repository.
 */
@Tag("standard")
class Cql2StandardTest {

  private static final Path STANDARD = Path.of(System.getProperty("cql2.standard", "."));

  /** Examples with array functions or functions that no server need have; all others are read. */
  private static final Pattern REFUSED =
      Pattern.compile("(?i)\\b(a_\\w+|avg|buffer|foo|bar)\\s*\\(");

  private static final Map<String, Layer> LAYERS = new HashMap<>();

  /** Names of any kind; those of geometries are as the examples have them. */
  private static final Vocabulary ANY =
      new Vocabulary() {
        @Override
        public String property(String reference) {
          return reference.matches("geometry|footprint|road|location|geom") ? GEOMETRY : reference;
        }

        @Override
        public System system(String spelling) {
          // In the plane: some of the examples have latitude before longitude.
          return new System(25832, false);
        }
      };

  static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(STANDARD.resolve("schema/examples/text"))) {
      List<Path> all = files.sorted().toList();
      assertThat(all).hasSizeGreaterThan(110);
      return all;
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void anExampleIsReadOrRefusedByName(Path file) throws IOException {
    String text = Files.readString(file).strip();
    String name = file.getFileName().toString().replaceAll("(-alt\\d+)?\\.txt", ".json");
    String json = Files.readString(STANDARD.resolve("schema/examples/json").resolve(name));
    if (REFUSED.matcher(text).find()) {
      for (FilterException refused :
          List.of(
              catchThrowableOfType(FilterException.class, () -> Cql2Text.parse(text, ANY)),
              catchThrowableOfType(FilterException.class, () -> Cql2Json.parse(json, ANY)))) {
        assertThat(refused.isUnsupported()).isTrue();
        assertThat(refused).hasMessageMatching(".*(array functions|function '\\w+').*");
      }
      return;
    }
    Condition condition = Cql2Text.parse(text, ANY);
    Condition fromJson = Cql2Json.parse(json, ANY);
    // The alternatives of an example say the same in other words.
    if (!file.toString().contains("-alt")) {
      assertThat(fromJson).isEqualTo(condition);
    }
  }

  record Predicate(String source, String text, int expected) {}

  static List<Predicate> predicates() throws IOException {
    List<Predicate> all = new ArrayList<>();
    Pattern row = Pattern.compile("^\\|(ne_\\w+) \\|`(.+)` *\\|(\\d+)$");
    try (Stream<Path> files = Files.list(STANDARD)) {
      for (Path file :
          files
              .filter(f -> f.getFileName().toString().startsWith("annex_ats_"))
              .sorted()
              .toList()) {
        for (String line : Files.readAllLines(file)) {
          Matcher matcher = row.matcher(line.strip());
          if (matcher.matches() && !matcher.group(2).matches("(?i)\\W*a_.*")) {
            String text = matcher.group(2).replaceAll("\\\\([(<>=*])", "$1");
            all.add(new Predicate(matcher.group(1), text, Integer.parseInt(matcher.group(3))));
          }
        }
      }
    }
    assertThat(all).hasSizeGreaterThan(130);
    return all;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("predicates")
  void aPredicateFindsTheExpectedNumber(Predicate predicate) {
    Layer layer = LAYERS.computeIfAbsent(predicate.source(), Cql2StandardTest::read);
    RowCondition rows = Binding.of(Cql2Text.parse(predicate.text(), names(layer)), layer);
    long found = IntStream.range(0, layer.size()).filter(rows::selects).count();
    assertThat(found).isEqualTo(predicate.expected());
  }

  private static Vocabulary names(Layer layer) {
    return new Vocabulary() {
      @Override
      public String property(String reference) {
        if (reference.equals(GEOMETRY) || layer.attribute(reference) >= 0) {
          return reference;
        }
        throw FilterException.noProperty(reference, layer.name());
      }

      @Override
      public System system(String spelling) {
        return new System(4326, false);
      }
    };
  }

  private static Layer read(String table) {
    String url = "jdbc:sqlite:" + STANDARD.resolve("data/ne110m4cql2.gpkg");
    try (Connection connection = DriverManager.getConnection(url);
        ResultSet columns =
            connection.createStatement().executeQuery("PRAGMA table_info(" + table + ")")) {
      List<Layer.Attribute> attributes = new ArrayList<>();
      while (columns.next()) {
        if (!columns.getString("name").equals("geom")) {
          attributes.add(attribute(columns.getString("name"), columns.getString("type")));
        }
      }
      List<List<Object>> values = new ArrayList<>();
      attributes.forEach(any -> values.add(new ArrayList<>()));
      List<Geometry> geometries = new ArrayList<>();
      try (ResultSet rows = connection.createStatement().executeQuery("SELECT * FROM " + table)) {
        while (rows.next()) {
          for (int i = 0; i < attributes.size(); i++) {
            values.get(i).add(value(rows, attributes.get(i)));
          }
          geometries.add(geometry(rows.getBytes("geom")));
        }
      }
      return TestLayers.layer(table, attributes, values, 4326, geometries);
    } catch (SQLException | ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Layer.Attribute attribute(String name, String type) {
    String upper = type.toUpperCase(Locale.ROOT);
    Column.Type known =
        upper.startsWith("TEXT")
            ? Column.Type.TEXT
            : upper.contains("INT")
                ? Column.Type.BIGINT
                : switch (upper) {
                  case "DATE" -> Column.Type.DATE;
                  case "DATETIME" -> Column.Type.TIMESTAMP;
                  case "BOOLEAN" -> Column.Type.BOOLEAN;
                  default -> Column.Type.DOUBLE;
                };
    return new Layer.Attribute(name, known, new LocalText(name, name));
  }

  private static Object value(ResultSet rows, Layer.Attribute attribute) throws SQLException {
    if (rows.getObject(attribute.name()) == null) {
      return null;
    }
    return switch (attribute.type()) {
      case TEXT -> rows.getString(attribute.name());
      case INTEGER, BIGINT -> rows.getLong(attribute.name());
      case DOUBLE -> rows.getDouble(attribute.name());
      case BOOLEAN -> rows.getInt(attribute.name()) == 1;
      case DATE -> LocalDate.parse(rows.getString(attribute.name()));
      case TIMESTAMP -> Instant.parse(rows.getString(attribute.name()).replace("Z", "") + "Z");
    };
  }

  /** GeoPackage 1.3, 2.1.3: a header with an envelope, then well-known binary. */
  private static Geometry geometry(byte[] blob) throws ParseException {
    if (blob == null) {
      return null;
    }
    int[] envelope = {0, 32, 48, 48, 64};
    int header = 8 + envelope[blob[3] >> 1 & 7];
    return new WKBReader().read(Arrays.copyOfRange(blob, header, blob.length));
  }
}
