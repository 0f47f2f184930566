/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.features;

import dk.socialbalance.ogc.common.BaseUrl;
import dk.socialbalance.ogc.common.CrsTable;
import dk.socialbalance.ogc.common.Languages;
import dk.socialbalance.ogc.common.ServiceSettings;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;

/**
 * What every answer under {@code /ogc} needs.
 *
 * @param snapshot from start to end of the request
 * @param base public address of the service, without a slash at its end
 * @param language {@code da} or {@code en}
 * @param documents the shared documents
 * @param here public address of this resource with the request's parameters, but neither format nor
 *     language; ends in ? or &amp;
 */
public record ApiContext(
    Snapshot snapshot, String base, String language, Documents documents, String here) {

  static ApiContext of(
      HttpServletRequest request,
      Snapshot snapshot,
      ServiceSettings settings,
      List<ApiPart> parts,
      Parameters parameters) {
    String base = BaseUrl.of(request, settings);
    String asked = parameters.language();
    String language =
        asked != null ? asked : Languages.ofHeader(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    String path = request.getRequestURI().substring(request.getContextPath().length());
    return new ApiContext(
        snapshot,
        base,
        language,
        new Documents(snapshot, settings, parts, base + "/ogc", language, asked),
        parameters.address(base + path, "f", Parameters.LANGUAGE));
  }

  /** The coordinate systems on offer for a layer. */
  public CrsTable table(Layer layer) {
    return CrsTable.of(snapshot.srid(), layer);
  }

  /** Public address of the API. */
  public String root() {
    return base + "/ogc";
  }

  /** The text in the language of the request. */
  public String word(String da, String en) {
    return documents.word(da, en);
  }

  /** A link to a path below {@code /ogc}, in the language of the request. */
  public Map<String, Object> link(ApiPart.Link link) {
    return documents.link(link);
  }

  /** The links of a document to itself, also as HTML; further ones can be added. */
  public List<Map<String, Object>> self(String path, String type) {
    return new ArrayList<>(documents.selfAndHtml(root() + path, type));
  }
}
