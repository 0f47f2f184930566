/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.cli;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.CatalogueStore;
import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.db.DatabaseException;
import dk.socialbalance.db.Role;
import dk.socialbalance.ogc.common.ServiceSettings;
import dk.socialbalance.ops.CompanionServer;
import dk.socialbalance.ops.Instance;
import dk.socialbalance.ops.RunLock;
import dk.socialbalance.ops.Secrets;
import dk.socialbalance.publication.CurrentSnapshot;
import dk.socialbalance.publication.SnapshotReader;
import dk.socialbalance.publication.SnapshotRefresher;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Sets everything up and serves. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description =
        "Finds or makes the database, loads the demo municipality into an empty one, and serves"
            + " until Ctrl-C.")
final class RunCommand implements Callable<Integer> {

  private static final String TOKEN = "admin.token";

  @Option(names = "--empty", description = "Start without the demo municipality.")
  private boolean empty;

  @Override
  public Integer call() throws InterruptedException {
    Console console = new Console(System.out);
    Instance instance = Instance.of(System.getenv());
    instance.createHome();
    RunLock lock = RunLock.take(instance);
    try (lock) {
      CompanionServer.checkPort(instance.port());
      CountDownLatch end = new CountDownLatch(1);
      CountDownLatch ended = new CountDownLatch(1);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitEnd(end, ended), "shutdown"));
      try {
        serve(console, end);
      } finally {
        ended.countDown();
      }
    }
    return 0;
  }

  /** Ctrl-C: let the main thread close everything in order, and wait for it. */
  private static void awaitEnd(CountDownLatch end, CountDownLatch ended) {
    end.countDown();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(Console console, CountDownLatch end) throws InterruptedException {
    try (Session session = Session.open(console)) {
      console.step("Database: " + session.database().description());
      if (isEmpty(session)) {
        if (!empty && session.instance().catalogue().isEmpty()) {
          DemoCommand.install(session);
        } else {
          console.step("The database is empty: load files (./sb load --help), then ./sb compute");
        }
      }
      Instance instance = session.instance();
      CurrentSnapshot snapshot = new CurrentSnapshot();
      String base =
          instance.publicUrl().orElse("http://localhost:" + instance.port()).replaceAll("/+$", "");
      tellAddress(session, base);
      boolean firstStart = !session.secrets().exists(TOKEN);
      String token = session.secrets().get(TOKEN);
      String audience = PublishCommand.audience(session);
      readFirst(session, audience, base, snapshot);
      try (SnapshotRefresher refresher =
              new SnapshotRefresher(session.access(), audience, base, snapshot);
          CompanionServer server =
              CompanionServer.start(
                  instance.port(),
                  instance.home().resolve("logs"),
                  snapshot,
                  settings(session.catalogue(), instance),
                  new CompanionServer.Administered(session.access(), session.catalogue()),
                  token)) {
        refresher.start();
        console.step(
            "Serving " + snapshot.get().layers().size() + " layers on port " + server.port());
        tell(console, base, session.secrets(), firstStart ? token : null);
        end.await();
        console.line("");
        console.step("Stopping");
      }
    }
    console.step("Stopped");
  }

  /** For the links in what other programs show from the database. */
  private static void tellAddress(Session session, String base) {
    try (Connection connection = session.access().connect(Role.LOAD)) {
      CatalogueStore.publicUrl(connection, base);
    } catch (SQLException e) {
      throw new DatabaseException("The service's address cannot be kept: " + e.getMessage(), e);
    }
  }

  /** So that the first request already finds the layers. */
  private static void readFirst(
      Session session, String audience, String base, CurrentSnapshot snapshot) {
    try (Connection connection = session.access().connect(Role.PUBLISH)) {
      snapshot.swap(SnapshotReader.read(connection, audience, null, base));
    } catch (SQLException e) {
      throw new DatabaseException("The publication cannot be read: " + e.getMessage(), e);
    }
  }

  private static void tell(Console console, String base, Secrets secrets, String newToken) {
    console.line("");
    console.line("Open " + base + ", or add in QGIS:");
    console.line("  WMS      " + base + "/wms");
    console.line("  WFS      " + base + "/wfs");
    console.line("  OGC API  " + base + "/ogc");
    console.line("  all layers at once: drag " + base + "/qgis/socialbalance.qlr into QGIS");
    if (newToken != null) {
      console.line("");
      console.line("Administration token (shown once, kept in " + secrets.file(TOKEN) + "):");
      console.line("  " + newToken);
    }
    console.line("");
    console.line("Ctrl-C stops.");
  }

  private static ServiceSettings settings(Catalogue catalogue, Instance instance) {
    ServiceSettings plain = ServiceSettings.defaults();
    LocalText place = catalogue.municipality().title();
    return new ServiceSettings(
        instance.publicUrl().orElse(""),
        instance.trustedProxies(),
        plain.description(),
        place,
        catalogue.municipality().contact(),
        plain.fees(),
        plain.accessConstraints(),
        plain.limits());
  }

  private static boolean isEmpty(Session session) {
    try (Connection connection = session.access().connect(Role.OWNER);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT NOT EXISTS (SELECT FROM indicator.delivery)"
                    + " AND NOT EXISTS (SELECT FROM publish.publication)")) {
      row.next();
      return row.getBoolean(1);
    } catch (SQLException e) {
      throw new DatabaseException("The database does not answer: " + e.getMessage(), e);
    }
  }
}
