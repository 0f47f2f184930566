/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * How long requests take, by what they turned out to be: metric {@code socialbalance.requests} with
 * tags {@code operation} and {@code outcome} ({@code ok}, {@code not_modified}, {@code refused},
 * {@code busy}, {@code failed}, {@code left}: the client went away).
 */
final class OperationTimes {

  private static final String METRIC = "socialbalance.requests";

  private final MeterRegistry registry;

  /** The registry has them too, but looking one up there takes as long as sending a tile. */
  private final ConcurrentHashMap<Kind, Timer> timers = new ConcurrentHashMap<>();

  private record Kind(String operation, String outcome) {}

  OperationTimes(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * Notes an answered request.
   *
   * @param began {@link System#nanoTime} when it came
   */
  void answered(HttpServletRequest request, HttpServletResponse response, long began) {
    note(request, outcome(response.getStatus()), began);
  }

  /** Notes a request whose client went away. */
  void left(HttpServletRequest request, long began) {
    note(request, "left", began);
  }

  private void note(HttpServletRequest request, String outcome, long began) {
    timers
        .computeIfAbsent(new Kind(Operations.of(request), outcome), this::timer)
        .record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
  }

  private Timer timer(Kind kind) {
    return Timer.builder(METRIC)
        .description("Requests to the doors")
        .tag("operation", kind.operation())
        .tag("outcome", kind.outcome())
        .serviceLevelObjectives(
            Duration.ofMillis(10),
            Duration.ofMillis(50),
            Duration.ofMillis(250),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5))
        .register(registry);
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
