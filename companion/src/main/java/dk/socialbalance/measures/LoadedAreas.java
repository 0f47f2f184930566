/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.measures;

import dk.socialbalance.catalogue.Period;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The areas of all levels that figures may be delivered for, with their validity. */
final class LoadedAreas {

  private record Validity(String level, LocalDate from, LocalDate to) {
    boolean touches(Period period) {
      return !from.isAfter(period.lastDay()) && (to == null || !to.isBefore(period.firstDay()));
    }
  }

  private final Map<String, List<Validity>> byCode = new HashMap<>();

  private LoadedAreas() {}

  static LoadedAreas read(Connection connection) throws SQLException {
    LoadedAreas areas = new LoadedAreas();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT kode, niveau, gyldig_fra, gyldig_til FROM indicator.area")) {
      while (row.next()) {
        areas
            .byCode
            .computeIfAbsent(row.getString(1), code -> new ArrayList<>())
            .add(
                new Validity(
                    row.getString(2),
                    row.getObject(3, LocalDate.class),
                    row.getObject(4, LocalDate.class)));
      }
    }
    return areas;
  }

  boolean isEmpty() {
    return byCode.isEmpty();
  }

  boolean knows(String code) {
    return byCode.containsKey(code);
  }

  /** The level of an area that exists on some day of the period. */
  Optional<String> level(String code, Period period) {
    return byCode.getOrDefault(code, List.of()).stream()
        .filter(validity -> validity.touches(period))
        .map(Validity::level)
        .findFirst();
  }
}
