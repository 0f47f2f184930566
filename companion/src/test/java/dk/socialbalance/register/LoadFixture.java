/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import dk.socialbalance.catalogue.Cadence;
import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.Indicator;
import dk.socialbalance.catalogue.IndicatorBuilder;
import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.catalogue.Source;
import dk.socialbalance.catalogue.Source.Column;
import dk.socialbalance.db.Role;
import dk.socialbalance.db.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A small catalogue, a database and the means to load files into it and to look. */
public final class LoadFixture implements AutoCloseable {

  /** Population register. */
  public static final Source PEOPLE =
      new Source(
          "folkeregister",
          text("Folkeregister"),
          "CPR",
          Source.Kind.RESIDENCE,
          "folkeregister.csv",
          "windows-1252",
          ';',
          columns(
              Column.CPR, "cpr",
              Column.BIRTH_DATE, "foedselsdato",
              Column.GUARDIAN_CPR, "foraelder_cpr",
              Column.ADDRESS_ID, "adresse_id",
              Column.ROAD_CODE, "vejkode",
              Column.HOUSE_NUMBER, "husnr",
              Column.HOUSEHOLD, "husstand",
              Column.FROM, "fra",
              Column.TO, "til"),
          Map.of(),
          null,
          List.of("koen"));

  /** Benefits: a source that lists its codes. */
  public static final Source BENEFITS =
      spells(
          "ydelser",
          columns(Column.CPR, "cpr", Column.CODE, "ydelse", Column.FROM, "fra", Column.TO, "til"),
          Map.of("KTH", "kontanthjaelp", "SU", "su"),
          null);

  /** Income: one code for all rows, and a value. */
  public static final Source INCOME =
      spells(
          "indkomst",
          columns(
              Column.CPR, "cpr",
              Column.FROM, "fra",
              Column.TO, "til",
              Column.VALUE, "bruttoindkomst"),
          Map.of(),
          "brutto");

  /** Assessments: single days, codes stored as they are. */
  public static final Source ASSESSMENTS =
      spells(
          "sprogvurdering",
          columns(Column.CPR, "cpr", Column.FROM, "dato", Column.CODE, "resultat"),
          Map.of(),
          null);

  /** The key of the tests. */
  public static final byte[] KEY =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final TestDatabase database = TestDatabase.create();
  private final Path folder;
  private final Pseudonyms pseudonyms = Pseudonyms.fromSecret(KEY);
  private final Catalogue catalogue;

  /** With files in the given folder. */
  public LoadFixture(Path folder) {
    this.folder = folder;
    this.catalogue = catalogue(List.of());
  }

  /** With indicators. */
  public LoadFixture(Path folder, List<Indicator> indicators) {
    this.folder = folder;
    this.catalogue = catalogue(indicators);
  }

  private static Catalogue catalogue(List<Indicator> indicators) {
    return new Catalogue(
        "abcdef012345",
        new Catalogue.Municipality("0159", text("Prøve"), true),
        25832,
        2016,
        2021,
        List.of(
            level("kommune", null, false),
            level("bydel", "kommune", false),
            level("boligomraade", null, true)),
        List.of(PEOPLE, BENEFITS, INCOME, ASSESSMENTS),
        List.of(new Catalogue.Theme("tema", text("Tema"))),
        indicators,
        List.of(),
        List.of(new Catalogue.Audience("offentlig", text("Offentlig"))),
        new Catalogue.Disclosure(100, 50, 20, 3, 0.1),
        List.of());
  }

  private static Catalogue.Level level(String id, String parent, boolean overlapping) {
    return new Catalogue.Level(id, text(id), text(id), Optional.ofNullable(parent), overlapping);
  }

  /** An indicator of delivered figures. */
  public static Indicator delivered(
      String id, Indicator.Measure measure, Map<String, Cadence> cadence) {
    return IndicatorBuilder.indicator(id, measure, cadence).build();
  }

  private static Source spells(
      String id, Map<Column, String> columns, Map<String, String> codes, String defaultCode) {
    return new Source(
        id,
        text(id),
        "system",
        Source.Kind.SPELL,
        id + ".csv",
        "auto",
        ';',
        columns,
        codes,
        defaultCode,
        List.of());
  }

  private static Map<Column, String> columns(Object... pairs) {
    Map<Column, String> columns = new EnumMap<>(Column.class);
    for (int i = 0; i < pairs.length; i += 2) {
      columns.put((Column) pairs[i], (String) pairs[i + 1]);
    }
    return columns;
  }

  private static LocalText text(String text) {
    return new LocalText(text, text);
  }

  /** The catalogue. */
  public Catalogue catalogue() {
    return catalogue;
  }

  /** The database. */
  public TestDatabase database() {
    return database;
  }

  /** Writes a file. */
  public Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  /** Loads an extract as a whole, whatever share is rejected. */
  public LoadReport load(Source source, String content) throws IOException {
    return load(source, LoadRun.WHOLE, content);
  }

  /** Loads an extract, whatever share is rejected. */
  public LoadReport load(Source source, String period, String content) throws IOException {
    return load(source, period, content, new LoadOptions(false, 1, line -> {}));
  }

  /** Loads an extract. */
  public LoadReport load(Source source, String period, String content, LoadOptions options)
      throws IOException {
    Path file = file(source.file(), content);
    return RegisterLoader.load(
        database.access(), catalogue, source, file, period, pseudonyms, options);
  }

  /** Loads addresses in the shipped format, whatever share is rejected. */
  public LoadReport addresses(String content) throws IOException {
    return AddressLoader.load(
        database.access(),
        catalogue,
        file("adresser.csv", content),
        AddressLoader.AddressOptions.DEFAULT,
        new LoadOptions(false, 1, line -> {}));
  }

  /** A square area; corners in whole kilometres of the coordinate system. */
  public void area(String level, String code, String from, String to, int x, int y, int size) {
    database.execute(
        "INSERT INTO indicator.area (niveau, kode, navn, gyldig_fra, gyldig_til, geom) VALUES ('"
            + level
            + "', '"
            + code
            + "', '"
            + code
            + "', '"
            + from
            + "', "
            + (to == null ? "NULL" : "'" + to + "'")
            + ", postgis.ST_Multi(postgis.ST_MakeEnvelope("
            + 1000 * x
            + ", "
            + 1000 * y
            + ", "
            + 1000 * (x + size)
            + ", "
            + 1000 * (y + size)
            + ", 25832)))");
  }

  /** The pseudonym as SQL writes it. */
  public String pseudonym(String cpr) {
    try {
      return HexFormat.of().formatHex(pseudonyms.person(cpr));
    } catch (RejectedRow e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Rows of a query, columns joined by a blank; null as {@code -}. */
  public List<String> rows(String sql) {
    List<String> rows = new ArrayList<>();
    try (Connection connection = database.access().connect(Role.OWNER);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      int width = row.getMetaData().getColumnCount();
      while (row.next()) {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
          cells.add(row.getString(i) == null ? "-" : row.getString(i));
        }
        rows.add(String.join(" ", cells));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Drops the database. */
  @Override
  public void close() {
    database.close();
  }
}
