/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.measures;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.Period;
import dk.socialbalance.db.DatabaseAccess;
import dk.socialbalance.db.DatabaseException;
import dk.socialbalance.register.CopyRows;
import dk.socialbalance.register.CsvSource;
import dk.socialbalance.register.Deliveries;
import dk.socialbalance.register.LoadFailedException;
import dk.socialbalance.register.LoadOptions;
import dk.socialbalance.register.LoadReport;
import dk.socialbalance.register.LoadRun;
import dk.socialbalance.register.Loading;
import dk.socialbalance.register.Masking;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Loads figures that others have counted (FLIS, KL, any statistics office): one row an area,
 * indicator and period. The rules stand in docs/data-formats.md, "Delivered figures".
 */
public final class MeasureLoader {

  private static final String KIND = "measures";

  private MeasureLoader() {}

  /**
   * Loads one file.
   *
   * @throws LoadFailedException when nothing was kept; the message is for people
   * @throws DatabaseException when the database does not answer
   */
  public static LoadReport load(
      DatabaseAccess access,
      Catalogue catalogue,
      Path file,
      MeasureOptions measures,
      LoadOptions options) {
    if (!measures.origin().matches("[\\p{L}\\p{Nd}_-]{1,40}")) {
      throw new LoadFailedException(
          "The origin of the figures is named by 1 to 40 letters, digits, _ or -, such as flis.");
    }
    Optional<Period> span = Deliveries.span(measures.period());
    String clearedBy =
        measures.clearedBy() == null || measures.clearedBy().isBlank()
            ? null
            : measures.clearedBy().strip();
    // The catalogue decides which rows are right, so another catalogue reads the file anew.
    LoadRun.Delivery delivery =
        new LoadRun.Delivery(
            KIND, measures.origin(), measures.period(), catalogue.version(), clearedBy);
    return LoadRun.execute(
        access,
        delivery,
        file,
        options,
        loading -> {
          Deliveries.refuseOverlap(loading, KIND, measures.origin(), measures.period());
          MeasureRow.Checks checks =
              new MeasureRow.Checks(catalogue, LoadedAreas.read(loading.connection()), span);
          stage(loading, measures.format(), checks);
          rejectDoubles(loading);
          rejectOthersFigures(loading);
          note(loading, checks, clearedBy);
          store(loading);
        });
  }

  private static void stage(Loading loading, CsvSource.Format format, MeasureRow.Checks checks)
      throws IOException, SQLException {
    try (Statement statement = loading.connection().createStatement()) {
      statement.execute(
          "CREATE TEMPORARY TABLE measure_stage (line bigint NOT NULL, indikator text NOT NULL,"
              + " niveau text NOT NULL, omraade_kode text NOT NULL, periode text NOT NULL,"
              + " taeller bigint, naevner bigint, vaerdi double precision) ON COMMIT DROP");
    }
    try (CopyRows copy = new CopyRows(loading.connection(), "pg_temp.measure_stage")) {
      CsvSource.read(
          loading,
          format,
          new CsvSource.Columns(
              List.of(MeasureRow.AREA, MeasureRow.INDICATOR, MeasureRow.PERIOD),
              List.of(MeasureRow.NUMERATOR, MeasureRow.DENOMINATOR, MeasureRow.VALUE),
              List.of(),
              Set.of()),
          row -> {
            boolean counts = row.has(MeasureRow.NUMERATOR) && row.has(MeasureRow.DENOMINATOR);
            if (!counts && !row.has(MeasureRow.VALUE)) {
              throw new LoadFailedException(
                  loading.fileName()
                      + " has no figures: the columns taeller and naevner, or vaerdi, are missing.");
            }
            MeasureRow measure = MeasureRow.of(row, checks);
            copy.number(row.line())
                .text(measure.indicator())
                .text(measure.level())
                .text(measure.area())
                .text(measure.period())
                .number(measure.numerator())
                .number(measure.denominator())
                .number(measure.value())
                .endRow();
          });
      copy.finish();
    }
  }

  private static void rejectDoubles(Loading loading) throws SQLException {
    try (Statement statement = loading.connection().createStatement();
        ResultSet row =
            statement.executeQuery(
                "WITH numbered AS (SELECT line, min(line) OVER"
                    + " (PARTITION BY indikator, omraade_kode, periode) AS first"
                    + " FROM pg_temp.measure_stage), gone AS (DELETE FROM pg_temp.measure_stage s"
                    + " USING numbered n WHERE n.line = s.line AND n.line > n.first"
                    + " RETURNING n.line, n.first) SELECT line, first FROM gone ORDER BY line")) {
      while (row.next()) {
        loading.reject(
            row.getLong(1),
            null,
            "the same area, indicator and period stand on line " + row.getLong(2),
            null);
      }
    }
  }

  private static void rejectOthersFigures(Loading loading) throws SQLException {
    try (PreparedStatement statement =
        loading
            .connection()
            .prepareStatement(
                "WITH gone AS (DELETE FROM pg_temp.measure_stage s"
                    + " USING indicator.measure m, indicator.delivery d"
                    + " WHERE m.indikator = s.indikator AND m.omraade_kode = s.omraade_kode"
                    + " AND m.periode = s.periode AND d.id = m.delivery_id AND d.id <> ?"
                    + " RETURNING s.line, d.subject) SELECT line, subject FROM gone"
                    + " ORDER BY line")) {
      statement.setLong(1, loading.deliveryId());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          loading.reject(
              row.getLong(1),
              null,
              "this figure is delivered by another origin already",
              Masking.value(row.getString(2)));
        }
      }
    }
  }

  private static void note(Loading loading, MeasureRow.Checks checks, String clearedBy)
      throws SQLException {
    loading.note(
        checks.outsideYears(),
        "figures lie outside the catalogue's years: kept, and not published.");
    try (Statement statement = loading.connection().createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(*) FILTER (WHERE taeller IS NULL) FROM pg_temp.measure_stage")) {
      row.next();
      if (clearedBy == null) {
        loading.note(
            row.getLong(1),
            "figures are values without counts and nobody has cleared them: kept, and not"
                + " published. Load the file again and say who cleared it.");
      }
    }
  }

  private static void store(Loading loading) throws SQLException {
    try (PreparedStatement delete =
            loading
                .connection()
                .prepareStatement("DELETE FROM indicator.measure WHERE delivery_id = ?");
        PreparedStatement insert =
            loading
                .connection()
                .prepareStatement(
                    "INSERT INTO indicator.measure (delivery_id, indikator, niveau, omraade_kode,"
                        + " periode, taeller, naevner, vaerdi) SELECT ?::bigint, indikator, niveau,"
                        + " omraade_kode, periode, taeller, naevner, vaerdi"
                        + " FROM pg_temp.measure_stage")) {
      delete.setLong(1, loading.deliveryId());
      delete.executeUpdate();
      insert.setLong(1, loading.deliveryId());
      loading.rowsStored(insert.executeLargeUpdate());
    }
  }
}
