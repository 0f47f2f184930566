/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * An answer that has not been worked out yet: when the client still holds it, it never is.
 *
 * @param tag changes when the answer would (without quotes)
 * @param body makes the answer
 */
record Answer(String contentType, String tag, Body body) {

  /** Makes an answer's bytes. */
  @FunctionalInterface
  interface Body {
    byte[] bytes() throws IOException;
  }

  /** A tag from all that an answer depends on beside its address. */
  static String tag(List<String> parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /**
   * Sends it. Caches may keep it but must ask each time whether it still holds, since a hidden
   * value must not live on in a cache.
   */
  void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String held = request.getHeader("If-None-Match");
    boolean fresh = held != null && holds(held);
    byte[] bytes = fresh ? new byte[0] : body.bytes();
    response.setHeader("ETag", '"' + tag + '"');
    response.setHeader("Cache-Control", "no-cache");
    response.addHeader("Vary", "Accept-Language");
    if (fresh) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    response.setContentType(contentType);
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  private boolean holds(String held) {
    for (String one : held.split(",")) {
      String plain = one.trim();
      if (plain.startsWith("W/")) {
        plain = plain.substring(2);
      }
      if (plain.equals("*") || plain.equals('"' + tag + '"')) {
        return true;
      }
    }
    return false;
  }
}
