/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A service with requests by KVP: WMS, WFS, WMTS. {@link OwsController} finds it and calls it. */
public interface OwsService {

  /** Its name in the parameter SERVICE, in upper case: {@code WMS}. */
  String service();

  /**
   * Answers a request.
   *
   * @throws OwsException when it cannot; {@link #report} is then called, unless part of the answer
   *     is already on its way
   */
  void handle(HttpServletRequest request, HttpServletResponse response, Kvp kvp) throws IOException;

  /**
   * Writes an exception in the service's own format, with status and content type.
   *
   * @param kvp the request's parameters; empty when they could not be read
   */
  void report(
      OwsException problem, HttpServletRequest request, HttpServletResponse response, Kvp kvp)
      throws IOException;
}
