/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * Whether a client's copy still holds (RFC 9110, 13). Caches may keep answers but must ask each
 * time, since a value that has been hidden must not live on in one. Tags are weak: the same answer
 * may come compressed or not.
 */
public final class Freshness {

  private Freshness() {}

  /**
   * Sets Cache-Control and Vary, and for GET and HEAD an ETag; when the client has this very
   * answer, answers 304.
   *
   * @param parts everything that the answer depends on beside its address: revision, build,
   *     configuration, base address, language, format
   * @return true when 304 was answered and nothing is left to do
   */
  public static boolean holds(
      HttpServletRequest request, HttpServletResponse response, List<String> parts) {
    if (!"GET".equals(request.getMethod()) && !"HEAD".equals(request.getMethod())) {
      askEachTime(response);
      return false;
    }
    return holds(request, response, "W/\"" + tag(request, parts) + '"');
  }

  /** The same for GET and HEAD, with the ETag that was told before. */
  static boolean holds(HttpServletRequest request, HttpServletResponse response, String tag) {
    askEachTime(response);
    return new ServletWebRequest(request, response).checkNotModified(tag);
  }

  private static void askEachTime(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-cache");
    response.setHeader("Vary", "Accept, Accept-Language, Accept-Encoding");
  }

  private static String tag(HttpServletRequest request, List<String> parts) {
    List<String> all = new ArrayList<>();
    all.add(String.valueOf(request.getQueryString()));
    all.addAll(parts);
    return digest(all);
  }

  /** What changes when one of the parts does: 24 characters that stand for all of them. */
  public static String digest(List<String> parts) {
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
}
