/* SPDX-License-Identifier: GPL-2.0-or-later */
package dk.socialbalance.geoserver.process;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Where the process gets its connection: it is made by GeoTools, which knows nothing of plugins.
 */
public final class Profiles {

  /** Gives a connection of the doors' role. */
  public interface Source {
    Connection connect() throws SQLException;
  }

  private static volatile Source source;

  private Profiles() {}

  /** Tells where. */
  public static void source(Source given) {
    source = given;
  }

  /**
   * The profile of an area.
   *
   * @throws AreaProfile.UnknownAreaException when nothing is published of it
   * @throws IllegalStateException when the database cannot be read now
   */
  public static String of(String code) {
    Source known = source;
    if (known == null) {
      throw new IllegalStateException("The plugin has no database: see GeoServer's status page.");
    }
    try (Connection connection = known.connect()) {
      return AreaProfile.of(connection, code);
    } catch (SQLException e) {
      throw new IllegalStateException("The database cannot be read now. Try again later.");
    }
  }
}
