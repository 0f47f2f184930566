/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import dk.socialbalance.ogc.common.Freshness;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/**
 * An answer that has not been worked out yet: when the client still holds it, it never is.
 *
 * @param dependsOn everything that it depends on beside its address
 * @param body makes the answer
 */
public record Answer(String contentType, List<String> dependsOn, Body body) {

  /** Makes an answer's bytes. */
  @FunctionalInterface
  public interface Body {
    /** The bytes. */
    byte[] bytes() throws IOException;
  }

  /** Sends it, or says that the client's copy holds. */
  public void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (Freshness.holds(request, response, dependsOn)) {
      return;
    }
    byte[] bytes = body.bytes();
    response.setContentType(contentType);
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}
