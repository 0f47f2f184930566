/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.Catalogue.Level;
import dk.socialbalance.db.SqlResource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Places every address in the areas of every level, once for each validity of an area. */
public final class AddressAreas {

  private AddressAreas() {}

  /**
   * Places all addresses anew, in the caller's transaction; to be called whenever addresses or
   * areas have changed. On a level that is not overlapping an address has one area at a time, and
   * it is the parent of the one that the address has on the level of its parts.
   *
   * @param connection in the role {@code sb_load} or the owner's
   * @param catalogue whose levels are placed
   */
  public static void assign(Connection connection, Catalogue catalogue) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM register.address_area");
    }
    List<Level> levels = catalogue.levels();
    try (PreparedStatement insert =
        connection.prepareStatement(SqlResource.read("compute/address_area.sql"))) {
      // Parts stand after their parents in the catalogue, and are placed before them.
      for (int i = levels.size() - 1; i >= 0; i--) {
        Level level = levels.get(i);
        insert.setString(1, level.id());
        insert.setString(2, parts(levels, level));
        insert.setString(3, level.id());
        insert.setString(4, level.id());
        insert.setBoolean(5, level.overlapping());
        insert.executeUpdate();
      }
    }
  }

  /** The first level whose areas are parts of this one's; null when there is none. */
  private static String parts(List<Level> levels, Level level) {
    return levels.stream()
        .filter(l -> l.parent().filter(level.id()::equals).isPresent())
        .map(Level::id)
        .findFirst()
        .orElse(null);
  }
}
