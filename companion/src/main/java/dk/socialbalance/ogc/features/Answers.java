/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.features;

import dk.socialbalance.ogc.common.Build;
import dk.socialbalance.ogc.common.CrsReference;
import dk.socialbalance.ogc.common.Freshness;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import tools.jackson.databind.json.JsonMapper;

/** Writes the answers of this door: headers, JSON, HTML, problems. */
@Component
public class Answers {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ITemplateEngine templates;

  Answers(ITemplateEngine templates) {
    this.templates = templates;
  }

  /**
   * Sets ETag and caching headers; true when the client has this answer already and 304 was sent.
   *
   * @param revision of the layer or the snapshot that the answer is made of
   * @param form everything else that it depends on beside its address
   */
  public boolean notModified(
      HttpServletRequest request,
      HttpServletResponse response,
      ApiContext context,
      String revision,
      String form) {
    response.setHeader(HttpHeaders.CONTENT_LANGUAGE, context.language());
    return Freshness.holds(
        request,
        response,
        List.of(revision, Build.VERSION, context.base(), context.language(), form));
  }

  /** Answers with a document. */
  public void json(HttpServletResponse response, String type, Object document) throws IOException {
    response.setContentType(type);
    response.getOutputStream().write(JSON.writeValueAsBytes(document));
  }

  /** Begins an answer with coordinates: Part 2, requirement /req/crs/ogc-crs-header. */
  OutputStream open(HttpServletResponse response, String type, CrsReference crs)
      throws IOException {
    response.setContentType(type);
    if (crs != null) {
      response.setHeader("Content-Crs", "<" + crs.spelling() + ">");
    }
    return response.getOutputStream();
  }

  void html(
      HttpServletResponse response,
      ApiContext context,
      String template,
      Map<String, Object> document)
      throws IOException {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("doc", document);
    model.put("en", "en".equals(context.language()));
    model.put("base", context.base());
    model.put("root", context.root());
    model.put("page", context.documents().address("", Format.HTML));
    model.put("here", context.here());
    model.put("place", context.snapshot().place().in(context.language()));
    model.put("synthetic", context.snapshot().synthetic());
    Locale locale = Locale.forLanguageTag(context.language());
    String page = templates.process("ogc/" + template, new Context(locale, model));
    response.setContentType("text/html;charset=UTF-8");
    response.getOutputStream().write(page.getBytes(StandardCharsets.UTF_8));
  }

  void problem(HttpServletResponse response, ProblemException problem) throws IOException {
    problem(response, problem.status(), problem.title(), problem.getMessage());
  }

  /** Answers with bytes. */
  public void bytes(HttpServletResponse response, String type, byte[] bytes) throws IOException {
    response.setContentType(type);
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  void problem(HttpServletResponse response, int status, String title, String detail)
      throws IOException {
    response.resetBuffer();
    response.setHeader(HttpHeaders.ETAG, null);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setStatus(status);
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("type", "about:blank");
    problem.put("title", title);
    problem.put("status", status);
    problem.put("detail", detail);
    json(response, "application/problem+json", problem);
  }
}
