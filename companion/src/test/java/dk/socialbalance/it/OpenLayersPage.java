/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.it;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;

/** A web map of somebody else's in a real browser: OpenLayers on an address of its own. */
final class OpenLayersPage implements AutoCloseable {

  private final HttpServer site;
  private final ChromeDriver browser;

  /**
   * Opens the page.
   *
   * @param service address of the companion
   */
  OpenLayersPage(String service) throws IOException {
    byte[] page;
    try (InputStream in = OpenLayersPage.class.getResourceAsStream("openlayers.html")) {
      page =
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
              .replace("BASE", service)
              .getBytes(StandardCharsets.UTF_8);
    }
    site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    site.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    site.start();
    browser = Browser.start();
    browser.get("http://127.0.0.1:" + site.getAddress().getPort() + "/");
  }

  /** What the capabilities offer: name, title, styles, times, boxes by system. */
  @SuppressWarnings("unchecked")
  List<Map<String, Object>> layers() {
    return (List<Map<String, Object>>) call("layers()");
  }

  /** Shows a layer; what the map then looks like: colours, painted share, hash, errors. */
  @SuppressWarnings("unchecked")
  Map<String, Object> show(Map<String, Object> what) {
    return (Map<String, Object>) call("show(arguments[0])", what);
  }

  /** The number of pixels of a legend. */
  long legend(String url) {
    return (Long) call("legend(arguments[0])", url);
  }

  /** How many features a click on the middle finds. */
  long click() {
    return (Long) call("click()");
  }

  private Object call(String expression, Object... arguments) {
    Object answer =
        browser.executeAsyncScript(
            "const tell = arguments[arguments.length - 1]; "
                + expression
                + ".then(a => tell({ answer: a }), e => tell({ error: String(e) }));",
            arguments);
    Map<?, ?> found = (Map<?, ?>) answer;
    if (found.get("error") != null) {
      throw new AssertionError(expression + ": " + found.get("error"));
    }
    return found.get("answer");
  }

  /** What the browser complained about. */
  List<String> complaints() {
    return browser.manage().logs().get("browser").getAll().stream()
        .map(entry -> entry.getMessage())
        .toList();
  }

  /** Keeps a picture of the window, as PNG. */
  void screenshot(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, browser.getScreenshotAs(OutputType.BYTES));
  }

  @Override
  public void close() {
    browser.quit();
    site.stop(0);
  }
}
