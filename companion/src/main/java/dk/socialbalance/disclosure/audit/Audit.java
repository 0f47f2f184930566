/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure.audit;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.db.DatabaseAccess;
import dk.socialbalance.db.DatabaseException;
import dk.socialbalance.db.Role;
import dk.socialbalance.db.RunLog;
import dk.socialbalance.disclosure.audit.AuditReport.Loss;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Audits the publications of an audience from the outside (docs/method.md, "Audit"): first what
 * anyone can work out, with the doors' role; then, with the truth, whether that is too much.
 */
public final class Audit {

  private Audit() {}

  /**
   * Audits the current publication together with all former ones. Writes a row in {@code ops.run}.
   *
   * @param catalogue the limits of the rules and the levels
   * @param audience id of an audience
   * @param progress told a line after each step
   * @throws DatabaseException when nothing is published, or the database fails
   */
  public static AuditReport run(
      DatabaseAccess access, Catalogue catalogue, String audience, Consumer<String> progress) {
    long start = System.nanoTime();
    try {
      RunLog run = RunLog.start(access, "audit", audience);
      try {
        AuditReport report = audit(access, catalogue, audience, progress, start);
        run.finish(
            new RunLog.Outcome(
                report.safe() ? "done" : "failed",
                null,
                report.shown(),
                report.judged(),
                report.breaches().size(),
                "publication %d: %s"
                    .formatted(
                        report.publication(),
                        report.safe() ? "safe" : report.breaches().size() + " breaches")),
            List.of());
        return report;
      } catch (SQLException | RuntimeException e) {
        run.finish(new RunLog.Outcome("failed", null, 0, 0, 0, "not audited: " + e), List.of());
        throw e;
      }
    } catch (SQLException e) {
      throw new DatabaseException("Could not audit. " + e.getMessage(), e);
    }
  }

  private static AuditReport audit(
      DatabaseAccess access,
      Catalogue catalogue,
      String audience,
      Consumer<String> progress,
      long start)
      throws SQLException {
    List<Edition> editions;
    AuditReport.Builder report = new AuditReport.Builder();
    try (Connection door = access.connect(Role.PUBLISH)) {
      editions = Editions.read(door, audience);
      if (editions.isEmpty()) {
        throw new DatabaseException(
            "Nothing is published for '%s': publish first (./sb compute).".formatted(audience));
      }
      if (editions.get(0).atoms().isEmpty()) {
        throw new DatabaseException(
            "Publication %d does not say where addresses lie: publish again (./sb compute)."
                .formatted(editions.get(0).id()));
      }
      Derived.read(door, audience, editions.get(0)).check(door).forEach(report::breach);
    }
    progress.accept(
        "read %d publications, %,d cells in the current one"
            .formatted(editions.size(), editions.get(0).figures().size()));
    Truth truth;
    try (Connection inside = access.connect(Role.DISCLOSE)) {
      truth = Truth.read(inside, audience, editions.get(0).id());
    }
    Map<Integer, Places> places = Places.of(editions);
    Versions versions = new Versions(editions, places, truth);
    Rules rules = new Rules(catalogue.disclosure(), truth);
    Knowledge knowledge = Knowledge.of(editions, places, versions, catalogue, rules);
    Targets targets = Targets.of(knowledge, versions, rules, truth);
    targets.exposed().forEach(report::breach);
    List<Block> blocks = Block.of(knowledge.unknowns(), knowledge.rows(), targets.found());
    progress.accept(
        "%,d unknowns, %,d equations, %,d systems, %,d figures to bound"
            .formatted(
                knowledge.unknowns().size(),
                knowledge.rows().size(),
                blocks.size(),
                targets.found().size()));
    for (Block block : blocks) {
      try (BlockProof proof = new BlockProof(block, knowledge.unknowns(), report)) {
        proof.prove();
      }
    }
    return report.build(
        editions.get(0),
        editions.size(),
        truth.reasons(),
        losses(knowledge),
        (System.nanoTime() - start) / 1e9);
  }

  private static List<Loss> losses(Knowledge knowledge) {
    Map<String, Loss> losses = new TreeMap<>();
    for (Stated cell : knowledge.cells()) {
      if (!cell.edition().current()) {
        continue;
      }
      double n = knowledge.unknowns().truth(Stated.sum(cell.counts()));
      double count = Double.isNaN(n) ? 0 : n;
      boolean hidden = cell.figure().hidden();
      losses.merge(
          cell.asked().id() + " " + cell.figure().level(),
          new Loss(
              cell.asked().id(),
              cell.figure().level(),
              1,
              hidden ? 1 : 0,
              count,
              hidden ? count : 0),
          (a, b) ->
              new Loss(
                  a.indicator(),
                  a.level(),
                  a.cells() + b.cells(),
                  a.hidden() + b.hidden(),
                  a.count() + b.count(),
                  a.hiddenCount() + b.hiddenCount()));
    }
    return new ArrayList<>(losses.values());
  }
}
