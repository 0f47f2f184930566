/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import dk.socialbalance.catalogue.Period;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What deliveries of one subject may stand beside each other. */
public final class Deliveries {

  private Deliveries() {}

  /**
   * The period of a delivery; empty for {@code alle}.
   *
   * @throws LoadFailedException when it is neither
   */
  public static Optional<Period> span(String period) {
    if (period.equals(LoadRun.WHOLE)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Period.parse(period));
    } catch (IllegalArgumentException e) {
      throw new LoadFailedException(e.getMessage() + ", or alle for everything at once");
    }
  }

  /**
   * Refuses a delivery whose days another delivery of the same subject has told of: it would count
   * them twice.
   *
   * @throws LoadFailedException naming the others and the mend
   */
  public static void refuseOverlap(Loading loading, String kind, String subject, String period)
      throws SQLException {
    List<String> overlapping = new ArrayList<>();
    try (PreparedStatement query =
        loading
            .connection()
            .prepareStatement(
                "SELECT periode FROM indicator.delivery"
                    + " WHERE kind = ? AND subject = ? AND id <> ? ORDER BY periode")) {
      query.setString(1, kind);
      query.setString(2, subject);
      query.setLong(3, loading.deliveryId());
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          if (overlap(span(period), span(row.getString(1)))) {
            overlapping.add(row.getString(1));
          }
        }
      }
    }
    if (!overlapping.isEmpty()) {
      String loaded = String.join(", ", overlapping);
      throw new LoadFailedException(
          subject
              + " is loaded for the period "
              + loaded
              + ", so a delivery for "
              + period
              + " would tell of the same days twice. Deliver it for "
              + loaded
              + " again, or withdraw that first.");
    }
  }

  private static boolean overlap(Optional<Period> one, Optional<Period> other) {
    return one.isEmpty()
        || other.isEmpty()
        || (!one.get().firstDay().isAfter(other.get().lastDay())
            && !other.get().firstDay().isAfter(one.get().lastDay()));
  }
}
