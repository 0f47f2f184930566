/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.cli;

import dk.socialbalance.cli.WarningSimulation.Planted;
import dk.socialbalance.db.DatabaseAccess;
import dk.socialbalance.db.DatabaseException;
import dk.socialbalance.db.Role;
import dk.socialbalance.db.SqlResource;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.postgresql.PGConnection;

/**
 * The proof of the warnings (docs/method.md, "Warnings"): how many false ones a year in which
 * nothing happens, and how many planted doublings are found, by the very statements that publish.
 */
final class WarningsBench {

  private static final Map<String, Double> BUDGET =
      Map.of("tendens", 1.0, "spring", 1.0, "kumuleret", 0.5, "klynge", 0.5);

  /** Expected cases a year, from which a row of the table begins. */
  private static final double[] SIZES = {5, 10, 20, 40, 80, 160};

  private final Console console;
  private final Map<String, Integer> falseOnes = new TreeMap<>();
  private final Map<String, int[]> power = new TreeMap<>();
  private int municipal;
  private int targeted;
  private int targetedFound;
  private double ruleSeconds;

  WarningsBench(Console console) {
    this.console = console;
  }

  /**
   * Simulates in a database with a publication; every simulation is rolled back.
   *
   * @return whether the budget of false warnings is kept and the planted ones are found
   */
  boolean run(DatabaseAccess access, int simulations) {
    try (Connection connection = access.connect(Role.OWNER)) {
      long publication = currentPublication(connection);
      WarningSimulation simulation = new WarningSimulation(connection, publication);
      connection.setAutoCommit(false);
      for (int seed = 1; seed <= simulations; seed++) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Planted> planted = simulation.plant(random);
        simulate(connection, publication, simulation.draw(random, planted).toString());
        judge(connection, simulation.top(), planted);
        connection.rollback();
        if (seed % 20 == 0) {
          console.step("%d of %d simulations".formatted(seed, simulations));
        }
      }
    } catch (SQLException | IOException e) {
      throw new DatabaseException("The simulation failed: " + e.getMessage(), e);
    }
    return report(simulations);
  }

  private static long currentPublication(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT max(publication_id) FROM publish.current_publication")) {
      row.next();
      return row.getLong(1);
    }
  }

  private void simulate(Connection connection, long publication, String cells)
      throws SQLException, IOException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET LOCAL TimeZone = 'UTC'");
      statement.execute("SET LOCAL max_parallel_workers_per_gather = 0");
      // The current publication's frame, with other cells; the transaction is rolled back.
      statement.execute(
          "CREATE TEMPORARY TABLE drawn (indikator text, niveau text, omraade_kode text, periode"
              + " text, datastatus text, taeller bigint, naevner bigint, sum double precision,"
              + " sum_squares double precision) ON COMMIT DROP");
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("COPY drawn FROM STDIN", new StringReader(cells));
      statement.execute(
          "CREATE TEMPORARY TABLE frame ON COMMIT DROP AS SELECT nextval(pg_get_serial_sequence("
              + "'publish.publication', 'id')) AS id, "
              + publication
              + "::bigint AS former");
      statement.execute(
          "INSERT INTO publish.publication OVERRIDING SYSTEM VALUE SELECT f.id, p.audience,"
              + " p.created_at, p.catalogue_version, p.method_version, p.area_revision,"
              + " p.content_hash, p.synthetic, p.srid, p.place_da, p.place_en, NULL FROM frame f"
              + " JOIN publish.publication p ON p.id = f.former");
      for (String[] table :
          new String[][] {
            {"period", "periode, periode_start, periode_slut, cadence"},
            {
              "indicator",
              "indikator, measure, subset, polarity, breaks_method, fixed_breaks, definition"
            },
            {"level", "niveau, overordnet, overlapping, ordinal"}
          }) {
        statement.execute(
            "INSERT INTO publish.%1$s (publication_id, %2$s) SELECT f.id, %3$s FROM frame f JOIN publish.%1$s t ON t.publication_id = f.former"
                .formatted(table[0], table[1], "t." + table[1].replace(", ", ", t.")));
      }
      statement.execute(
          "INSERT INTO publish.cell (publication_id, indikator, niveau, omraade_kode, periode,"
              + " datastatus, taeller, naevner, sum, sum_squares) SELECT f.id, d.* FROM frame f,"
              + " drawn d");
      statement.execute("SELECT set_config('sb.publication', id::text, true) FROM frame");
      statement.execute("SET LOCAL sb.audience = 'offentlig'");
      statement.execute("ANALYZE publish.cell");
      statement.execute("SET LOCAL ROLE sb_statistics");
      statement.execute(SqlResource.read("compute/statistics_rates.sql"));
      statement.execute(SqlResource.read("compute/statistics_carried.sql"));
      statement.execute(SqlResource.read("compute/statistics_trends.sql"));
      double begin = System.nanoTime();
      statement.execute(SqlResource.read("compute/warnings_prepare.sql"));
      statement.execute(SqlResource.read("compute/warnings_hotspot.sql"));
      // A year has four publications of quarterly series.
      statement.execute(
          "INSERT INTO warning_target SELECT DISTINCT p.indikator, p.niveau, p.periode FROM"
              + " warning_target w JOIN warning_point t USING (indikator, niveau, periode)"
              + " JOIN warning_point p ON p.indikator = w.indikator AND p.niveau = w.niveau AND"
              + " p.cadence = t.cadence AND p.cadence IN ('quarter', 'month') AND p.year = t.year"
              + " AND p.periode <> t.periode");
      for (String rule : List.of("trend", "jump", "cusum")) {
        statement.execute(SqlResource.read("compute/warnings_" + rule + ".sql"));
      }
      ruleSeconds += (System.nanoTime() - begin) / 1e9;
    }
  }

  private void judge(Connection connection, String top, List<Planted> planted) throws SQLException {
    Set<String> known = new HashSet<>();
    planted.forEach(p -> known.add(p.indikator() + " " + p.area()));
    Set<String> found = new HashSet<>();
    Set<String> told = new HashSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT DISTINCT regel, indikator, niveau, omraade_kode FROM warning_test"
                    + " WHERE signal")) {
      while (row.next()) {
        String subject = row.getString(2) + " " + row.getString(4);
        if (known.contains(subject)) {
          found.add(subject);
        } else if (row.getString(3).equals(top)) {
          municipal++;
        } else if (told.add(row.getString(1) + " " + subject)) {
          falseOnes.merge(row.getString(1), 1, Integer::sum);
        }
      }
    }
    for (Planted one : planted) {
      boolean seen = found.contains(one.indikator() + " " + one.area());
      int size = 0;
      while (size + 1 < SIZES.length && one.expectedPerYear() >= SIZES[size + 1]) {
        size++;
      }
      int[] row =
          power.computeIfAbsent(
              "%-14s %4.0f".formatted(one.niveau(), SIZES[size]), k -> new int[2]);
      row[0]++;
      row[1] += seen ? 1 : 0;
      if (one.expectedPerYear() >= 40 && !one.niveau().equals("basisdistrikt")) {
        targeted++;
        targetedFound += seen ? 1 : 0;
      }
    }
  }

  private boolean report(int simulations) {
    console.line("");
    console.line(
        "False warnings a year in which nothing happens (%d simulations):".formatted(simulations));
    boolean kept = true;
    for (Map.Entry<String, Double> rule : new TreeMap<>(BUDGET).entrySet()) {
      double mean = falseOnes.getOrDefault(rule.getKey(), 0) / (double) simulations;
      kept &= mean <= rule.getValue();
      console.line(
          String.format(
              Locale.ROOT, "  %-10s %.2f  (budget %.1f)", rule.getKey(), mean, rule.getValue()));
    }
    console.line(
        String.format(
            Locale.ROOT,
            "  told of the municipality itself, whose trend is real: %.2f",
            municipal / (double) simulations));
    console.line("");
    console.line("Planted doublings over three years, found (level, expected cases a year from):");
    power.forEach(
        (row, counts) ->
            console.line(
                String.format(
                    Locale.ROOT,
                    "  %s  %4d of %4d  %3.0f %%",
                    row,
                    counts[1],
                    counts[0],
                    100.0 * counts[1] / counts[0])));
    double share = targeted == 0 ? 0 : 100.0 * targetedFound / targeted;
    console.line(
        String.format(
            Locale.ROOT,
            "  above the smallest level, 40 expected or more: %d of %d, %.1f %% (target 90)",
            targetedFound,
            targeted,
            share));
    console.line(
        String.format(Locale.ROOT, "Rules: %.2f s a publication", ruleSeconds / simulations));
    return kept && share >= 90;
  }
}
