/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.demo;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.Source;
import dk.socialbalance.catalogue.Source.Column;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The demo municipality's files, read without any of the product's code but the catalogue's
 * records. Rows that a load must reject are passed over.
 */
final class PlainFiles {

  static final int OPEN = Integer.MAX_VALUE;

  /** A fact about a person; the value is NaN when there is none. */
  record Fact(String code, int from, int to, double value) {}

  /** Time at one place; the areas are by level, empty when the address is unknown. */
  record Home(int from, int to, Map<String, String> areas, String household) {}

  /** An area and what lies in it. */
  record Place(String level, String code, IndexedPointInAreaLocator locator) {}

  /** A resident. */
  static final class Resident {
    final String cpr;
    int birthMonth;
    String guardian;
    final TreeMap<Integer, Home> byStart = new TreeMap<>();
    final Map<String, Set<Fact>> facts = new HashMap<>();

    Resident(String cpr) {
      this.cpr = cpr;
    }

    /** Homes in order; a later one ends the one before it. */
    List<Home> homes() {
      List<Home> homes = new ArrayList<>();
      for (Map.Entry<Integer, Home> entry : byStart.entrySet()) {
        Home home = entry.getValue();
        Integer next = byStart.higherKey(entry.getKey());
        int to = next == null ? home.to() : Math.min(home.to(), next - 1);
        homes.add(new Home(home.from(), to, home.areas(), home.household()));
      }
      return homes;
    }
  }

  final Map<String, Resident> residents = new HashMap<>();
  final Map<String, List<String>> codesByLevel = new TreeMap<>();
  final List<String[]> figures;

  private final List<Place> places = new ArrayList<>();
  private final Map<String, Map<String, String>> areasOfAddress = new HashMap<>();
  private final Map<String, String> addressOfHouse = new HashMap<>();

  PlainFiles(Path folder, Catalogue catalogue) throws IOException, SQLException, ParseException {
    for (String level : List.of("kommune", "bydel", "basisdistrikt")) {
      readGeoJson(folder.resolve("omraader_" + level + ".geojson"));
    }
    readGeoPackage(folder.resolve("omraader_boligomraade.gpkg"));
    readAddresses(folder.resolve("adresser.csv"));
    for (Source source : catalogue.sources()) {
      Path file = folder.resolve(source.id() + ".csv");
      if (source.kind() == Source.Kind.RESIDENCE) {
        readResidences(source, file);
      }
    }
    for (Source source : catalogue.sources()) {
      if (source.kind() == Source.Kind.SPELL) {
        readFacts(source, folder.resolve(source.id() + ".csv"));
      }
    }
    figures = new ArrayList<>();
    try (Rows rows = new Rows(folder.resolve("flis_noegletal.csv"), StandardCharsets.UTF_8)) {
      while (rows.next()) {
        figures.add(
            new String[] {
              rows.cell("omraade_kode"),
              rows.cell("indikator"),
              rows.cell("periode"),
              rows.cell("taeller"),
              rows.cell("naevner")
            });
      }
    }
  }

  private void readGeoJson(Path file) throws IOException {
    JsonNode root = new ObjectMapper().readTree(Files.readString(file));
    GeometryFactory factory = new GeometryFactory();
    for (JsonNode feature : root.get("features")) {
      List<Polygon> parts = new ArrayList<>();
      for (JsonNode polygon : feature.get("geometry").get("coordinates")) {
        LinearRing shell = ring(factory, polygon.get(0));
        LinearRing[] holes = new LinearRing[polygon.size() - 1];
        for (int i = 0; i < holes.length; i++) {
          holes[i] = ring(factory, polygon.get(i + 1));
        }
        parts.add(factory.createPolygon(shell, holes));
      }
      JsonNode properties = feature.get("properties");
      add(
          properties.get("niveau").asString(),
          properties.get("kode").asString(),
          factory.createMultiPolygon(parts.toArray(Polygon[]::new)));
    }
  }

  private static LinearRing ring(GeometryFactory factory, JsonNode points) {
    Coordinate[] ring = new Coordinate[points.size()];
    for (int i = 0; i < ring.length; i++) {
      ring[i] = new Coordinate(points.get(i).get(0).asDouble(), points.get(i).get(1).asDouble());
    }
    return factory.createLinearRing(ring);
  }

  private void readGeoPackage(Path file) throws SQLException, ParseException {
    try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery("SELECT niveau, kode, geom FROM boligomraade")) {
      while (rows.next()) {
        byte[] blob = rows.getBytes(3);
        add(
            rows.getString(1),
            rows.getString(2),
            new WKBReader().read(Arrays.copyOfRange(blob, 8, blob.length)));
      }
    }
  }

  private void add(String level, String code, Geometry geometry) {
    places.add(new Place(level, code, new IndexedPointInAreaLocator(geometry)));
    codesByLevel.computeIfAbsent(level, l -> new ArrayList<>()).add(code);
  }

  private void readAddresses(Path file) throws IOException {
    try (Rows rows = new Rows(file, StandardCharsets.UTF_8)) {
      while (rows.next()) {
        Coordinate point = new Coordinate(decimal(rows.cell("oest")), decimal(rows.cell("nord")));
        Map<String, String> areas = new HashMap<>();
        for (Place place : places) {
          if (place.locator().locate(point) != Location.EXTERIOR) {
            areas.put(place.level(), place.code());
          }
        }
        areasOfAddress.put(rows.cell("id"), areas);
        addressOfHouse.put(house(rows.cell("vejkode"), rows.cell("husnr")), rows.cell("id"));
      }
    }
  }

  private void readResidences(Source source, Path file) throws IOException {
    Map<Column, String> columns = source.columns();
    try (Rows rows = new Rows(file, Charset.forName(source.encoding()))) {
      while (rows.next()) {
        String cpr = person(rows.cell(columns.get(Column.CPR)));
        Resident resident = residents.computeIfAbsent(cpr, Resident::new);
        LocalDate birth = LocalDate.ofEpochDay(day(rows.cell(columns.get(Column.BIRTH_DATE))));
        resident.birthMonth = birth.getYear() * 12 + birth.getMonthValue() - 1;
        String guardian = rows.cell(columns.get(Column.GUARDIAN_CPR));
        if (!guardian.isEmpty()) {
          resident.guardian = person(guardian);
        }
        String address = rows.cell(columns.get(Column.ADDRESS_ID));
        if (address.isEmpty()) {
          address =
              addressOfHouse.get(
                  house(
                      rows.cell(columns.get(Column.ROAD_CODE)),
                      rows.cell(columns.get(Column.HOUSE_NUMBER))));
        }
        int from = day(rows.cell(columns.get(Column.FROM)));
        resident.byStart.put(
            from,
            new Home(
                from,
                lastDay(rows.cell(columns.get(Column.TO))),
                areasOfAddress.getOrDefault(address, Map.of()),
                rows.cell(columns.get(Column.HOUSEHOLD))));
      }
    }
  }

  private void readFacts(Source source, Path file) throws IOException {
    Map<Column, String> columns = source.columns();
    try (Rows rows = new Rows(file, StandardCharsets.UTF_8)) {
      while (rows.next()) {
        Fact fact = fact(source, rows, columns);
        Resident resident = residents.get(person(rows.cell(columns.get(Column.CPR))));
        if (fact != null && resident != null) {
          resident.facts.computeIfAbsent(source.id(), s -> new HashSet<>()).add(fact);
        }
      }
    }
  }

  /** Null for a row that no load can take. */
  private static Fact fact(Source source, Rows rows, Map<Column, String> columns) {
    try {
      String code = source.defaultCode();
      if (columns.containsKey(Column.CODE)) {
        String raw = rows.cell(columns.get(Column.CODE));
        code = source.codes().isEmpty() ? raw : source.codes().get(raw);
      }
      int from = day(rows.cell(columns.get(Column.FROM)));
      int to = columns.containsKey(Column.TO) ? lastDay(rows.cell(columns.get(Column.TO))) : from;
      double value =
          columns.containsKey(Column.VALUE)
              ? decimal(rows.cell(columns.get(Column.VALUE)))
              : Double.NaN;
      return code == null || to < from ? null : new Fact(code, from, to, value);
    } catch (DateTimeException | NumberFormatException e) {
      return null;
    }
  }

  private static String house(String road, String number) {
    return road.replaceFirst("^0+", "")
        + " "
        + number.replaceFirst("^0+", "").toUpperCase(Locale.ROOT);
  }

  private static String person(String cpr) {
    return cpr.replace("-", "");
  }

  private static double decimal(String text) {
    return Double.parseDouble(text.replace(',', '.'));
  }

  private static int lastDay(String text) {
    return text.isEmpty() ? OPEN : day(text);
  }

  private static int day(String text) {
    LocalDate date =
        text.charAt(2) == '-'
            ? LocalDate.of(
                Integer.parseInt(text.substring(6)),
                Integer.parseInt(text.substring(3, 5)),
                Integer.parseInt(text.substring(0, 2)))
            : LocalDate.parse(text);
    return (int) date.toEpochDay();
  }

  /** A semicolon-separated file whose cells are never quoted. */
  private static final class Rows implements AutoCloseable {
    private final BufferedReader reader;
    private final Map<String, Integer> positions = new HashMap<>();
    private String[] cells;

    Rows(Path file, Charset charset) throws IOException {
      reader = Files.newBufferedReader(file, charset);
      String[] header = reader.readLine().split(";", -1);
      for (int i = 0; i < header.length; i++) {
        positions.put(header[i], i);
      }
    }

    boolean next() throws IOException {
      String line = reader.readLine();
      cells = line == null ? null : line.split(";", -1);
      return cells != null;
    }

    String cell(String column) {
      return cells[positions.get(column)];
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
