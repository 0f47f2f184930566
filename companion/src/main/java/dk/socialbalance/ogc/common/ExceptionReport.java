/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import tools.jackson.core.JsonGenerator;

/**
 * The ExceptionReport of OWS Common 1.1 (clause 8): the format of WFS 2.0 and WMTS 1.0; and the
 * exceptions in JSON of every service.
 */
public final class ExceptionReport {

  private static final String OWS = "http://www.opengis.net/ows/1.1";

  private ExceptionReport() {}

  /**
   * Writes the whole answer.
   *
   * @param version of the service, an attribute of the report
   * @param more of the same request
   */
  public static void write(
      OwsException problem, String version, HttpServletResponse response, OwsException... more)
      throws IOException {
    response.setStatus(problem.status());
    response.setContentType("application/xml;charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    XmlOut xml = new XmlOut(response.getOutputStream());
    xml.start(
        "ows:ExceptionReport",
        "xmlns:ows",
        OWS,
        "xmlns:xsi",
        "http://www.w3.org/2001/XMLSchema-instance",
        "version",
        version,
        "xml:lang",
        "en",
        "xsi:schemaLocation",
        OWS + " http://schemas.opengis.net/ows/1.1.0/owsExceptionReport.xsd");
    write(problem, xml);
    for (OwsException other : more) {
      write(other, xml);
    }
    xml.finish();
  }

  private static void write(OwsException problem, XmlOut xml) throws IOException {
    xml.start(
        "ows:Exception",
        "exceptionCode",
        problem.code(),
        "locator",
        problem.locator().isEmpty() ? null : problem.locator());
    xml.element("ows:ExceptionText", problem.getMessage()).end();
  }

  /**
   * Writes the whole answer as JSON, as GeoServer does; no standard says how.
   *
   * @param version of the service
   */
  public static void writeJson(OwsException problem, String version, HttpServletResponse response)
      throws IOException {
    response.setStatus(problem.status());
    response.setContentType("application/json;charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    try (JsonGenerator json = GeoJson.generator(response.getOutputStream())) {
      json.writeStartObject();
      json.writeStringProperty("version", version);
      json.writeName("exceptions");
      json.writeStartArray();
      json.writeStartObject();
      json.writeStringProperty("code", problem.code());
      json.writeStringProperty("locator", problem.locator());
      json.writeStringProperty("text", problem.getMessage());
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
    }
  }
}
