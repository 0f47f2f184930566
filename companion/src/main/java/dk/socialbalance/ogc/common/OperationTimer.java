/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Times each request by what it turned out to be: metric {@code socialbalance.requests} with tags
 * {@code operation} and {@code outcome} ({@code ok}, {@code not_modified}, {@code refused}, {@code
 * busy}, {@code failed}, {@code left}: the client went away).
 */
final class OperationTimer extends OncePerRequestFilter {

  private static final String METRIC = "socialbalance.requests";

  private final MeterRegistry registry;

  OperationTimer(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Timer.Sample sample = Timer.start(registry);
    boolean left = true;
    try {
      chain.doFilter(request, response);
      left = false;
    } finally {
      noteResource(request);
      sample.stop(timer(registry, request, left ? "left" : outcome(response.getStatus())));
    }
  }

  /** The timer of an answered request. */
  static Timer timer(
      MeterRegistry registry, HttpServletRequest request, HttpServletResponse response) {
    return timer(registry, request, outcome(response.getStatus()));
  }

  private static Timer timer(MeterRegistry registry, HttpServletRequest request, String outcome) {
    return Timer.builder(METRIC)
        .description("Requests to the doors")
        .tag("operation", Operations.of(request))
        .tag("outcome", outcome)
        .serviceLevelObjectives(
            Duration.ofMillis(10),
            Duration.ofMillis(50),
            Duration.ofMillis(250),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5))
        .register(registry);
  }

  /** Where the path says what is asked for, its pattern does: {@code /ogc/collections/{id}}. */
  private static void noteResource(HttpServletRequest request) {
    Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    if (request.getAttribute(Operations.ATTRIBUTE) == null && pattern != null) {
      request.setAttribute(
          Operations.ATTRIBUTE, pattern.toString().replaceAll("(?<=.)/$", "").replace("/**", ""));
    }
  }

  private static String outcome(int status) {
    if (status == HttpServletResponse.SC_NOT_MODIFIED) {
      return "not_modified";
    }
    if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
      return "busy";
    }
    return status < 400 ? "ok" : status < 500 ? "refused" : "failed";
  }
}
