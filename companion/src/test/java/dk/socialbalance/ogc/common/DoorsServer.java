/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import dk.socialbalance.publication.CurrentSnapshot;
import dk.socialbalance.publication.Snapshot;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;

/**
 * A really started server with all doors ({@code dk.socialbalance.ogc}) over a given snapshot, on a
 * port of its own. Close it when done.
 */
public final class DoorsServer implements AutoCloseable {

  private final ConfigurableApplicationContext context;
  private final CurrentSnapshot current = new CurrentSnapshot();
  private final HttpClient client = HttpClient.newHttpClient();
  private final int port;

  @SpringBootConfiguration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @ComponentScan("dk.socialbalance.ogc")
  static class Doors {}

  @SpringBootConfiguration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @ComponentScan({"dk.socialbalance.ogc", "dk.socialbalance.web"})
  static class DoorsAndPages {}

  private DoorsServer(Snapshot snapshot, ServiceSettings settings, Class<?> rooms) {
    current.swap(snapshot);
    context =
        new SpringApplicationBuilder(rooms)
            .web(WebApplicationType.SERVLET)
            .initializers(
                starting -> {
                  starting.getBeanFactory().registerSingleton("currentSnapshot", current);
                  starting.getBeanFactory().registerSingleton("serviceSettings", settings);
                })
            .properties(
                "server.port=0",
                "server.address=127.0.0.1",
                "spring.main.banner-mode=off",
                "spring.flyway.enabled=false",
                "spring.datasource.embedded-database-connection=none",
                "spring.autoconfigure.exclude="
                    + "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
            .run();
    port = Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
  }

  /** Starts the doors with default settings. */
  public static DoorsServer start(Snapshot snapshot) {
    return start(snapshot, ServiceSettings.defaults());
  }

  /** Starts the doors. */
  public static DoorsServer start(Snapshot snapshot, ServiceSettings settings) {
    return new DoorsServer(snapshot, settings, Doors.class);
  }

  /** Starts the doors and the web pages with default settings. */
  public static DoorsServer startWithPages(Snapshot snapshot) {
    return new DoorsServer(snapshot, ServiceSettings.defaults(), DoorsAndPages.class);
  }

  /** {@code http://127.0.0.1:port}. */
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** What the doors serve from; swap it to see a change while serving. */
  public CurrentSnapshot current() {
    return current;
  }

  /** An answer as text. */
  public HttpResponse<String> get(String pathAndQuery, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + pathAndQuery)).GET();
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  /** An answer as bytes. */
  public HttpResponse<byte[]> getBytes(String pathAndQuery) {
    try {
      return client.send(
          HttpRequest.newBuilder(URI.create(url() + pathAndQuery)).GET().build(),
          HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The answer to a post. */
  public HttpResponse<String> post(String path, String contentType, String body) {
    return send(
        HttpRequest.newBuilder(URI.create(url() + path))
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
            .build());
  }

  /** The answer to any request. */
  public HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The whole answer, headers and body, to a request target that is sent as it stands. */
  public String raw(String target) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String request =
          "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
