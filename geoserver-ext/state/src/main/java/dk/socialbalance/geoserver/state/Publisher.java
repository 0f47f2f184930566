/* SPDX-License-Identifier: EUPL-1.2 OR GPL-2.0-or-later */
package dk.socialbalance.geoserver.state;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps GeoServer in step with the publication. Called again and again by one thread; each call is
 * a try of its own, so that a database that was away is simply found at the next one.
 */
public final class Publisher {

  /** How often to look: one row. */
  public static final Duration POLL = Duration.ofSeconds(10);

  /**
   * How long after a change tiles are emptied once more: a map that was being drawn from the former
   * figures (a database statement runs at most 30 s) may have been put in the cache after it was
   * emptied.
   */
  static final Duration LATE_TILES = Duration.ofSeconds(60);

  /** How often everything is compared even when nothing was published. */
  static final Duration COMPARE = Duration.ofMinutes(10);

  /** What is told to the administrator. */
  public interface Report {

    /** All is in step. */
    void inStep(Pulse pulse, int layers, int writes, Instant at);

    /** It did not work; it will be tried again. */
    void failed(String sentence, Exception cause);
  }

  /** Gives connections; {@link Catalogue#connect}. */
  public interface Source {
    Connection connect() throws SQLException;

    State wanted(Connection connection) throws SQLException;
  }

  private final Source source;
  private final Target target;
  private final Report report;
  private final Clock clock;
  private Pulse done;
  private Instant compared = Instant.EPOCH;
  private final Set<String> late = new LinkedHashSet<>();
  private Instant lateAt = Instant.MAX;

  public Publisher(Source source, Target target, Report report, Clock clock) {
    this.source = source;
    this.target = target;
    this.report = report;
    this.clock = clock;
  }

  /** Looks once, and does what there is to be done. Never throws. */
  public void poll() {
    try {
      look();
    } catch (SQLException e) {
      done = null;
      report.failed("The database cannot be read: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      done = null;
      report.failed(
          e.getMessage() == null ? "The catalogue could not be changed." : e.getMessage(), e);
    }
  }

  private void look() throws SQLException {
    Instant now = clock.instant();
    if (!now.isBefore(lateAt)) {
      late.forEach(layer -> target.apply(new Plan.Change.EmptyTiles(layer)));
      late.clear();
      lateAt = Instant.MAX;
    }
    try (Connection connection = source.connect()) {
      Pulse pulse = Catalogue.pulse(connection);
      if (pulse.equals(done) && now.isBefore(compared.plus(COMPARE))) {
        return;
      }
      State wanted = source.wanted(connection);
      Plan plan = Plan.of(wanted, target.present());
      List<String> emptied = new ArrayList<>();
      for (Plan.Change change : plan.changes()) {
        target.apply(change);
        if (change instanceof Plan.Change.EmptyTiles empty) {
          emptied.add(empty.layer());
        }
      }
      if (!emptied.isEmpty()) {
        late.addAll(emptied);
        lateAt = now.plus(LATE_TILES);
      }
      late.retainAll(wanted.layers().keySet());
      done = pulse;
      compared = now;
      report.inStep(pulse, wanted.layers().size(), plan.changes().size(), now);
    }
  }
}
