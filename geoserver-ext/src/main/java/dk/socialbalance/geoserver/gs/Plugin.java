/* SPDX-License-Identifier: GPL-2.0-or-later */
package dk.socialbalance.geoserver.gs;

import dk.socialbalance.geoserver.guard.Question;
import dk.socialbalance.geoserver.process.Profiles;
import dk.socialbalance.geoserver.state.Catalogue;
import dk.socialbalance.geoserver.state.Publisher;
import dk.socialbalance.geoserver.state.Settings;
import dk.socialbalance.geoserver.state.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.FeatureTypeInfo;
import org.geoserver.config.GeoServer;
import org.geoserver.config.GeoServerDataDirectory;
import org.geoserver.config.GeoServerInitializer;
import org.geoserver.config.impl.GeoServerLifecycleHandler;
import org.geoserver.gwc.GWC;
import org.geoserver.platform.GeoServerExtensions;
import org.geoserver.security.GeoServerSecurityManager;
import org.geotools.util.logging.Logging;

/** Starts the parts with GeoServer and ends them with it. Start-up waits for nothing of it. */
public final class Plugin implements GeoServerInitializer, GeoServerLifecycleHandler {

  private static final Logger LOG = Logging.getLogger("dk.socialbalance.geoserver");

  private final PluginStatus status;
  private volatile Set<String> views = Set.of();
  private final Stores stores = new Stores(Clock.systemUTC());
  private final Sentry sentry = new Sentry(stores, this::ownDatabase, () -> views);
  private final GuardListener listener = new GuardListener(sentry);
  private volatile Settings settings;
  private volatile boolean scanned;
  private volatile boolean started;
  private GeoServer server;
  private ScheduledExecutorService worker;
  private ScheduledFuture<?> looking;
  private volatile Publisher publisher;

  /** Made by Spring. */
  public Plugin(PluginStatus status) {
    this.status = status;
  }

  Sentry sentry() {
    return sentry;
  }

  private String ownDatabase() {
    Settings known = settings;
    return known == null ? "" : known.database();
  }

  @Override
  public synchronized void initialize(GeoServer geoServer) {
    server = geoServer;
    try {
      settings = Settings.of(GeoServerExtensions::getProperty);
    } catch (Settings.MissingException e) {
      status.failed(e.getMessage(), e);
    }
    begin();
  }

  /** Begins to look, as if nothing were known. */
  private void begin() {
    listen();
    scanned = false;
    if (worker == null) {
      publisher = null;
      worker =
          Executors.newSingleThreadScheduledExecutor(
              work -> {
                Thread thread = new Thread(work, "socialbalance");
                thread.setDaemon(true);
                return thread;
              });
      looking =
          worker.scheduleWithFixedDelay(
              this::look, 1, Publisher.POLL.toSeconds(), TimeUnit.SECONDS);
    }
  }

  /** One look, in the plugin's own thread; whatever happens, there is a next one. */
  private void look() {
    try {
      if (!started && !isStarted()) {
        return;
      }
      started = true;
      if (settings != null) {
        Publisher mine = publisher;
        if (mine == null) {
          mine = publisher(settings);
          publisher = mine;
        }
        mine.poll();
      }
      scanOnce();
    } catch (RuntimeException e) {
      status.failed("The plugin could not begin: " + e.getMessage(), e);
    } catch (LinkageError e) {
      status.failed(
          "This version of GeoServer lacks something that the plugin calls: " + e.getMessage(),
          new IllegalStateException(e));
    }
  }

  /**
   * Whether GeoServer has come up: until its security has been laid out it writes all stores anew,
   * and does not start at all when one is changed meanwhile.
   */
  private static boolean isStarted() {
    return ((GeoServerSecurityManager) GeoServerExtensions.bean("authenticationManager"))
        .isInitialized();
  }

  private Publisher publisher(Settings known) {
    Catalogue source = new Catalogue(known);
    Profiles.source(source::connect);
    return new Publisher(
        new Publisher.Source() {
          @Override
          public Connection connect() throws SQLException {
            Connection connection = source.connect();
            try {
              // The guard lets through what the publisher is about to make.
              views = Question.views(connection);
            } catch (SQLException e) {
              connection.close();
              throw e;
            }
            return connection;
          }

          @Override
          public State wanted(Connection connection) throws SQLException {
            return source.wanted(connection);
          }
        },
        new CatalogTarget(
            catalog(),
            (GeoServerDataDirectory) GeoServerExtensions.bean("dataDirectory"),
            new Services(server, LOG),
            new Tiles(GWC.get()),
            stores),
        status,
        Clock.systemUTC());
  }

  /** The catalogue without access rules: the plugin works for nobody in particular. */
  private static Catalog catalog() {
    return (Catalog) GeoServerExtensions.bean("rawCatalog");
  }

  private void listen() {
    Catalog catalog = catalog();
    if (!catalog.getListeners().contains(listener)) {
      catalog.addListener(listener);
    }
  }

  /** Switches off, once a start or reload, what lay on disk and the guard refuses. */
  void scanOnce() {
    if (scanned || (settings != null && views.isEmpty())) {
      return;
    }
    try {
      List<FeatureTypeInfo> types = new ArrayList<>(catalog().getFeatureTypes());
      for (FeatureTypeInfo type : types) {
        if (type.isEnabled()) {
          sentry
              .resource(type)
              .ifPresent(
                  reason -> {
                    type.setEnabled(false);
                    catalog().save(type);
                    status.refused("Switched off: " + reason);
                  });
        }
      }
      scanned = true;
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The layers on disk could not all be judged; tried again.", e);
    }
  }

  /** GeoServer disposes of everything before it reads its data directory anew. */
  @Override
  public synchronized void onReload() {
    begin();
  }

  @Override
  public synchronized void onDispose() {
    if (worker != null) {
      looking.cancel(true);
      worker.shutdownNow();
      worker = null;
    }
  }

  @Override
  public void onReset() {
    // Nothing is remembered that a reset would have to drop.
  }

  @Override
  public void beforeReload() {
    // What is under way ends by itself or fails and is tried again.
  }
}
