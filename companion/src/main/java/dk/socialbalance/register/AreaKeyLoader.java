/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import dk.socialbalance.db.DatabaseAccess;
import dk.socialbalance.db.DatabaseException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Loads the key from former areas to the new ones that redrawing made of them, so that statistics
 * can carry counts over (docs/data-formats.md, "Keys between areas"). One key holds for the whole
 * installation; a file replaces it. A single wrong row refuses the file: a new area whose former
 * ones were told in part would be compared with a part of itself.
 */
public final class AreaKeyLoader {

  /** Kind of the delivery. */
  static final String KIND = "key";

  private static final String FROM = "fra_kode";
  private static final String TO = "til_kode";
  private static final String SINCE = "gyldig_fra";
  private static final String SHARE = "andel";

  /** Shares are written with some decimals: thirds do not add up to one. */
  private static final double SHARE_TOLERANCE = 1e-3;

  private AreaKeyLoader() {}

  /**
   * Loads one file.
   *
   * @throws LoadFailedException when nothing was kept; the message is for people
   * @throws DatabaseException when the database does not answer
   */
  public static LoadReport load(DatabaseAccess access, Path file, LoadOptions options) {
    return LoadRun.execute(
        access,
        new LoadRun.Delivery(KIND, "omraader", LoadRun.WHOLE, "", null),
        file,
        new LoadOptions(options.dryRun(), 0, options.progress()),
        loading -> {
          Rows rows = new Rows(Areas.read(loading.connection()));
          CsvSource.read(
              loading,
              CsvSource.Format.DANISH,
              new CsvSource.Columns(List.of(FROM, TO, SINCE), List.of(SHARE), List.of(), Set.of()),
              rows::read);
          rows.check(loading);
          store(loading, rows.all);
        });
  }

  private record Row(String from, String to, LocalDate since, double share) {}

  /** A generation of an area. */
  private record Generation(String level, LocalDate from, LocalDate to) {}

  private record Areas(Map<String, List<Generation>> byCode) {

    static Areas read(Connection connection) throws SQLException {
      Map<String, List<Generation>> byCode = new HashMap<>();
      try (Statement statement = connection.createStatement();
          ResultSet row =
              statement.executeQuery(
                  "SELECT kode, niveau, gyldig_fra, gyldig_til FROM indicator.area")) {
        while (row.next()) {
          byCode
              .computeIfAbsent(row.getString(1), code -> new ArrayList<>())
              .add(
                  new Generation(
                      row.getString(2),
                      row.getObject(3, LocalDate.class),
                      row.getObject(4, LocalDate.class)));
        }
      }
      return new Areas(byCode);
    }

    Generation from(String code, LocalDate day) throws RejectedRow {
      return byCode.getOrDefault(code, List.of()).stream()
          .filter(g -> g.from().equals(day))
          .findFirst()
          .orElseThrow(() -> new RejectedRow("no area with this code begins on that day"));
    }

    Generation before(String code, LocalDate day) throws RejectedRow {
      return byCode.getOrDefault(code, List.of()).stream()
          .filter(
              g -> g.from().isBefore(day) && (g.to() == null || !g.to().isBefore(day.minusDays(1))))
          .findFirst()
          .orElseThrow(() -> new RejectedRow("no area with this code exists on the day before"));
    }
  }

  private static final class Rows {
    private final Areas areas;
    private final List<Row> all = new ArrayList<>();
    private final Set<String> pairs = new HashSet<>();
    private final Map<String, Double> shares = new HashMap<>();

    Rows(Areas areas) {
      this.areas = areas;
    }

    void read(CsvRow row) throws RejectedRow {
      LocalDate since = row.date(SINCE);
      String to = row.storable(TO);
      String from = row.storable(FROM);
      Generation made = row.value(TO, code -> areas.from(code, since));
      Generation former = row.value(FROM, code -> areas.before(code, since));
      if (!made.level().equals(former.level())) {
        throw row.rejected(
            FROM, "an area of the level " + former.level() + ", the new one is of " + made.level());
      }
      Double given = row.decimal(SHARE);
      double share = given == null ? 1 : given;
      if (!(share > 0 && share <= 1)) {
        throw row.rejected(SHARE, "no share: a number above 0, at most 1, is expected");
      }
      if (!pairs.add(from + " " + to + " " + since)) {
        throw new RejectedRow("these two areas stand on an earlier line");
      }
      shares.merge(from + " (until " + since.minusDays(1) + ")", share, Double::sum);
      all.add(new Row(from, to, since, share));
    }

    void check(Loading loading) {
      List<String> tooMuch =
          shares.entrySet().stream()
              .filter(e -> e.getValue() > 1 + SHARE_TOLERANCE)
              .map(Map.Entry::getKey)
              .sorted()
              .toList();
      if (!tooMuch.isEmpty()) {
        throw new LoadFailedException(
            loading.fileName()
                + ": more than the whole of some areas is given away: "
                + String.join(", ", tooMuch)
                + ". The shares of a former area add up to 1 at most.");
      }
      loading.note(
          shares.values().stream().filter(sum -> sum < 1 - SHARE_TOLERANCE).count(),
          "former areas go to new ones in part only: the rest is carried over to none.");
    }
  }

  private static void store(Loading loading, List<Row> rows) throws SQLException {
    try (PreparedStatement delete =
            loading
                .connection()
                .prepareStatement("DELETE FROM indicator.area_key WHERE delivery_id = ?");
        PreparedStatement insert =
            loading
                .connection()
                .prepareStatement(
                    "INSERT INTO indicator.area_key (fra_kode, til_kode, gyldig_fra, andel,"
                        + " delivery_id) VALUES (?, ?, ?, ?, ?)")) {
      delete.setLong(1, loading.deliveryId());
      delete.executeUpdate();
      for (Row row : rows) {
        insert.setString(1, row.from());
        insert.setString(2, row.to());
        insert.setDate(3, Date.valueOf(row.since()));
        insert.setDouble(4, row.share());
        insert.setLong(5, loading.deliveryId());
        insert.addBatch();
      }
      insert.executeBatch();
      loading.rowsStored(rows.size());
    }
  }
}
