/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import dk.socialbalance.publication.CurrentSnapshot;
import dk.socialbalance.publication.Snapshot;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Answers requests in the same words as before, letter for letter, without reading them again:
 * tiles, and pictures that several pages show. It holds no bytes, only where {@link ReadyCache} has
 * them, and is forgotten with the snapshot that it was learned from. First of all filters.
 */
public final class KnownAnswers implements Filter {

  private static final String ATTRIBUTE = KnownAnswers.class.getName();

  /** Requests that are remembered, at most, and how long each may be: some megabytes. */
  private static final int MOST = 4096;

  private static final int LONGEST = 1000;

  private final CurrentSnapshot current;
  private final OperationTimes times;
  private final Map<String, Known> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > MOST;
        }
      };
  private Snapshot learnedFrom;

  /** What was answered. */
  private record Known(
      ReadyCache keptIn, ReadyCache.Key key, String contentType, String tag, Object operation) {}

  /** A request that is on its way to be answered. */
  private record Asked(KnownAnswers by, String words, Snapshot of) {}

  /**
   * @param current what is served
   * @param times notes how long it took, as of every request
   */
  KnownAnswers(CurrentSnapshot current, OperationTimes times) {
    this.current = current;
    this.times = times;
  }

  @Override
  public void doFilter(ServletRequest asked, ServletResponse answer, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) asked;
    String words = words(request);
    if (words == null) {
      chain.doFilter(asked, answer);
      return;
    }
    long began = System.nanoTime();
    Snapshot now = current.get();
    Known before = find(words, now);
    byte[] bytes = before == null ? null : before.keptIn().ifReady(before.key());
    if (bytes == null) {
      request.setAttribute(ATTRIBUTE, new Asked(this, words, now));
      chain.doFilter(asked, answer);
      return;
    }
    send(before, bytes, request, (HttpServletResponse) answer);
    times.answered(request, (HttpServletResponse) answer, began);
  }

  private static void send(
      Known known, byte[] bytes, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    request.setAttribute(Operations.ATTRIBUTE, known.operation());
    CrossOriginFilter.open(response);
    if (Freshness.holds(request, response, known.tag())) {
      return;
    }
    response.setContentType(known.contentType());
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  /** Everything in a request that an answer may depend on; null when it is never remembered. */
  private static String words(HttpServletRequest request) {
    String query = request.getQueryString();
    String path = request.getRequestURI();
    if (!"GET".equals(request.getMethod())
        || path.length() + (query == null ? 0 : query.length()) > LONGEST) {
      return null;
    }
    return path
        + '?'
        + query
        + '\n'
        + request.getHeader("Accept")
        + '\n'
        + request.getHeader("Accept-Language");
  }

  @SuppressWarnings("ReferenceEquality") // The same snapshot is the same object.
  private Known find(String words, Snapshot now) {
    synchronized (known) {
      if (learnedFrom != now) {
        known.clear();
        learnedFrom = now;
      }
      return known.get(words);
    }
  }

  /**
   * Remembers an answer, if it is kept and nothing else was served since it was asked for.
   *
   * @param response with all its headers
   */
  public static void remember(HttpServletRequest request, HttpServletResponse response, Made made) {
    String tag = response.getHeader("ETag");
    if (made.keptIn() != null
        && tag != null
        && response.getHeader("Warning") == null
        && request.getAttribute(ATTRIBUTE) instanceof Asked asked) {
      asked
          .by()
          .remember(
              asked,
              new Known(
                  made.keptIn(),
                  made.key(),
                  response.getContentType(),
                  tag,
                  request.getAttribute(Operations.ATTRIBUTE)));
    }
  }

  @SuppressWarnings("ReferenceEquality") // The same snapshot is the same object.
  private void remember(Asked asked, Known answer) {
    synchronized (known) {
      if (learnedFrom == asked.of() && current.get() == asked.of()) {
        known.put(asked.words(), answer);
      }
    }
  }
}
