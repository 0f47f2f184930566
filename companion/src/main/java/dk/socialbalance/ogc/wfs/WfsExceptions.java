/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import dk.socialbalance.ogc.common.ExceptionReport;
import dk.socialbalance.ogc.common.OwsException;
import dk.socialbalance.ogc.common.XmlOut;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Exceptions in the form of each version, or as JSON where the client wants that. */
final class WfsExceptions {

  private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

  private WfsExceptions() {}

  /**
   * Writes the whole answer.
   *
   * @param wanted the parameter EXCEPTIONS; null = XML
   * @param schemas where the published schemas are to be had: an address that ends in a slash
   */
  static void write(
      OwsException problem,
      WfsVersion version,
      String wanted,
      String schemas,
      HttpServletResponse response)
      throws IOException {
    response.setHeader("Cache-Control", "no-store");
    if (wanted != null && wanted.toLowerCase(java.util.Locale.ROOT).contains("json")) {
      ExceptionReport.writeJson(problem, version.number(), response);
      return;
    }
    switch (version) {
      case V1_0_0 -> {
        response.setStatus(problem.status());
        response.setContentType("application/xml;charset=UTF-8");
        serviceException(problem, schemas, new XmlOut(response.getOutputStream()));
      }
      case V1_1_0 -> {
        response.setStatus(problem.status());
        response.setContentType("application/xml;charset=UTF-8");
        owsException(problem, schemas, new XmlOut(response.getOutputStream()));
      }
      case V2_0_0 -> ExceptionReport.write(problem, version.number(), response);
    }
  }

  /** OGC 02-058, annex A.3. */
  private static void serviceException(OwsException problem, String schemas, XmlOut xml)
      throws IOException {
    xml.start(
        "ServiceExceptionReport",
        "version",
        "1.2.0",
        "xmlns",
        "http://www.opengis.net/ogc",
        "xmlns:xsi",
        XSI,
        "xsi:schemaLocation",
        "http://www.opengis.net/ogc " + schemas + "wfs/1.0.0/OGC-exception.xsd");
    xml.element(
        "ServiceException",
        problem.getMessage(),
        "code",
        problem.code(),
        "locator",
        problem.locator().isEmpty() ? null : problem.locator());
    xml.finish();
  }

  /** OWS Common 1.0.0 (OGC 05-008), clause 8. */
  private static void owsException(OwsException problem, String schemas, XmlOut xml)
      throws IOException {
    xml.start(
        "ows:ExceptionReport",
        "xmlns:ows",
        "http://www.opengis.net/ows",
        "xmlns:xsi",
        XSI,
        "version",
        "1.0.0",
        "language",
        "en",
        "xsi:schemaLocation",
        "http://www.opengis.net/ows " + schemas + "ows/1.0.0/owsExceptionReport.xsd");
    xml.start(
        "ows:Exception",
        "exceptionCode",
        problem.code(),
        "locator",
        problem.locator().isEmpty() ? null : problem.locator());
    xml.element("ows:ExceptionText", problem.getMessage());
    xml.finish();
  }
}
