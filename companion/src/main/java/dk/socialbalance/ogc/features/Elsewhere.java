/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.features;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Requests under {@code /ogc} that no resource answers: OPTIONS, a method that the resource does
 * not have (405), a path that there is not (404). All as problems (RFC 9457).
 */
@Controller
public class Elsewhere {

  private static final String EVERYTHING = "/ogc/**";

  private final ObjectProvider<RequestMappingHandlerMapping> mappings;
  private final Answers answers;

  /** Knows of every resource that the application has. */
  public Elsewhere(
      @Qualifier("requestMappingHandlerMapping")
          ObjectProvider<RequestMappingHandlerMapping> mappings,
      Answers answers) {
    this.mappings = mappings;
    this.answers = answers;
  }

  /** Answers what nothing else does. */
  @RequestMapping(
      path = EVERYTHING,
      method = {
        RequestMethod.GET,
        RequestMethod.POST,
        RequestMethod.PUT,
        RequestMethod.PATCH,
        RequestMethod.DELETE,
        RequestMethod.OPTIONS
      })
  public void elsewhere(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Set<String> methods = methods(request);
    if (methods.isEmpty()) {
      ProblemException problem = ProblemException.notFound("There is nothing at this path.");
      answers.problem(response, problem);
      return;
    }
    response.setHeader(HttpHeaders.ALLOW, String.join(", ", methods));
    if ("OPTIONS".equals(request.getMethod())) {
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      return;
    }
    answers.problem(
        response,
        ProblemException.methodNotAllowed(
            "This resource answers " + String.join(", ", methods) + "."));
  }

  /** The methods that the path answers, without regard to this class; empty: no such path. */
  private Set<String> methods(HttpServletRequest request) {
    PathContainer path =
        PathContainer.parsePath(
            request.getRequestURI().substring(request.getContextPath().length()));
    Set<String> methods = new TreeSet<>();
    mappings
        .getObject()
        .getHandlerMethods()
        .forEach((info, handler) -> methods.addAll(methods(info, handler, path)));
    return methods;
  }

  private static Set<String> methods(
      RequestMappingInfo info, HandlerMethod handler, PathContainer path) {
    Set<String> methods = new TreeSet<>();
    boolean other = !Elsewhere.class.equals(handler.getBeanType());
    if (other && info.getPathPatternsCondition() != null) {
      for (PathPattern pattern : info.getPathPatternsCondition().getPatterns()) {
        if (pattern.matches(path)) {
          info.getMethodsCondition().getMethods().stream()
              .map(RequestMethod::name)
              .forEach(methods::add);
        }
      }
    }
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    if (!methods.isEmpty()) {
      methods.add("OPTIONS");
    }
    return methods;
  }
}
