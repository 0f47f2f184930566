/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ops;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.db.DatabaseAccess;
import dk.socialbalance.ogc.common.CrsTable;
import dk.socialbalance.ogc.common.Operations;
import dk.socialbalance.ogc.common.ServiceSettings;
import dk.socialbalance.publication.CurrentSnapshot;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import dk.socialbalance.security.AdministrationFilter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;

/** Serves an instance over HTTP. */
public final class CompanionServer implements AutoCloseable {

  private final ConfigurableApplicationContext context;

  private CompanionServer(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** What the administration works on. */
  public record Administered(DatabaseAccess access, Catalogue catalogue) {}

  /**
   * Says early, and in words, when the port cannot be had.
   *
   * @throws Instance.SettingException when another program listens there
   */
  public static void checkPort(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(port));
    } catch (IOException e) {
      throw new Instance.SettingException(
          "Port "
              + port
              + " is taken by another program (perhaps another ./sb run). Stop that one, or choose"
              + " another port: SB_PORT="
              + (port == 65535 ? 8081 : port + 1)
              + " ./sb run");
    }
  }

  /**
   * Starts serving.
   *
   * @param token for administration
   * @param logs folder of the access logs
   */
  public static CompanionServer start(
      int port,
      Path logs,
      CurrentSnapshot snapshot,
      ServiceSettings settings,
      Administered administered,
      String token) {
    ApplicationContextInitializer<GenericApplicationContext> beans =
        context -> {
          context.registerBean(CurrentSnapshot.class, () -> snapshot);
          context.registerBean(ServiceSettings.class, () -> settings);
          context.registerBean(Administered.class, () -> administered);
          context.registerBean(
              "administrationFilter",
              FilterRegistrationBean.class,
              () -> {
                FilterRegistrationBean<AdministrationFilter> filter =
                    new FilterRegistrationBean<>(new AdministrationFilter(token));
                filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
                return filter;
              });
        };
    Thread warmUp = new Thread(() -> warmUp(snapshot.get()), "warm-up");
    warmUp.setDaemon(true);
    warmUp.start();
    return new CompanionServer(
        new SpringApplicationBuilder(CompanionApplication.class)
            .web(WebApplicationType.SERVLET)
            .initializers(beans)
            .registerShutdownHook(false)
            .properties("server.port=" + port)
            .properties(accessLog(logs))
            .run());
  }

  /**
   * A line a request: when, method, path, status, bytes, milliseconds, operation. Neither what
   * stands in a query (it may say what somebody looks for) nor who asked (an address is personal
   * data).
   */
  private static Map<String, Object> accessLog(Path logs) {
    return Map.of(
        "server.tomcat.accesslog.enabled", "true",
        "server.tomcat.accesslog.directory", logs.toString(),
        "server.tomcat.accesslog.prefix", "access",
        "server.tomcat.accesslog.suffix", ".log",
        "server.tomcat.accesslog.max-days", "30",
        "server.tomcat.accesslog.pattern",
            "%{yyyy-MM-dd'T'HH:mm:ss.SSSXXX}t %m %U %s %B %D \"%{" + Operations.ATTRIBUTE + "}r\"");
  }

  /** Opening the EPSG register takes a second or more: not at the cost of the first client. */
  private static void warmUp(Snapshot snapshot) {
    for (CrsTable.Offered offered : CrsTable.of(snapshot.srid()).offered()) {
      for (Layer layer : snapshot.layers().values()) {
        if (layer.hasGeometry()) {
          layer.extent(offered.srid());
        }
      }
    }
  }

  /** The port that it listens on. */
  public int port() {
    return Integer.parseInt(context.getEnvironment().getProperty("local.server.port", "0"));
  }

  /** Ends running requests, then stops. */
  @Override
  public void close() {
    context.close();
  }
}
