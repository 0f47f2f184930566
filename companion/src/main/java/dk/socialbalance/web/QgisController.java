/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.web;

import dk.socialbalance.ogc.common.BaseUrl;
import dk.socialbalance.ogc.common.Languages;
import dk.socialbalance.ogc.common.ServiceSettings;
import dk.socialbalance.publication.CurrentSnapshot;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** All layers for QGIS in one file. */
@RestController
public class QgisController {

  private final CurrentSnapshot current;
  private final ServiceSettings settings;

  /** The file over the current snapshot. */
  public QgisController(CurrentSnapshot current, ServiceSettings settings) {
    this.current = current;
    this.settings = settings;
  }

  /** The layer definition file: drag it into QGIS. */
  @GetMapping("/qgis/socialbalance.qlr")
  public ResponseEntity<String> definition(HttpServletRequest request) {
    String base = BaseUrl.of(request, settings);
    String document =
        new QgisLayers(
                current.get(),
                base,
                Languages.ofHeader(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)))
            .document();
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("application/x-qgis-layer-definition;charset=UTF-8"))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename("socialbalance.qlr").build().toString())
        .body(document);
  }
}
