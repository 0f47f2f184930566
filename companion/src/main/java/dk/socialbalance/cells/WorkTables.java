/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.cells;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.Catalogue.Level;
import dk.socialbalance.catalogue.Indicator;
import dk.socialbalance.cells.CountPlan.Delivered;
import dk.socialbalance.cells.CountPlan.Wanted;
import dk.socialbalance.cells.CountPlan.WantedPopulation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Writes the plan into the work tables, with bound parameters. */
final class WorkTables {

  private final Connection connection;

  WorkTables(Connection connection) {
    this.connection = connection;
  }

  /** Levels, indicators and the cells that are wanted. */
  void write(Catalogue catalogue, CountPlan plan) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO work.level VALUES (?, ?, ?)")) {
      for (Level level : catalogue.levels()) {
        insert.setString(1, level.id());
        insert.setBoolean(2, level.overlapping());
        insert.setBoolean(3, level.parent().isEmpty() && !level.overlapping());
        insert.addBatch();
      }
      insert.executeBatch();
    }
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO work.indicator VALUES (?, ?, ?, ?, ?)")) {
      List<Indicator> indicators = plan.indicators();
      for (int number = 0; number < indicators.size(); number++) {
        Indicator indicator = indicators.get(number);
        insert.setInt(1, number);
        insert.setString(2, indicator.id());
        insert.setBoolean(3, CountPlan.population(indicator).meanPopulation());
        insert.setBoolean(4, indicator.protection().byHousehold());
        insert.setBoolean(5, CountPlan.movedOut(indicator));
        insert.addBatch();
      }
      insert.executeBatch();
    }
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO work.source VALUES (?, ?)")) {
      for (int number = 0; number < plan.sources().size(); number++) {
        insert.setInt(1, number);
        insert.setString(2, plan.sources().get(number).code());
        insert.addBatch();
      }
      insert.executeBatch();
    }
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO work.wanted VALUES (?, ?, ?, ?, ?)")) {
      for (Wanted wanted : plan.wanted()) {
        for (int source : wanted.sources()) {
          insert.setInt(1, wanted.indicator());
          insert.setString(2, wanted.level());
          insert.setString(3, wanted.period());
          insert.setObject(4, wanted.day());
          insert.setInt(5, source);
          insert.addBatch();
        }
      }
      insert.executeBatch();
    }
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO work.wanted_measure VALUES (?, ?, ?, ?)")) {
      for (Delivered delivered : plan.delivered()) {
        insert.setString(1, delivered.indicator());
        insert.setString(2, delivered.level());
        insert.setString(3, delivered.period());
        insert.setObject(4, delivered.day());
        insert.addBatch();
      }
      insert.executeBatch();
    }
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO work.wanted_population VALUES (?, ?, ?)")) {
      for (WantedPopulation population : plan.populations()) {
        insert.setString(1, population.level());
        insert.setString(2, population.period());
        insert.setObject(3, population.day());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
