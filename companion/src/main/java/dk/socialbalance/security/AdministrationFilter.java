/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets nobody into administration ({@code /api}, and every actuator page but health) without the
 * instance's token: {@code Authorization: Bearer <token>}. Path matching is on the servlet's
 * decoded and normalised path, which is also what chooses the handler.
 */
public final class AdministrationFilter extends OncePerRequestFilter {

  private final byte[] token;

  /** Guards with this token. */
  public AdministrationFilter(String token) {
    if (token.length() < 32) {
      throw new IllegalArgumentException("The administration token is too short");
    }
    this.token = token.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path =
        request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
    boolean administration = isBelow(path, "/api");
    boolean actuator = isBelow(path, "/actuator") && !isBelow(path, "/actuator/health");
    return !administration && !actuator;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (isRightToken(request.getHeader(HttpHeaders.AUTHORIZATION))) {
      chain.doFilter(request, response);
      return;
    }
    response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"administration\"");
    response.setContentType("application/problem+json");
    response
        .getWriter()
        .write(
            "{\"title\":\"Unauthorized\",\"status\":401,\"detail\":\"Administration needs the"
                + " instance's token: Authorization: Bearer ...\"}");
  }

  private boolean isRightToken(String header) {
    if (header == null || !header.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return false;
    }
    byte[] given = header.substring(7).strip().getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(token, given);
  }

  private static boolean isBelow(String path, String folder) {
    return path.regionMatches(true, 0, folder, 0, folder.length())
        && (path.length() == folder.length() || path.charAt(folder.length()) == '/');
  }
}
