/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.cli;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.CatalogueReader;
import dk.socialbalance.catalogue.CatalogueStore;
import dk.socialbalance.db.DatabaseAccess;
import dk.socialbalance.db.DatabaseException;
import dk.socialbalance.db.Role;
import dk.socialbalance.db.RunLog;
import dk.socialbalance.ops.Databases;
import dk.socialbalance.ops.Instance;
import dk.socialbalance.ops.Secrets;
import java.sql.Connection;
import java.sql.SQLException;

/** What every verb needs: the instance, its secrets, its database and its catalogue. */
record Session(
    Console console,
    Instance instance,
    Secrets secrets,
    Databases.Ready database,
    Catalogue catalogue)
    implements AutoCloseable {

  /** Opens the instance of the environment: finds the database, migrates, applies the catalogue. */
  static Session open(Console console) {
    Instance instance = Instance.of(System.getenv());
    return open(console, instance, new Secrets(instance.home(), System.getenv()));
  }

  /** Opens a given instance. */
  static Session open(Console console, Instance instance, Secrets secrets) {
    instance.createHome();
    // The catalogue first: a mistake in it should not cost a start of the database.
    Catalogue catalogue =
        instance.catalogue().map(CatalogueReader::read).orElseGet(CatalogueReader::shipped);
    Databases.Ready database = Databases.open(instance, secrets, console::step);
    try {
      RunLog.closeInterrupted(database.access());
      try (Connection connection = database.access().connect(Role.OWNER)) {
        CatalogueStore.apply(connection, catalogue);
      }
    } catch (SQLException e) {
      database.close();
      throw new DatabaseException("The catalogue cannot be stored: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
    return new Session(console, instance, secrets, database, catalogue);
  }

  DatabaseAccess access() {
    return database.access();
  }

  @Override
  public void close() {
    database.close();
  }
}
