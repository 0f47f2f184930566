/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets the pages of other sites read the open doors (Fetch standard, CORS protocol): everything
 * behind them is public, and no door takes credentials.
 */
final class CrossOriginFilter extends OncePerRequestFilter {

  private static final String METHODS = "GET, HEAD, POST, OPTIONS";

  /** Says that any page may read the answer, and that it is of the type that it tells. */
  static void open(HttpServletResponse response) {
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader(
        "Access-Control-Expose-Headers",
        "Content-Bbox, Content-Crs, Content-Datetime, Content-Disposition, ETag, Link, Retry-After");
    response.setHeader("X-Content-Type-Options", "nosniff");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    open(response);
    boolean preflight =
        "OPTIONS".equals(request.getMethod())
            && request.getHeader("Access-Control-Request-Method") != null;
    if (preflight) {
      response.setHeader("Access-Control-Allow-Methods", METHODS);
      response.setHeader(
          "Access-Control-Allow-Headers",
          "Accept, Accept-Language, Content-Type, If-None-Match, If-Modified-Since, Range");
      response.setHeader("Access-Control-Max-Age", "86400");
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      return;
    }
    chain.doFilter(request, response);
  }
}
