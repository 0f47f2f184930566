/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/** Times each request to a door that is read. */
final class OperationTimer extends OncePerRequestFilter {

  private final OperationTimes times;

  OperationTimer(OperationTimes times) {
    this.times = times;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    long began = System.nanoTime();
    boolean left = true;
    try {
      chain.doFilter(request, response);
      left = false;
    } finally {
      noteResource(request);
      if (left) {
        times.left(request, began);
      } else {
        times.answered(request, response, began);
      }
    }
  }

  /** Where the path says what is asked for, its pattern does: {@code /ogc/collections/{id}}. */
  private static void noteResource(HttpServletRequest request) {
    Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    if (request.getAttribute(Operations.ATTRIBUTE) == null && pattern != null) {
      request.setAttribute(
          Operations.ATTRIBUTE, pattern.toString().replaceAll("(?<=.)/$", "").replace("/**", ""));
    }
  }
}
