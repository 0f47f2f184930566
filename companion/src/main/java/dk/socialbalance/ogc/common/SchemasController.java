/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The published XML schemas of OGC that answers refer to, so that a client without the internet can
 * check them. The files are OGC's; what they import by an absolute address is found here too.
 */
@Controller
public final class SchemasController {

  private static final String PREFIX = "/schemas/";

  /** Exactly what the answers' schemas reach. */
  private static final Pattern SERVED =
      Pattern.compile(
          "(?:wfs/(?:1\\.0\\.0|1\\.1\\.0|2\\.0)|gml/(?:2\\.1\\.2|3\\.1\\.1/(?:base|smil)|3\\.2\\.1)"
              + "|ows/1\\.[01]\\.0|wmts/1\\.0|filter/(?:1\\.[01]\\.0|2\\.0)"
              + "|iso/19139/20070417/(?:gco|gmd|gsr|gss|gts))/[A-Za-z0-9_-]{1,60}\\.xsd");

  private static final Pattern ADDRESS =
      Pattern.compile(
          "schemaLocation=\"http://(?:schemas\\.opengis\\.net/"
              + "|www\\.w3\\.org/(?:1999|2001)/(?=(?:xlink|xml)\\.xsd\"))");

  private final ServiceSettings settings;

  /** Serves beneath the base URL of the given settings. */
  public SchemasController(ServiceSettings settings) {
    this.settings = settings;
  }

  /** Answers with a schema; 404 when there is none of that name. */
  @GetMapping(PREFIX + "**")
  public ResponseEntity<byte[]> schema(HttpServletRequest request) throws IOException {
    String path = request.getRequestURI();
    path = path.substring(path.indexOf(PREFIX) + PREFIX.length());
    try (InputStream file = open(path)) {
      if (file == null) {
        return ResponseEntity.notFound().build();
      }
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      String here =
          Matcher.quoteReplacement("schemaLocation=\"" + BaseUrl.of(request, settings) + PREFIX);
      return ResponseEntity.ok()
          .contentType(MediaType.APPLICATION_XML)
          .cacheControl(CacheControl.maxAge(Duration.ofHours(1)))
          .body(ADDRESS.matcher(text).replaceAll(here).getBytes(StandardCharsets.UTF_8));
    } catch (OwsException e) {
      return ResponseEntity.badRequest().build();
    }
  }

  private static InputStream open(String path) {
    if (path.equals("xlink.xsd") || path.equals("xml.xsd")) {
      return SchemasController.class.getResourceAsStream("schemas/" + path);
    }
    return SERVED.matcher(path).matches()
        ? SchemasController.class.getClassLoader().getResourceAsStream("ogc/" + path)
        : null;
  }
}
