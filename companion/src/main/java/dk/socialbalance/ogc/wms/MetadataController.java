/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import dk.socialbalance.ogc.common.BaseUrl;
import dk.socialbalance.ogc.common.Build;
import dk.socialbalance.ogc.common.OwsException;
import dk.socialbalance.ogc.common.ServiceSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * The metadata that MetadataURL of the map door leads to: one document for each container of the
 * layer tree (a level, a theme of a level), and one for each layer that stands in none.
 */
@Controller
public final class MetadataController {

  /** What their address begins with, below the base address; the id follows. */
  static final String PATH = "/metadata/";

  /** Their media type. */
  static final String FORMAT = "text/xml";

  private final Maps maps;
  private final ServiceSettings settings;

  /** The metadata of what these maps show. */
  public MetadataController(Maps maps, ServiceSettings settings) {
    this.maps = maps;
    this.settings = settings;
  }

  /** Answers with a document; 404 when there is none of that id. */
  @GetMapping(PATH + "{id}")
  public void metadata(
      @PathVariable String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    WmsModel model = maps.model();
    MetadataSubject subject = MetadataSubject.find(model.tree(), id).orElse(null);
    if (subject == null) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    String base;
    try {
      base = BaseUrl.of(request, settings);
    } catch (OwsException e) {
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
      return;
    }
    new Answer(
            FORMAT + ";charset=UTF-8",
            List.of(Build.VERSION, model.snapshot().revision(), settings.toString(), base, id),
            () -> MetadataWriter.write(subject, model.snapshot(), settings, base))
        .send(request, response);
  }
}
