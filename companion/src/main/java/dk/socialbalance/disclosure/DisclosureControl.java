/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.db.SqlResource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Decides what a publication shows (docs/method.md, "Disclosure"): the primary rules, and then the
 * further cells without which hidden ones could be worked out. Runs as {@code sb_disclose}, the
 * only role that sees raw cells and publications.
 */
public final class DisclosureControl {

  private static final int MAX_WORKERS = 4;
  private static final long PROGRESS_NANOS = 1_000_000_000L;

  private DisclosureControl() {}

  /**
   * What was decided.
   *
   * @param shown cells with their numbers
   * @param hiddenByRule hidden cells by the rule that hid them; for administrators
   * @param withoutData cells for which there are no figures
   * @param remarks for the run: what could not be protected in full, and why
   */
  public record Decision(
      long shown, Map<String, Long> hiddenByRule, long withoutData, List<String> remarks) {

    /** The number of hidden cells. */
    public long hidden() {
      return hiddenByRule.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /**
   * Fills {@code publish.cell} and {@code ops.hiding} of the publication named by the setting
   * {@code sb.publication}, and keeps the counts behind it. Needs the temporary tables {@code
   * wanted} (indikator, niveau, periode) and {@code area_period}.
   *
   * @param connection in a transaction, role {@code sb_disclose} taken
   * @param audience whose former publications count
   * @param key breaks ties between cells that could be hidden as well; secret, so that an open
   *     program cannot be replayed
   * @param progress told a line a second at most
   * @throws Unprotectable when figures that must be published tell too much; names them
   */
  public static Decision apply(
      Connection connection,
      Catalogue catalogue,
      String audience,
      byte[] key,
      Consumer<String> progress)
      throws SQLException {
    PrimaryRules.judge(connection, catalogue);
    try (Statement statement = connection.createStatement()) {
      statement.execute(SqlResource.read("compute/present_counts.sql"));
      FurtherHiding.Gathered gathered = FurtherHiding.gather(connection, catalogue, audience);
      List<Solved> solved = solve(gathered.systems(), key, progress);
      write(connection, solved);
      statement.execute(SqlResource.read("compute/disclose_cells.sql"));
      statement.execute(SqlResource.read("compute/remember_counts.sql"));
      return decision(statement, remarks(gathered.odd()));
    }
  }

  /** A system and what is hidden in it. */
  private record Solved(ProtectionSystem system, Protection protection) {}

  /** Each system by itself, the largest first, on several threads. */
  private static List<Solved> solve(
      List<ProtectionSystem> systems, byte[] key, Consumer<String> progress) {
    List<ProtectionSystem> ordered =
        systems.stream()
            .sorted(Comparator.comparingInt((ProtectionSystem s) -> s.unknowns().size()).reversed())
            .toList();
    int workers = Math.min(MAX_WORKERS, Math.max(1, Runtime.getRuntime().availableProcessors()));
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      List<Future<Solved>> running = new ArrayList<>();
      for (ProtectionSystem system : ordered) {
        running.add(pool.submit(() -> new Solved(system, Protector.protect(system, key))));
      }
      List<Solved> solved = new ArrayList<>();
      long told = System.nanoTime();
      for (Future<Solved> one : running) {
        solved.add(one.get());
        if (System.nanoTime() - told > PROGRESS_NANOS) {
          told = System.nanoTime();
          progress.accept(
              "disclosure control: %d of %d systems".formatted(solved.size(), running.size()));
        }
      }
      return solved;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Disclosure control was interrupted; nothing was kept.", e);
    } finally {
      pool.shutdownNow();
    }
  }

  private static void write(Connection connection, List<Solved> solved) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String table :
          List.of("hidden_further (", "hidden_range (lowest float8, highest float8, ")) {
        statement.execute(
            "CREATE TEMPORARY TABLE %sindikator text, niveau text, omraade_kode text, periode text, because text) ON COMMIT DROP"
                .formatted(table));
      }
    }
    try (PreparedStatement further =
            connection.prepareStatement("INSERT INTO hidden_further VALUES (?, ?, ?, ?, ?)");
        PreparedStatement range =
            connection.prepareStatement("INSERT INTO hidden_range VALUES (?, ?, ?, ?, ?, ?)")) {
      for (Solved one : solved) {
        Set<String> cells = new HashSet<>();
        one.system().cells().forEach(c -> cells.add(c.id()));
        for (String id : one.protection().hiddenFurther()) {
          String[] name = id.split(" ");
          bind(further, 1, name);
          further.setString(5, Reasons.of(one.system(), id));
          further.addBatch();
        }
        for (Map.Entry<String, Range> entry : one.protection().ranges().entrySet()) {
          String[] name = entry.getKey().split(" ");
          if (cells.contains(entry.getKey()) && name.length == 4) {
            range.setDouble(1, entry.getValue().lower());
            range.setDouble(2, entry.getValue().upper());
            bind(range, 3, name);
            range.addBatch();
          }
        }
      }
      further.executeBatch();
      range.executeBatch();
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("ANALYZE hidden_further");
      statement.execute("ANALYZE hidden_range");
    }
  }

  private static void bind(PreparedStatement statement, int first, String[] name)
      throws SQLException {
    for (int i = 0; i < 4; i++) {
      statement.setString(first + i, name[i]);
    }
  }

  private static List<String> remarks(List<String> odd) {
    return odd.isEmpty()
        ? List.of()
        : List.of(
            "%d delivered figures are not the sums of their parts and are protected each by itself, such as %s"
                .formatted(odd.size(), odd.get(0)));
  }

  private static Decision decision(Statement statement, List<String> remarks) throws SQLException {
    Map<String, Long> hidden = new TreeMap<>();
    try (ResultSet row =
        statement.executeQuery(
            "SELECT rule, count(*) FROM (SELECT coalesce(j.rule, 'further') AS rule FROM judged j"
                + " LEFT JOIN hidden_further f USING (indikator, niveau, omraade_kode, periode)"
                + " WHERE j.rule IS NOT NULL OR f.indikator IS NOT NULL) r GROUP BY 1")) {
      while (row.next()) {
        hidden.put(row.getString(1), row.getLong(2));
      }
    }
    try (ResultSet row =
        statement.executeQuery(
            "SELECT count(*) FILTER (WHERE datastatus = 'vist'), count(*) FILTER (WHERE datastatus"
                + " = 'ingen_data') FROM publish.cell WHERE publication_id ="
                + " current_setting('sb.publication')::bigint")) {
      row.next();
      return new Decision(row.getLong(1), hidden, row.getLong(2), remarks);
    }
  }
}
