/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.features;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** The two encodings of every resource. */
enum Format {
  JSON,
  HTML;

  /**
   * Chooses by {@code f}, else by Accept, else JSON.
   *
   * @param f value of the parameter; may be null
   * @param accept value of the header; may be null
   * @param json the resource's JSON media type
   */
  static Format of(String f, String accept, MediaType json) {
    if (f != null) {
      return switch (f) {
        case "json" -> JSON;
        case "html" -> HTML;
        default -> throw ProblemException.badRequest("Parameter 'f': write json or html.");
      };
    }
    if (accept == null || accept.isBlank()) {
      return JSON;
    }
    List<MediaType> wanted;
    try {
      wanted = MediaType.parseMediaTypes(accept);
    } catch (InvalidMediaTypeException e) {
      throw ProblemException.notAcceptable("The Accept header cannot be read.");
    }
    return wanted.stream()
        .sorted((a, b) -> Double.compare(b.getQualityValue(), a.getQualityValue()))
        .filter(m -> m.getQualityValue() > 0)
        .flatMap(
            m -> {
              if (m.includes(json) || m.includes(MediaType.APPLICATION_JSON)) {
                return Stream.of(JSON);
              }
              return m.includes(MediaType.TEXT_HTML) ? Stream.of(HTML) : Stream.empty();
            })
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.notAcceptable(
                    "This resource comes as " + json + " and text/html."));
  }
}
