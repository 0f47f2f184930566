/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import dk.socialbalance.ogc.common.Freshness;
import dk.socialbalance.ogc.common.KnownAnswers;
import dk.socialbalance.ogc.common.Made;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/**
 * An answer that has not been worked out yet: when the client still holds it, it never is.
 *
 * @param dependsOn everything that it depends on beside its address
 * @param source makes the answer
 */
public record Answer(String contentType, List<String> dependsOn, Source source) {

  /** Makes an answer's bytes, and says where they are kept. */
  @FunctionalInterface
  public interface Source {
    /** The answer. */
    Made made() throws IOException;
  }

  /** Makes an answer's bytes. */
  @FunctionalInterface
  public interface Body {
    /** The bytes. */
    byte[] bytes() throws IOException;
  }

  /** An answer whose bytes are kept nowhere. */
  public Answer(String contentType, List<String> dependsOn, Body body) {
    this(contentType, dependsOn, (Source) () -> Made.once(body.bytes()));
  }

  /** One whose bytes are kept: who asks in the same words again is answered at once. */
  public static Answer kept(String contentType, List<String> dependsOn, Source source) {
    return new Answer(contentType, dependsOn, source);
  }

  /** Sends it, or says that the client's copy holds. */
  public void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (Freshness.holds(request, response, dependsOn)) {
      return;
    }
    Made made = source.made();
    response.setContentType(contentType);
    KnownAnswers.remember(request, response, made);
    response.setContentLength(made.bytes().length);
    response.getOutputStream().write(made.bytes());
  }
}
