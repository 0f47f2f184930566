/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A bounded number of requests at work, a bounded queue before them, and a deadline for each. Who
 * finds the queue full, or waits in it too long, is told at once to come back later.
 */
final class AdmissionFilter extends OncePerRequestFilter {

  private static final String RETRY_SECONDS = "2";

  private final Semaphore running;
  private final AtomicInteger waiting = new AtomicInteger();
  private final ServiceSettings.Limits limits;

  AdmissionFilter(ServiceSettings.Limits limits) {
    this.limits = limits;
    this.running = new Semaphore(limits.running(), true);
  }

  /** How many requests wait for their turn. */
  int waiting() {
    return waiting.get();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!admitted()) {
      refuse(request, response);
      return;
    }
    RequestDeadline.begin(limits.requestMilliseconds());
    try {
      chain.doFilter(request, response);
    } finally {
      RequestDeadline.end();
      running.release();
    }
  }

  private boolean admitted() {
    if (running.tryAcquire()) {
      return true;
    }
    if (waiting.incrementAndGet() > limits.waiting()) {
      waiting.decrementAndGet();
      return false;
    }
    try {
      return running.tryAcquire(limits.waitMilliseconds(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      waiting.decrementAndGet();
    }
  }

  private static void refuse(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String message = "The service has more to do than it can; try again in a few seconds.";
    response.setHeader("Retry-After", RETRY_SECONDS);
    if (request.getServletPath().startsWith("/ogc")) {
      response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      response.setContentType("application/problem+json");
      response
          .getOutputStream()
          .print(
              "{\"type\":\"about:blank\",\"title\":\"Service Unavailable\",\"status\":503,"
                  + "\"detail\":\""
                  + message
                  + "\"}");
    } else {
      ExceptionReport.write(
          new OwsException(503, "NoApplicableCode", "", message), "1.1.0", response);
    }
  }
}
