/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.Period;
import dk.socialbalance.catalogue.Source;
import dk.socialbalance.catalogue.Source.Column;
import dk.socialbalance.db.DatabaseAccess;
import dk.socialbalance.db.DatabaseException;
import dk.socialbalance.db.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Loads the extract of one source system into the register, under keyed pseudonyms. The rules for
 * rows that are wrong, doubled or overlapping stand in docs/data-formats.md, "Register extracts".
 */
public final class RegisterLoader {

  /** The kind of these deliveries. */
  static final String KIND = "register";

  private static final Set<Column> PERSONAL =
      Set.of(Column.CPR, Column.GUARDIAN_CPR, Column.BIRTH_DATE, Column.HOUSEHOLD);

  private RegisterLoader() {}

  /** How the rows of one kind of source are read and stored. */
  interface Rows {
    /** The staging table's definition, without its name. */
    String stageColumns();

    /** Checks a row and writes it to the staging table. */
    void stage(CsvRow row, CopyRows copy) throws RejectedRow, SQLException;

    /** Replaces what the delivery held by what is staged. */
    void store(Loading loading) throws SQLException;
  }

  /**
   * Loads one file.
   *
   * @param catalogue the catalogue that the source stands in
   * @param source what the file is
   * @param period {@code alle} (the file is all that the source has) or a period's code (the file
   *     is what the source says of that period: rows are cut to it, and only that delivery is
   *     replaced)
   * @throws LoadFailedException when nothing was kept; the message is for people
   * @throws DatabaseException when the database does not answer
   */
  public static LoadReport load(
      DatabaseAccess access,
      Catalogue catalogue,
      Source source,
      Path file,
      String period,
      Pseudonyms pseudonyms,
      LoadOptions options) {
    if (catalogue.source(source.id()).filter(source::equals).isEmpty()) {
      throw new IllegalArgumentException("The source is not of this catalogue: " + source.id());
    }
    Optional<Period> span = Deliveries.span(period);
    LoadRun.Delivery delivery =
        new LoadRun.Delivery(KIND, source.id(), period, reading(access, source, pseudonyms), null);
    return LoadRun.execute(
        access,
        delivery,
        file,
        options,
        loading -> {
          Deliveries.refuseOverlap(loading, KIND, source.id(), period);
          refuseAnotherKey(loading, pseudonyms);
          Rows rows =
              source.kind() == Source.Kind.RESIDENCE
                  ? new ResidenceRows(source, span, pseudonyms)
                  : new SpellRows(source, span, pseudonyms);
          load(loading, source, rows);
        });
  }

  private static void load(Loading loading, Source source, Rows rows)
      throws IOException, SQLException {
    try (Statement statement = loading.connection().createStatement()) {
      // Sorting and hashing a year of rows in memory is worth more than the default allows.
      statement.execute("SET LOCAL work_mem = '128MB'");
      statement.execute(
          "CREATE TEMPORARY TABLE register_stage (" + rows.stageColumns() + ") ON COMMIT DROP");
    }
    try (CopyRows copy = new CopyRows(loading.connection(), "pg_temp.register_stage")) {
      CsvSource.read(
          loading,
          new CsvSource.Format(source.encoding(), source.delimiter()),
          columns(source),
          row -> rows.stage(row, copy));
      copy.finish();
    }
    try (Statement statement = loading.connection().createStatement()) {
      statement.execute("ANALYZE pg_temp.register_stage");
    }
    loading.step("storing");
    rows.store(loading);
  }

  private static CsvSource.Columns columns(Source source) {
    Set<String> personal =
        source.columns().entrySet().stream()
            .filter(e -> PERSONAL.contains(e.getKey()))
            .map(Map.Entry::getValue)
            .collect(Collectors.toSet());
    return new CsvSource.Columns(
        new TreeMap<>(source.columns()).values(), List.of(), source.ignored(), personal);
  }

  /**
   * What decides how a file is read: the key, the mapping, and, where addresses are found by road
   * code and house number, the addresses that are loaded.
   */
  private static String reading(DatabaseAccess access, Source source, Pseudonyms pseudonyms) {
    String mapping =
        String.join(
            "\n",
            source.kind().name(),
            source.encoding(),
            String.valueOf(source.delimiter()),
            new TreeMap<>(source.columns()).toString(),
            new TreeMap<>(source.codes()).toString(),
            String.valueOf(source.defaultCode()),
            source.columns().containsKey(Column.ROAD_CODE) ? addresses(access) : "");
    byte[] hash = LoadRun.sha256().digest(mapping.getBytes(StandardCharsets.UTF_8));
    return pseudonyms.fingerprint() + ":" + HexFormat.of().formatHex(hash, 0, 8);
  }

  private static String addresses(DatabaseAccess access) {
    try (Connection connection = access.connect(Role.LOAD);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT string_agg(input_hash || reading, ',' ORDER BY id)"
                    + " FROM indicator.delivery WHERE kind = 'addresses'")) {
      row.next();
      return String.valueOf(row.getString(1));
    } catch (SQLException e) {
      throw new DatabaseException(
          "The database does not answer, so nothing can be loaded (SQLSTATE "
              + e.getSQLState()
              + "). Is it running, and is SB_DB_URL right?",
          e);
    }
  }

  /** Under two keys a person would have two pseudonyms. */
  private static void refuseAnotherKey(Loading loading, Pseudonyms pseudonyms) throws SQLException {
    try (PreparedStatement query =
        loading
            .connection()
            .prepareStatement(
                "SELECT subject FROM indicator.delivery WHERE kind = ? AND id <> ?"
                    + " AND reading <> '' AND split_part(reading, ':', 1) <> ?"
                    + " ORDER BY subject LIMIT 1")) {
      query.setString(1, KIND);
      query.setLong(2, loading.deliveryId());
      query.setString(3, pseudonyms.fingerprint());
      try (ResultSet row = query.executeQuery()) {
        if (row.next()) {
          throw new LoadFailedException(
              "The pseudonym key is not the one that "
                  + row.getString(1)
                  + " was loaded with, so persons would not meet. Load with that key, or withdraw"
                  + " every loaded source first and load them all again.");
        }
      }
    }
  }
}
